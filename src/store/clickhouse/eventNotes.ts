import PQueue from 'p-queue'
import type { EventNotes } from '../../cloudtrail/eventNotes.ts'
import { NOTE_FIELDS } from '../../cloudtrail/fields.ts'
import type { AsOf } from '../eventStore.ts'
import { ordinalsOf } from '../sql/givenRows.ts'
import type { TableSql } from '../sql/lookups.ts'
import { noteValues } from '../sql/noteValues.ts'
import type { SqlReader } from '../sql/sqlReader.ts'
import { literalTable } from './literalTable.ts'

/** The notes on an event from a revision on. */
interface Version {
  readonly since: number
  readonly notes: EventNotes | null
}

/**
 * Notes on events, by ID, with the revisions since which they hold, so that a snapshot keeps the notes that it had. A
 * statement gets those that it needs as a table of its own: people note thousands of events, not millions.
 */
export class ClickHouseNotes {
  /** Grows with each change. */
  revision = 0
  readonly #reader: SqlReader
  readonly #queue = new PQueue({ concurrency: 1 })
  readonly #versions = new Map<string, Version[]>()
  /** Of the events that have notes. */
  readonly #ordinals = new Map<string, number>()
  /** The snapshot in which events without ordinal were looked for. */
  #searchedIn = -1

  constructor(reader: SqlReader) {
    this.#reader = reader
  }

  note(all: ReadonlyMap<string, EventNotes | null>): void {
    this.revision++
    for (const [id, notes] of all) {
      const versions = this.#versions.get(id)
      const version = { since: this.revision, notes }
      if (versions) versions.push(version)
      else {
        this.#versions.set(id, [version])
        this.#searchedIn = -1
      }
    }
  }

  /** The values of a notes field in a snapshot. */
  async table(field: string, { lastOrdinal, notesRevision }: AsOf): Promise<TableSql> {
    await this.#queue.add(() => this.#search(lastOrdinal))
    const { name } = NOTE_FIELDS.find((each) => each.name === field)!
    const rows: [number, string][] = []
    for (const [id, versions] of this.#versions) {
      const ordinal = this.#ordinals.get(id)
      const notes = versions.findLast(({ since }) => since <= notesRevision)?.notes
      if (ordinal === undefined || !notes) continue
      for (const value of noteValues(name, notes)) rows.push([ordinal, value])
    }
    const table = literalTable(
      [
        ['ordinal', 'Int64'],
        ['value', 'String'],
      ],
      rows,
    )
    return () => table
  }

  /** Finds the events of all notes again after events were removed. */
  forgetOrdinals(): Promise<void> {
    return this.#queue.add(() => {
      this.#ordinals.clear()
      this.#searchedIn = -1
    })
  }

  async #search(snapshot: number): Promise<void> {
    if (snapshot <= this.#searchedIn) return
    const sought = [...this.#versions.keys()].filter((id) => !this.#ordinals.has(id))
    const found = await ordinalsOf(
      this.#reader,
      sought.map((id) => ({ id, after: 0 })),
    )
    for (const [id, ordinal] of found) this.#ordinals.set(id, ordinal)
    this.#searchedIn = snapshot
  }
}
