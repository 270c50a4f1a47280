import type { Call } from '../record.ts'
import type { Scene } from '../scene.ts'
import type { Catalogue } from './body.ts'
import { CONTAINERS } from './containers.ts'
import { IDENTITY } from './identity.ts'
import { INSTANCES } from './instances.ts'
import { OPERATIONS } from './operations.ts'
import { STORAGE } from './storage.ts'

const CATALOGUE: Catalogue = { ...INSTANCES, ...CONTAINERS, ...STORAGE, ...IDENTITY, ...OPERATIONS }

/**
 * The call with this key (`ec2:StopInstances`) in a scene. An unknown key is a mistake in our code.
 */
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
