import { MOST_LINES } from '../../ui/chart/lineStyle.ts'
import type { ChartLine } from '../../ui/chart/lineChartProps.ts'
import { cellText, type ResultColumn } from './resultColumns.ts'
import { timeOf, type TimeStep } from './resultTimes.ts'

/** What a result is drawn as. */
export type ChartShape =
  | {
      readonly kind: 'bars'
      readonly label: string
      readonly bars: readonly {
        readonly name: string
        readonly value: number
        /** The cell of the first column of names. */
        readonly cell: unknown
      }[]
      /** The only column of names, whose values may lead somewhere; null if there are several. */
      readonly column: ResultColumn | null
      readonly note: string | null
    }
  | {
      readonly kind: 'lines'
      readonly label: string
      readonly lines: readonly ChartLine[]
      readonly step: TimeStep
      /** The only column whose values are the names of the lines; null if there is no such column. */
      readonly column: ResultColumn | null
      readonly note: string | null
    }
  /** Why there is no chart, and what a result needs for one. */
  | { readonly kind: 'none'; readonly reason: string }

type Rows = readonly (readonly unknown[])[]

const MOST_BARS = 50

/** Lines if there are times, else bars; each named by the columns of text. */
export function chartShape(columns: readonly ResultColumn[], rows: Rows): ChartShape {
  const numbers = indexes(columns, ({ isNumber }) => isNumber)
  const [time] = indexes(columns, ({ role }) => role.kind === 'time')
  const names = indexes(columns, ({ isNumber, role }) => !isNumber && role.kind !== 'time')
  const [number] = numbers
  if (number === undefined)
    return none('A chart needs a column of numbers, such as count(*), beside one of texts or times.')
  if (time !== undefined) return lines(columns, rows, { time, numbers, names })
  if (names.length === 0) return none('A chart needs a column of texts or times beside the numbers.')
  return bars(columns, rows, { number, numbers, names })
}

const none = (reason: string): ChartShape => ({ kind: 'none', reason })

const indexes = (columns: readonly ResultColumn[], test: (column: ResultColumn) => boolean): number[] =>
  columns.flatMap((column, at) => (test(column) ? [at] : []))

/** A number, also one that JSON could not carry exactly; null for none. */
function numberOf(cell: unknown): number | null {
  const value = typeof cell === 'number' ? cell : typeof cell === 'string' ? Number(cell) : NaN
  return Number.isFinite(value) ? value : null
}

const nameOf = (row: readonly unknown[], names: readonly number[]): string =>
  names.map((at) => cellText(row[at]) ?? 'NULL').join(' · ')

interface BarColumns {
  readonly number: number
  readonly numbers: readonly number[]
  readonly names: readonly number[]
}

function bars(
  columns: readonly ResultColumn[],
  rows: Rows,
  { number, numbers, names }: BarColumns,
): ChartShape {
  const all = rows.flatMap((row) => {
    const value = numberOf(row[number])
    return value === null ? [] : [{ name: nameOf(row, names), value, cell: row[names[0]!] }]
  })
  if (all.length === 0) return none(`The column ${columns[number]!.name} has no numbers.`)
  const named = names.map((at) => columns[at]!.name).join(' and ')
  return {
    kind: 'bars',
    label: `${columns[number]!.name} by ${named}`,
    bars: all.slice(0, MOST_BARS),
    column: names.length === 1 ? columns[names[0]!]! : null,
    note: sentences(
      all.length > MOST_BARS && `The first ${MOST_BARS} of ${all.length} rows are drawn.`,
      numbers.length > 1 && `Only ${columns[number]!.name} is drawn.`,
    ),
  }
}

interface LineColumns {
  readonly time: number
  readonly numbers: readonly number[]
  readonly names: readonly number[]
}

/** A line for each name, or for each column of numbers if there are no names. */
function lines(
  columns: readonly ResultColumn[],
  rows: Rows,
  { time, numbers, names }: LineColumns,
): ChartShape {
  const [first] = numbers
  const drawn = names.length > 0 ? [first!] : numbers
  const points = new Map<string, Map<number, number>>()
  let isAmbiguous = false
  for (const row of rows) {
    const at = timeOf(row[time])
    if (at === null) continue
    for (const number of drawn) {
      const value = numberOf(row[number])
      if (value === null) continue
      const name = names.length > 0 ? nameOf(row, names) : columns[number]!.name
      const line = points.get(name) ?? new Map<number, number>()
      isAmbiguous ||= line.has(at)
      points.set(name, line.set(at, value))
    }
  }
  if (isAmbiguous)
    return none(
      'Several rows have the same time and name. Group by the time, and by the texts if there are any, for a chart.',
    )
  if (points.size === 0) return none('No row has both a time and a number.')
  const all = [...points].map(([name, values]) => ({
    name,
    points: [...values].toSorted(([a], [b]) => a - b),
    size: [...values.values()].reduce((sum, value) => sum + Math.abs(value), 0),
  }))
  const largest = new Set(
    all
      .toSorted((a, b) => b.size - a.size)
      .slice(0, MOST_LINES)
      .map(({ name }) => name),
  )
  const { role, name: timeName } = columns[time]!
  const values = drawn.map((at) => columns[at]!.name).join(', ')
  const nameColumn = names.length === 1 ? columns[names[0]!]! : null
  const named = names.map((at) => columns[at]!.name).join(' and ')
  return {
    kind: 'lines',
    label: `${values} by ${timeName}${named === '' ? '' : `, for each ${named}`}`,
    lines: all.filter(({ name }) => largest.has(name)),
    step: role.kind === 'time' ? role.step : 'second',
    column: nameColumn,
    note: sentences(
      all.length > MOST_LINES && `The ${MOST_LINES} largest of ${all.length} lines are drawn.`,
      drawn.length < numbers.length && `Only ${columns[first!]!.name} is drawn.`,
    ),
  }
}

function sentences(...said: readonly (string | false)[]): string | null {
  return said.filter((each) => each !== false).join(' ') || null
}
