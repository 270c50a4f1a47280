import type { JsonObject } from '../json.ts'
import type { Call } from '../record.ts'
import type { Scene } from '../scene.ts'
import { COMPUTE } from './compute.ts'
import { IDENTITY } from './identity.ts'
import { OPERATIONS } from './operations.ts'
import { STORAGE } from './storage.ts'

/** What a call looks like in a scene. A call with a response, or that says so, is a write. */
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

const CATALOGUE: Catalogue = { ...COMPUTE, ...STORAGE, ...IDENTITY, ...OPERATIONS }

/** The call of that key (`ec2:StopInstances`) in a scene; an unknown key is a mistake of ours. */
export function callOf(key: string, scene: Scene): Call {
  const body = CATALOGUE[key]
  if (body === undefined) throw new Error(`No call ${key} in the catalogue`)
  const colon = key.indexOf(':')
  const { request = null, response = null, write = response !== null, ...rest } = body(scene)
  return {
    service: key.slice(0, colon),
    name: key.slice(colon + 1),
    readOnly: !write,
    request,
    response,
    ...rest,
  }
}
