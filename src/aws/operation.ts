import type { StaticOperationSchema } from '@smithy/types'
import type { JsonObject } from '../account/json.ts'
import type { CallContext } from './callContext.ts'
import type { AwsFailure } from './failure.ts'
import type { AwsResponse } from './request.ts'

/** One operation of a service. Inputs and outputs have the members of the SDK's own types. */
export interface Operation {
  /** `StopInstances$` of `@aws-sdk/client-ec2`. */
  readonly schema: StaticOperationSchema
  readonly perform: (input: never, context: CallContext) => unknown
  readonly recording: Recording
  /** The Region of a call without a signature, which others have to have: of links that somebody was sent. */
  readonly unsignedRegion?: (input: never) => string
  /** Whether it changes the state, where `recording.readOnly` says the contrary: AssumeRole. */
  readonly changes?: boolean
}

/**
 * What the record of a call says. Without any of these it says what the schema gives: members with
 * a small first letter, sensitive ones masked (see recording.ts).
 */
export interface Recording<Input = never, Output = never> {
  /** If it is not the operation's: `GetFunction20150331v2`. */
  readonly eventName?: string
  /** If the name does not tell: Get, List, Describe, Head are read-only, others are not. */
  readonly readOnly?: boolean
  /** A data event, which the event history leaves out. */
  readonly isData?: boolean
  readonly request?: (input: Input, context: CallContext) => JsonObject | null
  /** Not asked for a call that failed. `null` is what CloudTrail writes for most read-only calls. */
  readonly response?: (output: Output, input: Input, context: CallContext) => JsonObject | null
  readonly resources?: (
    input: Input,
    context: CallContext,
    failure: AwsFailure | null,
    /** Undefined if the call failed. */
    output: Output | undefined,
  ) => readonly JsonObject[] | undefined
  readonly additional?: (input: Input, context: CallContext, answer: AwsResponse) => JsonObject | undefined
  /** The host that the call would have had in AWS, if it is not the service's own. */
  readonly host?: (input: Input, context: CallContext) => string
  /**
   * The IAM action, if it is not `SERVICE:OPERATION`; null for one that needs no permission or
   * decides on it itself.
   */
  readonly action?: string | null
  /** The ARN of what it acts on, for policies and for the text of a denial; `*` without it. */
  readonly resource?: (input: Input, context: CallContext) => string
}

/** An operation with its types: `operation<CreateUserRequest, CreateUserResponse>(CreateUser$, …)`. */
export function operation<Input, Output>(
  schema: StaticOperationSchema,
  perform: (input: Input, context: CallContext) => Output | Promise<Output>,
  recording: Recording<Input, Output> = {},
): Operation {
  return { schema, perform, recording }
}
