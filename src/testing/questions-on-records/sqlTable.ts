import { expect } from 'vitest'
import type { SqlResult } from '../../api/sql.ts'
import { EVERYTHING } from '../../filter/filter.ts'
import { createApp } from '../../server/app.ts'
import { Sql } from '../../server/sql/sql.ts'
import { servicesOf } from '../servicesOf.ts'
import { storedEvents, storeOf } from '../storeOf.ts'
import type { Json, Plain } from './plainRecord.ts'

export interface SqlTable {
  /** The records of the events in the table. */
  readonly records: readonly Plain[]
  /** The rows of a statement's result, from the server. */
  readonly ask: (sql: string) => Promise<readonly Json[]>
  readonly close: () => Promise<void>
}

/** The table of a store with records, given as JSON text, with a process that is ready for statements. */
export async function sqlTable(texts: readonly string[]): Promise<SqlTable> {
  const store = await storeOf(texts)
  const stored = await storedEvents(store, { filter: EVERYTHING, asOf: store.asOf(0) })
  const sql = new Sql()
  const app = createApp(servicesOf(store, { sql }))
  const ask = async (query: string): Promise<readonly Json[]> => {
    const body = JSON.stringify({ query })
    const response = await app.request('http://localhost/api/sql?maxRows=10000', { method: 'POST', body })
    const answer: unknown = await response.json()
    expect(response.status, JSON.stringify(answer)).toBe(200)
    const { columns, rows, truncated } = answer as SqlResult
    expect(truncated).toBe(false)
    return rows.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index]])))
  }
  await ask('SELECT 1')
  return {
    records: stored.map(({ record }) => JSON.parse(record.text) as Plain),
    ask,
    close: async () => {
      sql.close()
      await store.close()
    },
  }
}
