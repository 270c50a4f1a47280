import type { Statement } from './statement.ts'
import type { Connections } from './connections.ts'

/** The columns kept for an event: enough to sort, count and draw it. */
const RESULT_COLUMNS = 'e.ordinal, e.eventTimeMs, e.eventID, e.errorCode'

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
 * The results of filters that read every record. The matching events are kept in memory, so that
 * list, count, histogram, values and download together read the records once.
 */
export class MaterializedResults {
  readonly #connections: Connections
  #next = 0

  constructor(connections: Connections) {
    this.#connections = connections
  }

  /** Keeps the events that a statement finds. `tail` continues its condition. */
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
