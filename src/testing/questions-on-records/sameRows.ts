import { expect } from 'vitest'
import type { SqlQuestion } from '../../sql/questions/question.ts'
import type { Json } from './plainRecord.ts'
import { READINGS } from './readings.ts'
import type { SqlTable } from './sqlTable.ts'

/** Checks that a query gives what plain code gives, in the query's order. The number of rows. */
export async function expectSameRows({ id, sql }: SqlQuestion, { records, ask }: SqlTable): Promise<number> {
  const { rows, order = ['-eventtime'] } = READINGS[id]!
  const result = (await ask(sql)).map(comparable)
  expect(sorted(result), id).toEqual(sorted(rows(records).map(comparable)))
  expect(result, id).toEqual(result.toSorted((a, b) => compared(a, b, order)))
  return result.length
}

/** With members by name and JSON without white space. */
const comparable = (row: Json): Json =>
  Object.fromEntries(
    Object.keys(row)
      .toSorted()
      .map((name) => [name, comparableCell(name, row[name])]),
  )

function comparableCell(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (name === 'hour') return Date.parse(value)
  return /^[[{]/.test(value) ? withoutSpace(value) : value
}

function withoutSpace(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text))
  } catch {
    return text
  }
}

const sorted = (rows: readonly Json[]): readonly Json[] =>
  rows
    .map((row) => ({ row, text: JSON.stringify(row) }))
    .toSorted((a, b) => (a.text < b.text ? -1 : Number(a.text > b.text)))
    .map(({ row }) => row)

/** Null comes last, as in Athena. */
function compared(a: Json, b: Json, order: readonly string[]): number {
  for (const key of order) {
    const column = key.replace('-', '')
    const [one, other] = [a[column], b[column]] as [string | null, string | null]
    if (one === other) continue
    if (one === null || other === null) return one === null ? 1 : -1
    return one < other === key.startsWith('-') ? 1 : -1
  }
  return 0
}
