import { createStore, type StoreApi } from 'zustand'
import type { ResolvedQuery } from '../../../models/queries/resolvedQuery.ts'
import type { ExpandedRows } from './expandedRows.ts'

/** The state of the rows of a list, as the user changed it. */
export interface ListState {
  /** The query that the rows belong to. */
  readonly query: ResolvedQuery | null
  /** Index of the active row, which keys act on; -1 for none. */
  readonly active: number
  readonly expanded: ExpandedRows
  /** Index of the active column; -1 for the row as a whole. It stays when the query changes. */
  readonly activeColumn: number
}

/** A store, so that moving the active row renders only the list. */
export type ListStateStore = StoreApi<ListState>

export const createListState = (): ListStateStore =>
  createStore<ListState>(() => ({ query: null, active: -1, expanded: NO_ROWS, activeColumn: -1 }))

const NO_ROWS: ExpandedRows = []

/** The rows of another query are neither active nor expanded. */
export const activeIn = ({ query, active }: ListState, shown: ResolvedQuery): number =>
  query === shown ? active : -1

export const expandedIn = ({ query, expanded }: ListState, shown: ResolvedQuery): ExpandedRows =>
  query === shown ? expanded : NO_ROWS
