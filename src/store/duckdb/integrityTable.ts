import PQueue from 'p-queue'
import { EVENT_INTEGRITY, type EventIntegrity } from '../../cloudtrail/integrity.ts'
import type { AsOf, Page } from '../eventStore.ts'
import type { TableSql } from '../sql/lookups.ts'
import type { Connections } from './connections.ts'
import { queryWithRows } from '../sql/givenRows.ts'
import { LIST_SEPARATOR } from '../sql/sqlDialect.ts'
import { sqlText } from '../sqlText.ts'

const TABLE = 'memory.main.event_integrity'
const NEXT = 'memory.main.next_integrity'

/** `until` of what is current. */
const OPEN = 2 ** 31 - 1

/** The position of a value in {@link EVENT_INTEGRITY}: the first is the best. */
const rankOf = (value: string): string =>
  `list_position([${EVENT_INTEGRITY.map(sqlText).join(', ')}], ${value})`

/**
 * The integrity of events, where the engine can query it: a table in memory of rows `(logFile, ordinal, value,
 * since, until)`. A row of a log file has no ordinal: it is for the events that were added from this file. A row of an
 * ordinal is for an event that another log file contains as well, which is better. `since` and `until` are
 * revisions, so a snapshot keeps what was known then.
 *
 * Only log files count that had been read to their end when it was set: nothing is ever added to what they contain, so
 * the answer for a revision never changes.
 */
export class IntegrityTable {
  /** Grows each time it is set. */
  revision = 0
  readonly #connections: Connections
  readonly #queue = new PQueue({ concurrency: 1 })
  #byUri: ReadonlyMap<string, EventIntegrity> = new Map()
  #isMade = false

  constructor(connections: Connections) {
    this.#connections = connections
  }

  /** Snapshots that are taken after it is resolved have what was set. */
  set(byUri: ReadonlyMap<string, EventIntegrity>): Promise<void> {
    return this.#queue.add(async () => {
      await this.#write(byUri, this.revision + 1)
      this.#byUri = new Map(byUri)
      this.revision++
    })
  }

  /** What is said of log files now, by their ID. */
  async ofLogFiles(ids: readonly number[]): Promise<ReadonlyMap<number, EventIntegrity>> {
    if (this.#byUri.size === 0 || ids.length === 0) return new Map()
    await this.#queue.onIdle()
    const rows = await this.#connections.query(
      `SELECT logFile, value FROM ${TABLE} WHERE until = ${OPEN} AND logFile IN (${ids.join(',')})`,
      [],
    )
    return new Map(rows as unknown as [number, EventIntegrity][])
  }

  /**
   * Finds the events again after a log file was removed, since they pass to other log files. Earlier snapshots
   * are not known any more.
   */
  logFileRemoved(): Promise<void> {
    return this.#queue.add(async () => {
      if (!this.#isMade) return
      await this.#connections.query(`DELETE FROM ${TABLE}`, [])
      await this.#write(this.#byUri, 0)
    })
  }

  /** A table `(logFile, ordinal, value)` for a snapshot, which must be one of the current opening of the store. */
  async table({ integrityRevision }: AsOf): Promise<TableSql> {
    await this.#queue.add(() => this.#make())
    return (param) => {
      // A parameter, for the reason given at Statement.
      const revision = `${param(String(integrityRevision))}::INTEGER`
      return `(SELECT logFile, ordinal, value FROM ${TABLE} WHERE since <= ${revision} AND until > ${revision})`
    }
  }

  /** The same events, with what is known of them now. */
  async withIntegrity(
    events: Page['events'],
    ordinals: readonly number[],
    signal: AbortSignal | undefined,
  ): Promise<Page['events']> {
    if (this.#byUri.size === 0 || ordinals.length === 0) return events
    await this.#queue.onIdle()
    const rows = await this.#connections.query(
      `SELECT e.ordinal::DOUBLE, coalesce(v.value, f.value) FROM events e
       LEFT JOIN ${TABLE} f ON f.ordinal IS NULL AND f.logFile = e.logFile AND f.until = ${OPEN}
       LEFT JOIN ${TABLE} v ON v.ordinal = e.ordinal AND v.until = ${OPEN}
       WHERE e.ordinal IN (${ordinals.join(',')})`,
      [],
      signal,
    )
    const values = new Map(rows as unknown as [number, EventIntegrity | null][])
    return events.map(({ event }, index) => {
      const integrity = values.get(ordinals[index]!)
      return { event: integrity ? { ...event, integrity } : event }
    })
  }

  async #make(): Promise<void> {
    if (this.#isMade) return
    await this.#connections.query(
      `CREATE OR REPLACE TABLE ${TABLE} (logFile INTEGER, ordinal BIGINT, value VARCHAR, since INTEGER, until INTEGER)`,
      [],
    )
    this.#isMade = true
  }

  /** Ends the rows that have changed with a revision, and adds those that begin with it. */
  async #write(byUri: ReadonlyMap<string, EventIntegrity>, revision: number): Promise<void> {
    await this.#make()
    const ask = (sql: string) => this.#connections.query(sql, [])
    await ask(`CREATE OR REPLACE TABLE ${NEXT} (logFile INTEGER, ordinal BIGINT, value VARCHAR)`)
    await queryWithRows(
      this.#connections,
      (rows) =>
        // What was loaded from a URI before is not there any more.
        `INSERT INTO ${NEXT} SELECT l.id, NULL, r.value FROM (${rows}) r
         JOIN (SELECT path, max(id) AS id, arg_max(finished, id) AS finished FROM logFiles GROUP BY path) l
         ON l.path = r.uri WHERE l.finished`,
      { uri: 'VARCHAR', value: 'VARCHAR' },
      [...byUri]
        // No log file has such a URI.
        .filter(([uri]) => !uri.includes(LIST_SEPARATOR))
        .map(([uri, value]) => ({ uri, value })),
    )
    await ask(
      `INSERT INTO ${NEXT} SELECT NULL, d.ordinal, arg_min(f.value, ${rankOf('f.value')})
       FROM duplicates d JOIN ${NEXT} f ON f.logFile = d.logFile
       JOIN events e ON e.ordinal = d.ordinal LEFT JOIN ${NEXT} own ON own.logFile = e.logFile
       GROUP BY d.ordinal, own.value
       HAVING own.value IS NULL OR min(${rankOf('f.value')}) < ${rankOf('own.value')}`,
    )
    const isSame =
      'n.logFile IS NOT DISTINCT FROM t.logFile AND n.ordinal IS NOT DISTINCT FROM t.ordinal AND n.value = t.value'
    await ask(
      `UPDATE ${TABLE} t SET until = ${revision} WHERE until = ${OPEN} AND NOT EXISTS (SELECT 1 FROM ${NEXT} n WHERE ${isSame})`,
    )
    await ask(
      `INSERT INTO ${TABLE} SELECT n.logFile, n.ordinal, n.value, ${revision}, ${OPEN} FROM ${NEXT} n
       WHERE NOT EXISTS (SELECT 1 FROM ${TABLE} t WHERE t.until = ${OPEN} AND ${isSame})`,
    )
    await ask(`DROP TABLE ${NEXT}`)
  }
}
