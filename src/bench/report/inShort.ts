import { rowsOf, type BenchResult } from '../results.ts'
import { quantity, size, table } from './words.ts'

/** What a reader wants to know first: the names of rows, and what they are in a sentence. */
const WORKS: readonly (readonly [string, string])[] = [
  ['first page, a user', 'first page for a user'],
  ['count, is not', 'exact count with an exclusion'],
  ['values of six fields, a user', 'values and counts of six fields, for a user'],
  [
    'free text, common word: newest 50 and count, first time',
    'free text, a common word, newest 50 and count',
  ],
  ['load all log files, with deduplication', 'load all log files, once'],
]

/** Five figures of a size, in Markdown. */
export function inShort(result: BenchResult): string {
  const rows = rowsOf(result)
  const lines = WORKS.flatMap(([name, work]) => {
    const row = rows.find((one) => one.work === name)
    return row ? [[work, quantity(row.value, row.unit)]] : []
  })
  return table([`${size(result.events)} events, ${result.cores} cores`, 'median'], lines, 'lr')
}
