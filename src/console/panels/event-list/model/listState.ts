import { createStore, type StoreApi } from 'zustand'
import type { ResolvedQuery } from '../../../models/queries/resolvedQuery.ts'
import type { ExpandedRows } from './expandedRows.ts'

/** What a reader did to the rows of a list. */
export interface ListState {
  /** The query whose rows these are. */
  readonly query: ResolvedQuery | null
  /** Index of the row that the keyboard acts on; -1 for none. */
  readonly active: number
  readonly expanded: ExpandedRows
  /**
   * Index of the column that the keyboard is on; -1 for the row as a whole. Another query keeps it.
   */
  readonly activeColumn: number
}

/** A store, so that a move of the active row renders only the list. */
export type ListStateStore = StoreApi<ListState>

export const createListState = (): ListStateStore =>
  createStore<ListState>(() => ({ query: null, active: -1, expanded: NO_ROWS, activeColumn: -1 }))

const NO_ROWS: ExpandedRows = []

/** The rows of another query are neither active nor expanded. */
export const activeIn = ({ query, active }: ListState, shown: ResolvedQuery): number =>
  query === shown ? active : -1

export const expandedIn = ({ query, expanded }: ListState, shown: ResolvedQuery): ExpandedRows =>
  query === shown ? expanded : NO_ROWS
