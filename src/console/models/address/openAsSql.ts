import { create } from 'zustand'
import type { Filter, Order } from '../../../filter/filter.ts'
import { sqlPage } from '../../routes.ts'
import { go } from './useView.ts'

/** The statement that a filter was opened as, and what of the filter it does not have. */
interface OpenedAsSql {
  readonly query: string
  readonly notes: readonly string[]
}

export const useOpenedAsSql = create<OpenedAsSql>()(() => ({ query: '', notes: [] }))

/** Only with the statement that they are about. */
export const notesOnSql = (opened: OpenedAsSql, query: string): readonly string[] =>
  opened.query === query ? opened.notes : []

/** Opens the page SQL with the filter as a statement. */
export async function openAsSql(filter: Filter, order: Order): Promise<void> {
  const { athenaStatement } = await import('../../../filter/tool-commands/athenaCommand.ts')
  const { text, notes } = athenaStatement(filter, order)
  useOpenedAsSql.setState({ query: text, notes })
  go(sqlPage(text))
}
