import * as v from 'valibot'
import { described, operation, type AnswerOf, type DeepReadonly } from './operation.ts'

const eventDataStore = v.object({
  id: described(v.string(), 'The value for `store`. It never changes.'),
  name: v.string(),
  source: described(
    v.picklist(['simulated', 'log-files', 'live-account']),
    'Whether its events come from the simulated account, from log files, or from the event history of an AWS account.',
  ),
  isDefault: described(v.boolean(), 'Whether requests without `store` use it.'),
  created: described(v.nullable(v.string()), 'ISO 8601 UTC; null for the default one.'),
})

const naming = v.strictObject({ name: v.string('name must be a string.') }, ({ expected, input }) =>
  expected === 'never'
    ? `Unknown member “${String(input)}”. Use name.`
    : 'The body must be a JSON object, such as {"name":"Incident 42"}.',
)

const noSuchStore = 'There is no such event data store.'
const nameTaken = 'Another event data store has this name.'

export const listStores = operation({
  name: 'listStores',
  method: 'GET',
  path: '/api/stores',
  summary: 'The event data stores: the default one, then the others, oldest first.',
  answer: v.object({ stores: v.array(eventDataStore) }),
  example: { address: '/api/stores' },
})

export const makeStore = operation({
  name: 'makeStore',
  method: 'POST',
  path: '/api/stores',
  summary: 'Creates an empty event data store for log files.',
  description: 'The status is 201.',
  body: naming,
  answer: eventDataStore,
  problems: {
    409: 'Another event data store has this name, or there are too many.',
    507: 'The event data store could not be created.',
  },
  example: { address: '/api/stores', body: '{"name":"Incident 42"}' },
})

export const renameStore = operation({
  name: 'renameStore',
  method: 'PATCH',
  path: '/api/stores/:id',
  summary: 'Renames an event data store.',
  body: naming,
  answer: eventDataStore,
  problems: { 404: noSuchStore, 409: nameTaken, 507: 'The name could not be written.' },
  example: { address: '/api/stores/STORE-ID', body: '{"name":"Incident 43"}' },
})

export const deleteStore = operation({
  name: 'deleteStore',
  method: 'DELETE',
  path: '/api/stores/:id',
  summary: 'Deletes an event data store with its events and notes.',
  description: 'The log files that were loaded into it are not touched.',
  problems: {
    404: noSuchStore,
    409: 'It is the default one, or it is in use.',
    507: 'It could not be deleted.',
  },
  example: { address: '/api/stores/STORE-ID' },
})

export type EventDataStore = DeepReadonly<v.InferOutput<typeof eventDataStore>>

export type StoresResponse = AnswerOf<typeof listStores>

const LONGEST_STORE_NAME = 80

/** Why a name cannot be given to an event data store, in a sentence; null if it can. */
export function problemOfStoreName(name: string): string | null {
  const tidy = name.trim()
  if (tidy === '') return 'Enter a name.'
  const length = Array.from(tidy).length
  if (length > LONGEST_STORE_NAME)
    return `The name has ${length} characters: enter at most ${LONGEST_STORE_NAME}.`
  return null
}

/** The largest body of a request that names a store. */
export const MOST_STORE_BYTES = 4096
