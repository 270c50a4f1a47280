import PQueue from 'p-queue'
import type { EventNotes } from '../../cloudtrail/eventNotes.ts'
import { NOTE_FIELDS } from '../../cloudtrail/fields.ts'
import type { AsOf } from '../eventStore.ts'
import type { TableSql } from '../sql/lookups.ts'
import { noteValues } from '../sql/noteValues.ts'
import type { Connections } from './connections.ts'
import { ordinalsOf, queryWithRows } from '../sql/givenRows.ts'

const TABLE = 'memory.main.event_notes'

/** `until` of the notes that are current. */
const OPEN = 2 ** 31 - 1

/** The notes on an event from a revision on. */
interface Version {
  readonly since: number
  readonly notes: EventNotes | null
}

/**
 * Notes on events, where the engine can query them: a table in memory of rows
 * `(ordinal, field, value, since, until)`. `since` and `until` are revisions, so a snapshot keeps
 * the notes that it had, whatever changes later. A change rewrites only the rows of its own events,
 * the next time notes are queried; queries without notes never wait for it.
 */
export class EventNoteTable {
  /** Grows with each change. */
  revision = 0
  readonly #connections: Connections
  readonly #queue = new PQueue({ concurrency: 1 })
  /**
   * Changes that are not in the table yet, oldest first. Notes on events that are not in the store
   * stay here.
   */
  readonly #waiting = new Map<string, Version[]>()
  readonly #ordinals = new Map<string, number>()
  /** Those IDs in `#waiting` that no event up to `#searchedTo` has. */
  readonly #missing = new Set<string>()
  /** The last change of each event's notes. */
  readonly #latest = new Map<string, Version>()
  #searchedTo = 0
  #isMade = false

  constructor(connections: Connections) {
    this.#connections = connections
  }

  note(all: ReadonlyMap<string, EventNotes | null>): void {
    this.revision++
    for (const [id, notes] of all) {
      const versions = this.#waiting.get(id)
      const version = { since: this.revision, notes }
      if (notes === null) this.#latest.delete(id)
      else this.#latest.set(id, version)
      if (versions) versions.push(version)
      else this.#waiting.set(id, [version])
    }
  }

  /**
   * The values of a notes field in a snapshot, which must be one of the current opening of the
   * store.
   */
  async table(field: string, { lastOrdinal, notesRevision }: AsOf): Promise<TableSql> {
    await this.#queue.add(() => this.#bringUpTo(lastOrdinal))
    return (param) => {
      // A parameter, for the reason given at Statement.
      const revision = `${param(String(notesRevision))}::INTEGER`
      return `(SELECT ordinal, value FROM ${TABLE} WHERE field = '${field}' AND since <= ${revision} AND until > ${revision})`
    }
  }

  /**
   * Finds the events of all notes again: after events were removed, an event that is added again
   * has another ordinal. Only the current notes are kept, since earlier snapshots are not known any
   * more.
   */
  forgetOrdinals(): Promise<void> {
    return this.#queue.add(() => {
      this.#waiting.clear()
      for (const [id, version] of this.#latest) this.#waiting.set(id, [version])
      this.#ordinals.clear()
      this.#missing.clear()
      this.#searchedTo = 0
      this.#isMade = false
    })
  }

  async #bringUpTo(lastOrdinal: number): Promise<void> {
    if (!this.#isMade) {
      await this.#connections.query(
        `CREATE OR REPLACE TABLE ${TABLE} (ordinal BIGINT, field VARCHAR, value VARCHAR, since INTEGER, until INTEGER)`,
        [],
      )
      this.#isMade = true
    }
    const isFirst = await this.#search(lastOrdinal)
    const found = [...this.#waiting].flatMap(([id, versions]) => {
      const ordinal = this.#ordinals.get(id)
      return ordinal === undefined ? [] : [{ id, ordinal, versions: [...versions] }]
    })
    if (found.length === 0) return
    await queryWithRows(
      this.#connections,
      (rows) =>
        `UPDATE ${TABLE} n SET until = c.since FROM (${rows}) c WHERE n.ordinal = c.ordinal AND n.until = ${OPEN}`,
      { ordinal: 'BIGINT', since: 'INTEGER' },
      found
        .filter(({ id }) => !isFirst.has(id))
        .map(({ ordinal, versions }) => ({ ordinal, since: versions[0]!.since })),
    )
    await queryWithRows(
      this.#connections,
      (rows) => `INSERT INTO ${TABLE} SELECT ordinal, field, value, since, until FROM (${rows})`,
      { ordinal: 'BIGINT', field: 'VARCHAR', value: 'VARCHAR', since: 'INTEGER', until: 'INTEGER' },
      found.flatMap(({ ordinal, versions }) => versions.flatMap(rowsOf(ordinal))),
    )
    for (const { id, versions } of found) {
      // Changes made during the write wait for the next time.
      const later = this.#waiting.get(id)!.slice(versions.length)
      if (later.length > 0) this.#waiting.set(id, later)
      else this.#waiting.delete(id)
    }
  }

  /**
   * Finds the ordinals of the events that have notes: for a new note among all events, for an older
   * one among the events added since. Returns those found now.
   */
  async #search(lastOrdinal: number): Promise<ReadonlySet<string>> {
    const hasNew = lastOrdinal > this.#searchedTo
    const sought = [...this.#waiting.keys()]
      .filter((id) => !this.#ordinals.has(id) && (hasNew || !this.#missing.has(id)))
      .map((id) => ({ id, after: this.#missing.has(id) ? this.#searchedTo : 0 }))
    const found = await ordinalsOf(this.#connections, sought)
    for (const { id } of sought) {
      const ordinal = found.get(id)
      if (ordinal === undefined) this.#missing.add(id)
      else {
        this.#ordinals.set(id, ordinal)
        this.#missing.delete(id)
      }
    }
    this.#searchedTo = Math.max(this.#searchedTo, lastOrdinal)
    return new Set(found.keys())
  }
}

interface NoteRow {
  readonly ordinal: number
  readonly field: string
  readonly value: string
  readonly since: number
  readonly until: number
}

function rowsOf(ordinal: number) {
  return ({ since, notes }: Version, index: number, versions: readonly Version[]): NoteRow[] => {
    const until = versions[index + 1]?.since ?? OPEN
    if (notes === null) return []
    return NOTE_FIELDS.flatMap(({ name }) =>
      noteValues(name, notes).map((value) => ({ ordinal, field: name, value, since, until })),
    )
  }
}
