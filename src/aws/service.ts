import type { StaticOperationSchema } from '@smithy/types'
import type { Operation } from './operation.ts'

/** https://smithy.io/2.0/aws/protocols/ */
export type Protocol = 'json-1.0' | 'json-1.1' | 'query' | 'ec2' | 'rest-json' | 'rest-xml'

/** A service of AWS as far as it is simulated. */
export interface Service {
  /** As clients sign and as in ARNs: `ec2`. Its events have the source `ec2.amazonaws.com`. */
  readonly name: string
  readonly protocol: Protocol
  /** Of its API: `2016-11-15`. */
  readonly version: string
  /** What X-Amz-Target may begin with, each before `.OPERATION`; empty for other protocols. */
  readonly targets: readonly string[]
  /** Of those that `known-operations/` lists for a service of this name. */
  readonly operations: readonly Operation[]
}

export type OperationSchema = StaticOperationSchema
