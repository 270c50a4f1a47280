import { rowsOf, type BenchResult } from '../results.ts'
import type { BenchRow } from '../row.ts'
import { quantity, ratio, size, table } from './words.ts'

/**
 * The targets are for a million events and more. With fewer, the reference is too short to compare
 * with.
 */
const JUDGED_FROM = 1_000_000

/** Everything that was measured at one size, in Markdown. */
export function speedTable(result: BenchResult): string {
  const { events, parse, cores, node } = result
  const head =
    `${size(events)} events, ${Math.round(parse.bytes / 1e6).toLocaleString('en')} MB of JSON, ${cores} cores, Node ${node}; ` +
    `*parse* = gunzip + JSON.parse in one thread = ${quantity(parse.ms, 'ms')} (${Math.round(parse.bytes / 1e3 / parse.ms)} MB/s)`
  const cells = rowsOf(result).map((row) => [
    row.work,
    quantity(row.value, row.unit),
    row.low === undefined ? '' : `${quantity(row.low, row.unit)} – ${quantity(row.high!, row.unit)}`,
    String(row.times),
    row.ratio === undefined ? '' : ratio(row.ratio),
    limit(row),
    events < JUDGED_FROM || row.met === undefined ? '' : row.met ? 'met' : '**missed**',
  ])
  return `${head}\n\n${table(['work', 'median', 'quartiles', 'n', 'relative to reference', 'at most', ''], cells, 'lrrrrrl')}`
}

function limit({ ratio: share, limit: most, unit }: BenchRow): string {
  if (most === undefined) return ''
  return share === undefined ? quantity(most, unit) : ratio(most)
}
