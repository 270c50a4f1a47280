import { formatCount } from '../../ui/numbers.ts'
import type { SqlRun } from './useSqlRun.ts'

/** What the server is doing, once it takes a moment; or that it was stopped. */
export function RunProgress({
  elapsedMs,
  preparing,
  isCanceled,
}: Pick<SqlRun, 'elapsedMs' | 'preparing' | 'isCanceled'>) {
  return (
    <span className="sql-page__progress">
      <span role="status">
        {elapsedMs !== null && (preparing ? 'Preparing the events for SQL' : 'Running the query')}
        {isCanceled && 'Canceled. The query is no longer running.'}
      </span>
      {elapsedMs !== null && (
        <span aria-hidden>
          {preparing ? `: ${formatCount(preparing.ready)} of ${formatCount(preparing.events)}` : ''}
          {elapsedMs >= 1000 ? `, ${Math.floor(elapsedMs / 1000)} s` : ''}
        </span>
      )}
    </span>
  )
}
