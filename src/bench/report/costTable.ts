import { partsOf, rowsOf, type BenchResult } from '../results.ts'
import { quantity, size, table } from './words.ts'

/** The cost of the same work at each measured size, in Markdown. */
export function costTable(results: readonly BenchResult[]): string {
  const works = [...new Set(results.flatMap(rowsOf).map(({ work }) => work))]
  const rows = works.map((work) => [work, ...results.map((result) => median(result, work))])
  const parse = ['*parse*', ...results.map((result) => quantity(partsOf(result)[0]!.parse.ms, 'ms'))]
  const head = ['work', ...results.map(({ events }) => `${size(events)} events`)]
  return table(head, [parse, ...rows], `l${'r'.repeat(results.length)}`)
}

function median(result: BenchResult, work: string): string {
  const row = rowsOf(result).find((one) => one.work === work)
  return row ? quantity(row.value, row.unit) : ''
}
