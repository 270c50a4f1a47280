import type { DuckDBConnection } from '@duckdb/node-api'
import type { LogFileProblem } from '../../cloudtrail/loadReport.ts'

/**
 * The row of `notes` with the last ordinal up to which records without eventID came without the
 * hash of their content: see migrations.ts.
 */
const LAST_OF_OLDER = 'lastWithoutContent'

/**
 * Records without eventID that an older version loaded. It did not keep the hash of their content,
 * so a record that comes again cannot be told from an equal record of another log file. The new one
 * is kept, and a problem says so.
 */
export class OlderRecords {
  readonly #writer: DuckDBConnection
  /** null when there are none. */
  #lastOrdinal: number | null = null

  constructor(writer: DuckDBConnection) {
    this.#writer = writer
  }

  async load(): Promise<void> {
    const rows = await this.#writer.runAndReadAll(`SELECT value FROM notes WHERE name = '${LAST_OF_OLDER}'`)
    const [value] = (rows.getRowsJS()[0] ?? []) as [string?]
    this.#lastOrdinal = value === undefined ? null : Number(value)
  }

  /** The problems that concern events after an ordinal, by log file. */
  async problems(after: number): Promise<ReadonlyMap<number, readonly Omit<LogFileProblem, 'logFile'>[]>> {
    if (this.#lastOrdinal === null) return new Map()
    const rows = await this.#writer.runAndReadAll(`
      SELECT n.logFile, count(*)::DOUBLE FROM events n JOIN shapes ns ON ns.id = n.shape
      WHERE n.ordinal > ${after} AND n.eventID IS NULL AND n.logFile IS NOT NULL AND EXISTS (
        SELECT 1 FROM events o JOIN shapes os ON os.id = o.shape
        WHERE o.ordinal <= ${this.#lastOrdinal} AND o.eventID IS NULL AND o.logFile IS NOT NULL
          AND o.leaves = n.leaves AND os.text = ns.text
      )
      GROUP BY n.logFile`)
    return new Map(
      (rows.getRowsJS() as [number, number][]).map(([logFile, count]) => [
        logFile,
        [{ position: null, reason: reasonOf(count) }],
      ]),
    )
  }
}

function reasonOf(count: number): string {
  const [were, they] =
    count === 1
      ? ['1 record without eventID equals an event', 'It was']
      : [`${count} records without eventID equal events`, 'They were']
  return `${were} that an earlier version loaded. That version did not record whether the log file is the same. ${they} loaded, and may now be stored twice.`
}
