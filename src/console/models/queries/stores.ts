import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { getStatus } from '../../../api/getStatus.ts'
import { listNotes } from '../../../api/eventNotes.ts'
import {
  deleteStore as deleteOperation,
  listStores,
  makeStore as makeOperation,
  renameStore as renameOperation,
  type EventDataStore,
  type StoresResponse,
} from '../../../api/stores.ts'
import { currentStore } from '../address/currentStore.ts'
import { startView, startWith } from '../address/startView.ts'
import { go } from '../address/useView.ts'
import { queryClient } from './queryClient.ts'
import { send } from './request.ts'

const KEY = ['stores']

/**
 * The event data stores of the server, the default one first. Another window may have created some.
 */
export function useStores(enabled = true): UseQueryResult<StoresResponse> {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => send(listStores, {}, signal),
    enabled,
    staleTime: 0,
  })
}

/** What names a store in an address: nothing for the default one. */
export const addressedAs = ({ id, isDefault }: Pick<EventDataStore, 'id' | 'isDefault'>): string | null =>
  isDefault ? null : id

/** Shows a store, with its start view; null for the default one. */
export async function openStore(store: string | null): Promise<void> {
  const { source } = await send(getStatus, { store: store ?? undefined })
  startWith(source, store)
  go(startView(store), 'push', store)
}

/** Creates an empty store, without showing it. */
export const makeStore = (name: string): Promise<EventDataStore> =>
  change(send(makeOperation, { body: { name } }))

export const renameStore = (id: string, name: string): Promise<EventDataStore> =>
  change(send(renameOperation, { id, body: { name } }))

export async function deleteStore(id: string): Promise<void> {
  await send(deleteOperation, { id })
  await queryClient.invalidateQueries({ queryKey: KEY })
}

/** Shows the default store, if the given one is shown. */
export async function leaveStore(id: string): Promise<void> {
  if (currentStore() === id) await openStore(null)
}

/** What would be lost with a store: how many events and notes it has. */
export function useStoreContents(
  id: string,
): UseQueryResult<{ readonly events: number; readonly notes: number }> {
  return useQuery({
    queryKey: ['store-contents', id],
    queryFn: async ({ signal }) => {
      const [status, notes] = await Promise.all([
        send(getStatus, { store: id }, signal),
        send(listNotes, { store: id }, signal),
      ])
      return { events: status.eventCount, notes: notes.eventNotes.length }
    },
    gcTime: 0,
    staleTime: 0,
  })
}

/** Resolves once the list of stores is up to date. */
async function change<T>(done: Promise<T>): Promise<T> {
  try {
    return await done
  } finally {
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: KEY }),
      queryClient.invalidateQueries({ queryKey: ['status'] }),
    ])
  }
}
