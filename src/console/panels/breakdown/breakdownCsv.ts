import { spreadsheetText } from '../../../api/downloadEvents.ts'
import type { EventBreakdownResponse } from '../../../api/eventBreakdown.ts'
import { labelOf } from '../../../cloudtrail/fields.ts'
import { groupName, groupsOf } from './groups.ts'

/** The numbers as a table for spreadsheets. Its first column has the values, its first row says of what. */
export function breakdownCsv({ by, and, cells, buckets }: EventBreakdownResponse): string {
  const rows = groupsOf(by)
  const names = rows.map(({ group }) => groupName(group))
  if (and && cells) {
    const columns = groupsOf(and)
    return csvOf([
      [labelOf(by.field), ...columns.map(({ group }) => groupName(group)), 'Events'],
      ...rows.map(({ index, count }, at) => [
        names[at]!,
        ...columns.map((column) => cells[index]![column.index]!),
        count,
      ]),
    ])
  }
  if (buckets) {
    return csvOf([
      ['Start time', ...names],
      ...buckets.map(({ startTime, counts }) => [startTime, ...rows.map(({ index }) => counts[index]!)]),
    ])
  }
  return csvOf([[labelOf(by.field), 'Events'], ...rows.map(({ count }, at) => [names[at]!, count])])
}

const csvOf = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('')

/** As in RFC 4180. */
function cellOf(cell: string | number): string {
  if (typeof cell === 'number') return String(cell)
  const text = spreadsheetText(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
