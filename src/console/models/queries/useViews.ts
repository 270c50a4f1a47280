import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import {
  deleteView as deleteOperation,
  listViews,
  saveView,
  type SavedView,
  type SaveViewRequest,
  type ViewsResponse,
} from '../../../api/views.ts'
import { queryClient } from './queryClient.ts'
import { RequestProblem, send } from './request.ts'

const KEY = ['views']

/**
 * The saved views, by name. Another window may have saved some, so they are requested whenever a
 * component begins to show them.
 */
export function useViews(enabled = true): UseQueryResult<ViewsResponse> {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => send(listViews, {}, signal),
    enabled,
    staleTime: 0,
  })
}

/** Saves a view under a new name. Resolves to false, and saves nothing, when the name is taken. */
export async function saveNewView({ name, description, query }: SavedView): Promise<boolean> {
  try {
    await change(
      send(saveView, { name, body: { name, description, query } }, undefined, { 'If-None-Match': '*' }),
    )
    return true
  } catch (error) {
    if (error instanceof RequestProblem && error.problem.status === 412) return false
    throw error
  }
}

/** Changes the saved view of this name, which can also change its name. */
export const changeView = (name: string, changes: SaveViewRequest): Promise<unknown> =>
  change(send(saveView, { name, body: changes }))

export const deleteView = (name: string): Promise<unknown> => change(send(deleteOperation, { name }))

/** Resolves once the list of views is up to date. */
async function change(done: Promise<unknown>): Promise<void> {
  try {
    await done
  } finally {
    await queryClient.invalidateQueries({ queryKey: KEY })
  }
}
