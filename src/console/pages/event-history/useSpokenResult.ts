import { useEffect, useRef } from 'react'
import { speak } from '../../ui/announce.ts'
import { countOf } from '../../ui/numbers.ts'
import type { EventResultState } from './useEventResult.ts'

export interface SpokenResultOptions extends EventResultState {
  /** The live tail announces the number of new events instead. */
  readonly quiet: boolean
}

/** Announces how many events each query after the first found, once they are counted. */
export function useSpokenResult({ result, stale, quiet }: SpokenResultOptions): void {
  const isCounted = result !== null && !stale && result.count !== undefined && result.rows !== undefined
  const answered = isCounted ? result : undefined
  const query = answered?.query
  const spoken = useRef<unknown>(null)
  useEffect(() => {
    if (!answered || answered.query === spoken.current) return
    const isFirst = spoken.current === null
    spoken.current = query
    if (!isFirst && !quiet) speak(foundText(answered.count!, answered.rows!))
  }, [query, answered, quiet])
}

function foundText(count: number, rows: number): string {
  if (count === 0) return 'No events match this filter'
  return rows === count ? countOf(count, 'event') : `${countOf(rows, 'row')}, ${countOf(count, 'event')}`
}
