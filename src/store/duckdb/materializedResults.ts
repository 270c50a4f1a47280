import type { Statement } from './statement.ts'
import type { Connections } from './connections.ts'

/** What is written down of an event: enough to order, count and draw it. */
const RESULT_COLUMNS = 'e.ordinal, e.eventTimeMs, e.eventID, e.errorCode'

/** Of a row of them in memory, as measured. */
const BYTES_OF_EVENT = 75

/** Which events an answer holds, as a table in memory. */
export interface MaterializedResult {
  readonly table: string
  /** Roughly what it takes. */
  readonly bytes: number
  drop(): void
}

/**
 * Answers that took reading every record: which events they are is written down in memory, so that list, count, histogram, values
 * and download read the records once and not once each.
 */
export class MaterializedResults {
  readonly #connections: Connections
  #next = 0

  constructor(connections: Connections) {
    this.#connections = connections
  }

  /** The events that are found, `tail` being more that is asked of them. */
  async materialize(statement: Statement, tail: string, signal: AbortSignal): Promise<MaterializedResult> {
    const table = `memory.main.result_${this.#next++}`
    const [[events]] = (await statement.query(
      RESULT_COLUMNS,
      tail,
      signal,
      (sql) => `CREATE TABLE ${table} AS ${sql}`,
    )) as unknown as [[bigint]]
    return {
      table,
      bytes: Number(events) * BYTES_OF_EVENT,
      drop: () => this.#connections.drop(table),
    }
  }
}
