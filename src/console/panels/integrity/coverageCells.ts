import type { CoverageResponse } from '../../../api/integrity.ts'
import { token } from '../../../filter/edit.ts'
import type { Filter } from '../../../filter/filter.ts'
import { writeSeconds } from '../../../filter/timeRange.ts'
import { countOf } from '../../ui/numbers.ts'
import { formatTime, type Zone } from '../../ui/time.ts'

export type CoverageRow = CoverageResponse['rows'][number]

/** A cell of the map: the row and column in `CoverageResponse`. */
export interface CellPlace {
  readonly row: number
  readonly column: number
}

const HOUR = 3_600_000

const INTERVAL_MS = { PT1H: HOUR, P1D: 24 * HOUR, P7D: 168 * HOUR } as const

const INTERVAL_IN_WORDS = { PT1H: 'hour', P1D: 'day', P7D: 'week' } as const

export const intervalWord = ({ interval }: Pick<CoverageResponse, 'interval'>): string =>
  INTERVAL_IN_WORDS[interval]

/** The start and the end of a column, exclusive. */
export function timesOf(
  { interval, startTimes }: Pick<CoverageResponse, 'interval' | 'startTimes'>,
  column: number,
): { readonly startMs: number; readonly endMs: number } {
  const startMs = Date.parse(startTimes[column]!)
  return { startMs, endMs: startMs + INTERVAL_MS[interval] }
}

/** The greatest count of a cell. */
export const mostEvents = (coverage: CoverageResponse): number =>
  coverage.rows.reduce((most, { counts }) => counts.reduce((a, b) => Math.max(a, b), most), 0)

/** How many shades there are for counts. */
export const SHADES = 5

/** The shade of a count, from 1 to {@link SHADES}; 0 without events. Each shade is several times the one before. */
export function shadeOf(count: number, most: number): number {
  if (count <= 0) return 0
  if (most <= 1) return SHADES
  return 1 + Math.floor((SHADES - 1) * Math.min(1, Math.log(count) / Math.log(most)) + 1e-9)
}

/** `us-east-1, 111122223333` */
export const rowName = ({ region, accountId }: Pick<CoverageRow, 'region' | 'accountId'>): string =>
  `${region || 'No Region'}, ${accountId || 'no account'}`

/** Time and place of a cell, how many events it has, and what digest files say of it. */
export function cellWords(coverage: CoverageResponse, { row, column }: CellPlace, zone: Zone): string {
  const shown = coverage.rows[row]!
  return `${timeWords(coverage, column, zone)}, ${rowName(shown)}: ${stateWords(coverage, shown, column)}`
}

function timeWords(coverage: CoverageResponse, column: number, zone: Zone): string {
  const { startMs, endMs } = timesOf(coverage, column)
  const [start, end] = [startMs, endMs].map((ms) => formatTime(new Date(ms).toISOString(), zone))
  return `${start!.replace(/:\d\d (?=UTC)/, ' ')} to ${end!.replace(/:\d\d (?=UTC)/, ' ')}`
}

function stateWords(coverage: CoverageResponse, shown: CoverageRow, column: number): string {
  const count = shown.counts[column]!
  const each = intervalWord(coverage)
  const validation = {
    covered: 'Digest files cover it.',
    gap: `Gap: no digest file covers ${each === 'hour' ? 'it' : 'some of it'}, though others do before or after.`,
    unknown: 'Whether this is all cannot be told, or not yet.',
  }[shown.validation[column]!]
  switch (shown.events[column]!) {
    case 'events':
      return `${countOf(count, 'event')}. ${validation}`
    case 'no-events':
      return 'No events: a digest file says that nothing was delivered.'
    case 'no-data':
      return `No data: no events, and no digest file says that there were none. ${validation}`
  }
}

/** The events of an account and Region in a time, the end exclusive. */
export const filterOf = (
  { accountId, region }: Pick<CoverageRow, 'accountId' | 'region'>,
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
): Filter => ({
  tokens: [token('accountId', '=', accountId), token('awsRegion', '=', region)],
  // The end of a time range is inclusive.
  timeRange: { kind: 'absolute', startTime: writeSeconds(startMs), endTime: writeSeconds(endMs - 1000) },
  text: '',
})

/** A cell in an address: `111122223333/us-east-1/2026-11-20T14:00:00Z` */
export const printCell = (coverage: CoverageResponse, { row, column }: CellPlace): string => {
  const { accountId, region } = coverage.rows[row]!
  return `${accountId}/${region}/${coverage.startTimes[column]}`
}

/** The place of a cell named in an address; null if it is not on the map. */
export function readCell(coverage: CoverageResponse, name: string): CellPlace | null {
  const [accountId, region, time = ''] = name.split('/')
  const row = coverage.rows.findIndex((each) => each.accountId === accountId && each.region === region)
  const ms = Date.parse(time)
  const column = coverage.startTimes.findIndex((_, index) => {
    const { startMs, endMs } = timesOf(coverage, index)
    return startMs <= ms && ms < endMs
  })
  return row < 0 || column < 0 ? null : { row, column }
}
