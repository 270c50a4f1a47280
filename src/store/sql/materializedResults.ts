import type { SqlReader } from './sqlReader.ts'
import type { Statement } from './statement.ts'

/** The columns kept for an event: enough to sort, count and draw it. */
const RESULT_COLUMNS =
  'e.ordinal AS ordinal, e.eventTimeMs AS eventTimeMs, e.eventID AS eventID, e.errorCode AS errorCode'

/** Bytes of such a row in memory, as measured. */
const BYTES_OF_EVENT = 75

/** The events that match a filter, as a table in memory. */
export interface MaterializedResult {
  readonly table: string
  /** Roughly how much memory it takes. */
  readonly bytes: number
  drop(): void
}

/**
 * Keeps the result of a filter that reads every record, so that list, count, histogram, values and download together
 * read the records once. `tail` continues the statement's condition.
 */
export async function materialize(
  reader: SqlReader,
  statement: Statement,
  tail: string,
  signal: AbortSignal,
): Promise<MaterializedResult> {
  const { name, rows } = await statement.keep(RESULT_COLUMNS, tail, signal)
  return { table: name, bytes: rows * BYTES_OF_EVENT, drop: () => reader.drop(name) }
}
