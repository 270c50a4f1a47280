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

/** The saved views, by name. Another window may have saved some: they are asked for whenever something begins to show them. */
export function useViews(enabled = true): UseQueryResult<ViewsResponse> {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => send(listViews, {}, signal),
    enabled,
    staleTime: 0,
  })
}

/** Saves under a name that is free; false, and nothing is saved, when it is not. */
export async function saveNewView(view: SavedView): Promise<boolean> {
  try {
    await change(send(saveView, { name: view.name, body: view }, undefined, { 'If-None-Match': '*' }))
    return true
  } catch (error) {
    if (error instanceof RequestProblem && error.problem.status === 412) return false
    throw error
  }
}

/** Saves over the view of this name: what is given, a new name too. */
export const changeView = (name: string, changes: SaveViewRequest): Promise<unknown> =>
  change(send(saveView, { name, body: changes }))

export const deleteView = (name: string): Promise<unknown> => change(send(deleteOperation, { name }))

/** Resolves when what is shown is what is saved. */
async function change(done: Promise<unknown>): Promise<void> {
  try {
    await done
  } finally {
    await queryClient.invalidateQueries({ queryKey: KEY })
  }
}
