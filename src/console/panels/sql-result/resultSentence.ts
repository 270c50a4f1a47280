import { countOf, formatCount } from '../../ui/numbers.ts'

interface Counted {
  readonly rows: readonly unknown[]
  readonly truncated: boolean
  readonly events: number
  readonly tookMs: number
}

/** `12 rows, from 1,204,331 events, in 0.21 s` */
export function resultSentence({ rows, truncated, events, tookMs }: Counted): string {
  const shown = truncated
    ? `The first ${formatCount(rows.length)} rows`
    : rows.length === 0
      ? 'No rows'
      : countOf(rows.length, 'row')
  return `${shown}, from ${countOf(events, 'event')}, in ${formatSeconds(tookMs)}`
}

/** `0.21 s`, `14 s` */
const formatSeconds = (ms: number): string =>
  ms < 10_000 ? `${(ms / 1000).toFixed(2)} s` : `${formatCount(Math.round(ms / 1000))} s`
