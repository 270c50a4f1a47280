import type { DuckDBConnection } from '@duckdb/node-api'
import { readingsOfNames, withReadings } from '../readingsText.ts'

/** The note that has the last ordinal of the events whose readings are not stored yet. */
const NOTE = 'lastWithoutReadings'

const EVENTS_AT_ONCE = 100_000

/**
 * Adds the readings of the events that versions before 8 stored, from the last one down. Each step
 * is a transaction; if it is interrupted, the next opening continues there.
 */
export async function addOlderReadings(connection: DuckDBConnection): Promise<void> {
  for (let last = await lastWithout(connection); last > 0; last -= EVENTS_AT_ONCE) {
    const before = last - EVENTS_AT_ONCE
    await connection.run('BEGIN')
    try {
      await addReadings(connection, before, last)
      await connection.run(
        before > 0
          ? `UPDATE notes SET value = '${before}' WHERE name = '${NOTE}'`
          : `DELETE FROM notes WHERE name = '${NOTE}'`,
      )
      await connection.run('COMMIT')
    } catch (error) {
      await connection.run('ROLLBACK').catch(() => {})
      throw error
    }
  }
}

async function lastWithout(connection: DuckDBConnection): Promise<number> {
  const rows = await connection.runAndReadAll(`SELECT value FROM notes WHERE name = '${NOTE}'`)
  return Number(rows.getRowsJS()[0]?.[0] ?? 0)
}

async function addReadings(connection: DuckDBConnection, before: number, last: number): Promise<void> {
  const names = new Map<number, readonly string[]>()
  const shapes = await connection.runAndReadAll(`SELECT id, text FROM shapes WHERE ${mayHave('text')}`)
  for (const [id, text] of shapes.getRowsJS() as [number, string][]) names.set(id, readingsOfNames(text))
  await connection.run('CREATE OR REPLACE TEMP TABLE found_readings (ordinal BIGINT, readings VARCHAR)')
  const appender = await connection.createAppender('found_readings', 'main', 'temp')
  const result = await connection.stream(`
    SELECT ordinal, shape, leaves FROM events
    WHERE ordinal > ${before} AND ordinal <= ${last}
      AND (${mayHave('leaves')} OR shape IN (SELECT id FROM shapes WHERE ${mayHave('text')}))`)
  for await (const rows of result.yieldRowsJs()) {
    for (const [ordinal, shape, leaves] of rows as [bigint, number, string][]) {
      const readings = withReadings(leaves, names.get(shape) ?? [])
      if (readings === '') continue
      appender.appendBigInt(ordinal)
      appender.appendVarchar(readings)
      appender.endRow()
    }
  }
  appender.closeSync()
  await connection.run(`
    UPDATE events SET readings = f.readings FROM temp.found_readings f WHERE f.ordinal = events.ordinal;
    DROP TABLE temp.found_readings`)
}

/** The same as `mayHaveReadings`. */
const mayHave = (text: string): string =>
  `(contains(${text}, '\\') OR contains(${text}, '%7') OR contains(${text}, '%5'))`
