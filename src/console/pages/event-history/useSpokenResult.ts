import { useEffect, useRef } from 'react'
import { printFilter } from '../../../filter/params.ts'
import type { ResolvedQuery } from '../../models/queries/resolvedQuery.ts'
import { speak } from '../../ui/announce.ts'
import { countOf } from '../../ui/numbers.ts'
import type { EventResultState } from './useEventResult.ts'

export interface SpokenResultOptions extends EventResultState {
  /** The live tail announces the number of new events instead. */
  readonly quiet: boolean
}

/**
 * Announces how many events each query after the first found, once they are counted. While `quiet`,
 * only where other events are searched for.
 */
export function useSpokenResult({ result, stale, quiet }: SpokenResultOptions): void {
  const isCounted = result !== null && !stale && result.count !== undefined && result.rows !== undefined
  const answered = isCounted ? result : undefined
  const query = answered?.query
  const spoken = useRef<ResolvedQuery | undefined>(undefined)
  useEffect(() => {
    if (!answered || answered.query === spoken.current) return
    const before = spoken.current
    spoken.current = query
    if (before && (!quiet || conditionsOf(before) !== conditionsOf(answered.query)))
      speak(foundText(answered.count!, answered.rows!))
  }, [query, answered, quiet])
}

/** Without the time, since that of a relative range moves with every refresh. */
const conditionsOf = ({ filter }: ResolvedQuery): string =>
  printFilter({ ...filter, timeRange: { kind: 'all' } })

function foundText(count: number, rows: number): string {
  if (count === 0) return 'No events match this filter'
  return rows === count ? countOf(count, 'event') : `${countOf(rows, 'row')}, ${countOf(count, 'event')}`
}
