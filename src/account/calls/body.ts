import type { JsonObject } from '../json.ts'
import type { Scene } from '../scene.ts'

/** Request and response of a call. It is a write when it has a response, or when `write` says so. */
export interface Body {
  readonly request?: JsonObject | null
  readonly response?: JsonObject | null
  readonly resources?: readonly JsonObject[]
  readonly additional?: JsonObject
  readonly host?: string
  readonly write?: boolean
  readonly data?: boolean
  /** A failure that belongs to the ordinary course of things: a bucket without a policy. */
  readonly error?: { readonly code: string; readonly message: string }
}

/** By `service:EventName`. */
export type Catalogue = Record<string, (scene: Scene) => Body>
