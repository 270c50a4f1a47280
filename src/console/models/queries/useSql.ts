import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import {
  getSqlTable,
  MOST_CHARACTERS,
  prepareSqlTable,
  runSql,
  type SqlResult,
  type SqlTable,
} from '../../../api/sql.ts'
import { CURRENT_STATE, queryClient } from './queryClient.ts'
import { send } from './request.ts'

/** The result of a statement that was run. */
export interface RanSql extends SqlResult {
  readonly query: string
  readonly maxRows: number
  /** How long the answer took to come. */
  readonly tookMs: number
}

/** Whether it can be sent. */
export const canRun = (query: string): boolean => query.trim() !== '' && query.length <= MOST_CHARACTERS

/** Runs the statement unless its result is known. The result of the one before stays until then. */
export function useSqlResult(query: string, maxRows: number): UseQueryResult<RanSql> {
  return useQuery({
    queryKey: keyOf(query, maxRows),
    queryFn: async ({ signal }): Promise<RanSql> => {
      const startMs = performance.now()
      const result = await send(runSql, { body: { query }, maxRows }, signal)
      return { ...result, query, maxRows, tookMs: performance.now() - startMs }
    },
    enabled: canRun(query),
    placeholderData: keepPreviousData,
    gcTime: 300_000,
  })
}

/** Runs it again, over the events that there are now. */
export const runSqlAgain = (query: string, maxRows: number): Promise<unknown> =>
  queryClient.refetchQueries({ queryKey: keyOf(query, maxRows), exact: true })

/** Closes the connection, which stops the statement on the server. */
export const cancelSql = (query: string, maxRows: number): Promise<unknown> =>
  queryClient.cancelQueries({ queryKey: keyOf(query, maxRows), exact: true })

const keyOf = (query: string, maxRows: number) => ['sql', query, maxRows]

const TABLE_KEY = ['sql-table']
const LOOK_AGAIN_MS = 400

/** How many events the table has. Followed while it is being made, and while `isWatched`. */
export function useSqlTable(isWatched: boolean): UseQueryResult<SqlTable> {
  return useQuery({
    queryKey: TABLE_KEY,
    queryFn: ({ signal }) => send(getSqlTable, {}, signal),
    staleTime: 0,
    meta: CURRENT_STATE,
    refetchInterval: ({ state: { data } }) => (isWatched || data?.isPreparing ? LOOK_AGAIN_MS : false),
  })
}

/** Brings the table up to date ahead of the first statement. If that fails, the statement says why. */
export async function prepareSql(): Promise<void> {
  await send(prepareSqlTable, {}).catch(() => undefined)
  await queryClient.invalidateQueries({ queryKey: TABLE_KEY })
}
