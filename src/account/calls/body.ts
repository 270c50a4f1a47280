import type { JsonObject } from '../json.ts'
import type { Scene } from '../scene.ts'

/** Request and response of a call. It is a write if it has a response, or if `write` says so. */
export interface Body {
  readonly request?: JsonObject | null
  readonly response?: JsonObject | null
  readonly resources?: readonly JsonObject[]
  readonly additional?: JsonObject
  readonly host?: string
  readonly write?: boolean
  readonly data?: boolean
  /** An error in normal operation, such as a bucket without a policy. */
  readonly error?: { readonly code: string; readonly message: string }
}

/** By `service:EventName`. */
export type Catalogue = Record<string, (scene: Scene) => Body>
