import { RecordShape } from '../../cloudtrail/recordShape.ts'
import type { Connections } from './connections.ts'

const MAX_REMEMBERED = 50_000

/** The shapes in the store, by number and by text; the most are remembered, the rest is looked up. */
export class Shapes {
  readonly #connections: Connections
  readonly #byId = new Map<number, RecordShape>()
  #idsByText = new Map<string, number>()
  #nextId = 0

  constructor(connections: Connections) {
    this.#connections = connections
  }

  async load(): Promise<void> {
    const rows = await this.#connections.query(
      `SELECT id, text FROM shapes ORDER BY id LIMIT ${MAX_REMEMBERED}`,
      [],
    )
    for (const [id, text] of rows as [number, string][]) this.#idsByText.set(text, id)
    const [[last]] = (await this.#connections.query('SELECT max(id) FROM shapes', [])) as [[number | null]]
    this.#nextId = (last ?? -1) + 1
  }

  /**
   * Numbers for shape texts, and which of them are new. The caller stores the new ones, then calls `remember`.
   * A text that was forgotten may get a second number, which does no harm.
   */
  number(texts: readonly string[]): { ids: number[]; added: { id: number; shape: RecordShape }[] } {
    const added: { id: number; shape: RecordShape }[] = []
    let next = this.#nextId
    const ids = texts.map((text) => {
      const known = this.#idsByText.get(text)
      if (known !== undefined) return known
      const id = next++
      added.push({ id, shape: new RecordShape(text) })
      return id
    })
    return { ids, added }
  }

  remember(added: readonly { id: number; shape: RecordShape }[]): void {
    for (const { id, shape } of added) {
      if (this.#idsByText.size >= MAX_REMEMBERED) this.#idsByText = new Map()
      this.#idsByText.set(shape.text, id)
      this.#nextId = Math.max(this.#nextId, id + 1)
    }
  }

  /** The shapes of some numbers. */
  async get(ids: Iterable<number>): Promise<ReadonlyMap<number, RecordShape>> {
    const wanted = new Set(ids)
    const missing = [...wanted].filter((id) => !this.#byId.has(id))
    if (missing.length > 0) {
      if (this.#byId.size > MAX_REMEMBERED) this.#byId.clear()
      const rows = await this.#connections.query(
        `SELECT id, text FROM shapes WHERE id IN (${[...wanted].join(',')})`,
        [],
      )
      for (const [id, text] of rows as [number, string][]) this.#byId.set(id, new RecordShape(text))
    }
    return this.#byId
  }
}
