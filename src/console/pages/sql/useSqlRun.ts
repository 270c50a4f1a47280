import { useEffect, useState } from 'react'
import { MOST_CHARACTERS } from '../../../api/sql.ts'
import { go } from '../../models/address/useView.ts'
import { RequestProblem } from '../../models/queries/request.ts'
import {
  canRun,
  cancelSql,
  prepareSql,
  runSqlAgain,
  useSqlResult,
  useSqlTable,
  type RanSql,
} from '../../models/queries/useSql.ts'
import { sqlPage, type PageOf } from '../../routes.ts'
import { formatCount } from '../../ui/numbers.ts'
import { useElapsed } from './useElapsed.ts'
import { useStatement } from './useStatement.ts'

export interface StatementProblem {
  readonly sentence: string
  /** The place in the statement; null for none. */
  readonly position: number | null
}

export interface SqlRun {
  /** The statement in the editor. */
  readonly text: string
  readonly change: (text: string) => void
  readonly run: () => void
  readonly runText: (text: string) => void
  readonly cancel: () => void
  /** How long it has been running, in milliseconds; null unless it takes a moment. */
  readonly elapsedMs: number | null
  /** What the server does first: making a table of the events. */
  readonly preparing: { readonly ready: number; readonly events: number } | null
  /** How many events the table has; undefined until that is known. */
  readonly events: number | undefined
  readonly problem: StatementProblem | null
  readonly isCanceled: boolean
  /** The last result, which stays while another statement is run or has failed; null before the first. */
  readonly shown: RanSql | null
}

/** Runs the statement in the address. */
export function useSqlRun(page: PageOf<'sql'>): SqlRun {
  const { query, rows } = page
  const { text, change, forget } = useStatement(query)
  const { data, error, isFetching, isPlaceholderData } = useSqlResult(query, rows)
  const elapsedMs = useElapsed(isFetching)
  const { data: table } = useSqlTable(elapsedMs !== null)
  const last = useLastShown(isPlaceholderData ? undefined : data)
  const shown = query === '' ? null : last
  const [canceled, setCanceled] = useState<string | null>(null)
  useEffect(() => void prepareSql(), [])

  const runText = (wanted: string) => {
    if (!canRun(wanted)) return
    setCanceled(null)
    // Back leads to the statement as it was run.
    forget()
    if (wanted === query) void runSqlAgain(query, rows)
    else go({ ...sqlPage(wanted), shows: page.shows })
  }
  return {
    text,
    change,
    run: () => runText(text),
    runText,
    cancel: () => {
      setCanceled(query)
      void cancelSql(query, rows)
    },
    elapsedMs,
    preparing: table && table.isPreparing && table.ready < table.events ? table : null,
    events: table?.events,
    problem: problemOf(text, isFetching ? null : error),
    isCanceled: canceled === query && !isFetching,
    shown,
  }
}

/** The last result that there was. */
function useLastShown(data: RanSql | undefined): RanSql | null {
  const [shown, setShown] = useState(data ?? null)
  if (data && data !== shown) setShown(data)
  return data ?? shown
}

function problemOf(text: string, error: Error | null): StatementProblem | null {
  if (text.length > MOST_CHARACTERS)
    return {
      sentence: `The query has ${formatCount(text.length)} characters. It can have at most ${formatCount(MOST_CHARACTERS)}.`,
      position: MOST_CHARACTERS,
    }
  if (!error) return null
  const position = error instanceof RequestProblem ? error.problem.position : undefined
  return { sentence: error.message, position: position ?? null }
}
