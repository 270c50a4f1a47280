import PQueue from 'p-queue'
import { EVENT_INTEGRITY, type EventIntegrity } from '../../cloudtrail/integrity.ts'
import type { AsOf, Page } from '../eventStore.ts'
import type { TableSql } from '../sql/lookups.ts'
import type { KnownIntegrity } from '../sql/knownIntegrity.ts'
import type { SqlReader } from '../sql/sqlReader.ts'
import { literalTable } from './literalTable.ts'

/** How many revisions are kept: a snapshot of an older one is not known any more. */
const MAX_REVISIONS = 8

/** What is known in one revision: of log files, and of events that another log file contains as well, which is better. */
interface Known {
  readonly ofLogFiles: ReadonlyMap<number, EventIntegrity>
  readonly ofEvents: ReadonlyMap<number, EventIntegrity>
}

const NOTHING: Known = { ofLogFiles: new Map(), ofEvents: new Map() }

/** The integrity of events. A statement gets it as a table `(logFile, ordinal, value)` of its own. */
export class ClickHouseIntegrity implements KnownIntegrity {
  /** Grows each time it is set. */
  revision = 0
  readonly #reader: SqlReader
  readonly #queue = new PQueue({ concurrency: 1 })
  #byUri: ReadonlyMap<string, EventIntegrity> = new Map()
  readonly #revisions = new Map<number, Known>([[0, NOTHING]])

  constructor(reader: SqlReader) {
    this.#reader = reader
  }

  /** Snapshots that are taken after it is resolved have what was set. */
  set(byUri: ReadonlyMap<string, EventIntegrity>): Promise<void> {
    return this.#queue.add(async () => {
      const known = await this.#find(byUri)
      this.#byUri = new Map(byUri)
      this.#revisions.set(++this.revision, known)
      this.#revisions.delete(this.revision - MAX_REVISIONS)
    })
  }

  /** Whether a revision can be answered for. */
  has(revision: number): boolean {
    return this.#revisions.has(revision)
  }

  async ofLogFiles(ids: readonly number[]): Promise<ReadonlyMap<number, EventIntegrity>> {
    await this.#queue.onIdle()
    const { ofLogFiles } = this.#now
    return new Map(
      ids.flatMap((id) => {
        const value = ofLogFiles.get(id)
        return value ? [[id, value] as const] : []
      }),
    )
  }

  /** Finds the events again after a log file was removed, since they pass to other log files. */
  logFileRemoved(): Promise<void> {
    return this.#queue.add(async () => {
      if (this.revision > 0) this.#revisions.set(this.revision, await this.#find(this.#byUri))
    })
  }

  /** A table `(logFile, ordinal, value)` for a snapshot. */
  table({ integrityRevision }: AsOf): Promise<TableSql> {
    const { ofLogFiles, ofEvents } = this.#revisions.get(integrityRevision) ?? NOTHING
    const table = literalTable(
      [
        ['logFile', 'Nullable(Int64)'],
        ['ordinal', 'Nullable(Int64)'],
        ['value', 'String'],
      ],
      [
        ...[...ofLogFiles].map(([logFile, value]) => [logFile, null, value] as const),
        ...[...ofEvents].map(([ordinal, value]) => [null, ordinal, value] as const),
      ],
    )
    return Promise.resolve(() => table)
  }

  async withIntegrity(
    events: Page['events'],
    ordinals: readonly number[],
    signal: AbortSignal | undefined,
  ): Promise<Page['events']> {
    await this.#queue.onIdle()
    const { ofLogFiles, ofEvents } = this.#now
    if (ofLogFiles.size === 0 || ordinals.length === 0) return events
    const rows = await this.#reader.query(
      `SELECT e.ordinal::DOUBLE, e.logFile::DOUBLE FROM events e WHERE e.ordinal IN (${ordinals.join(',')})`,
      [],
      signal,
    )
    const fileOf = new Map(rows as unknown as [number, number | null][])
    return events.map(({ event }, index) => {
      const ordinal = ordinals[index]!
      const integrity = ofEvents.get(ordinal) ?? ofLogFiles.get(fileOf.get(ordinal) ?? -1)
      return { event: integrity ? { ...event, integrity } : event }
    })
  }

  get #now(): Known {
    return this.#revisions.get(this.revision) ?? NOTHING
  }

  async #find(byUri: ReadonlyMap<string, EventIntegrity>): Promise<Known> {
    if (byUri.size === 0) return NOTHING
    // What was loaded from a URI before is not there any more.
    const files = await this.#reader.query(
      'SELECT path, max(id)::DOUBLE FROM logFiles WHERE path IS NOT NULL GROUP BY path HAVING argMax(finished, id)',
      [],
    )
    const ofLogFiles = new Map<number, EventIntegrity>()
    for (const [uri, id] of files as unknown as [string, number][]) {
      const value = byUri.get(uri)
      if (value) ofLogFiles.set(id, value)
    }
    const shared = await this.#reader.query(
      'SELECT d.ordinal::DOUBLE, d.logFile::DOUBLE, e.logFile::DOUBLE FROM duplicates d JOIN events e ON e.ordinal = d.ordinal',
      [],
    )
    const ofEvents = new Map<number, EventIntegrity>()
    const rank = (value: EventIntegrity | undefined) =>
      value === undefined ? Infinity : EVENT_INTEGRITY.indexOf(value)
    for (const [ordinal, other, own] of shared as unknown as [number, number, number | null][]) {
      const value = ofLogFiles.get(other)
      const best = ofEvents.get(ordinal) ?? ofLogFiles.get(own ?? -1)
      if (value && rank(value) < rank(best)) ofEvents.set(ordinal, value)
    }
    return { ofLogFiles, ofEvents }
  }
}
