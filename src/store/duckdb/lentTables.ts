import type { AsOf } from '../eventStore.ts'
import type { Lookups } from '../sql/lookups.ts'
import { recordLookups } from '../sql/recordLookups.ts'
import type { Connections } from './connections.ts'
import type { EventNoteTable } from './eventNoteTable.ts'
import type { IntegrityTable } from './integrityTable.ts'
import { PathTables } from './pathTables.ts'
import type { RecordSegments } from './recordSegments.ts'
import { SegmentWords } from './segmentWords.ts'
import type { Shapes } from './shapes.ts'
import type { TextLengths } from './textLengths.ts'

/** What filters look up: tables in memory, each kept while a statement uses it, and what is read from events. */
export class LentTables {
  readonly #connections: Connections
  readonly #shapes: Shapes
  readonly #pathTables: PathTables
  readonly #words: SegmentWords
  readonly #notes: EventNoteTable
  readonly #integrity: IntegrityTable

  constructor(
    connections: Connections,
    shapes: Shapes,
    { notes, integrity }: { readonly notes: EventNoteTable; readonly integrity: IntegrityTable },
    lengths: TextLengths,
    segments: RecordSegments,
  ) {
    this.#connections = connections
    this.#shapes = shapes
    this.#notes = notes
    this.#integrity = integrity
    this.#pathTables = new PathTables(connections, lengths, segments)
    this.#words = new SegmentWords(connections, segments)
  }

  /** See `PlannedStore.withLookups`. */
  async lend<R>(
    asOf: AsOf,
    signal: AbortSignal | undefined,
    task: (lookups: Lookups) => Promise<R>,
  ): Promise<R> {
    const releases: (() => void)[] = []
    const tables: Omit<Lookups, keyof ReturnType<typeof recordLookups>> = {
      pathTable: async (path) => {
        const { name, release } = await this.#pathTables.acquire(path, asOf.lastOrdinal)
        releases.push(release)
        return name
      },
      segmentsWith: async (word) => {
        const { sql, release } = await this.#words.acquire(word, signal)
        releases.push(release)
        return sql
      },
      noteTable: (field) => this.#notes.table(field, asOf),
      integrityTable: () => this.#integrity.table(asOf),
    }
    try {
      return await task({ ...recordLookups(this.#connections, this.#shapes, tables, signal), ...tables })
    } finally {
      for (const release of releases) release()
    }
  }
}
