import { RecordShape } from '../../cloudtrail/recordShape.ts'
import { ShapesByID } from '../sql/shapesByID.ts'
import type { Connections } from './connections.ts'

/** How many texts are kept in memory, and how long they may be in all. */
const MAX_TEXTS = 50_000
const MAX_TEXT_LENGTH = 32 * 1024 * 1024

/**
 * The shapes in the store, by number and by text. Most are kept in memory; the others are looked
 * up.
 */
export class Shapes {
  readonly #connections: Connections
  readonly #byID: ShapesByID
  #idsByText = new Map<string, number>()
  #textLength = 0
  #nextId = 0

  constructor(connections: Connections) {
    this.#connections = connections
    this.#byID = new ShapesByID(
      async (ids) =>
        (await connections.query(`SELECT id, text FROM shapes WHERE id IN (${ids.join(',')})`, [])) as [
          number,
          string,
        ][],
    )
  }

  async load(): Promise<void> {
    const rows = await this.#connections.query(
      `SELECT id, text FROM (SELECT id, text, sum(strlen(text)) OVER (ORDER BY id) AS length FROM (SELECT * FROM shapes ORDER BY id LIMIT ${MAX_TEXTS}))
       WHERE length < ${MAX_TEXT_LENGTH}`,
      [],
    )
    for (const [id, text] of rows as [number, string][]) this.#rememberText(id, text)
    const [[last]] = (await this.#connections.query('SELECT max(id) FROM shapes', [])) as [[number | null]]
    this.#nextId = (last ?? -1) + 1
  }

  /**
   * The numbers of shape texts, and which of them are new. The caller stores the new ones, then
   * calls `remember`. A text that was forgotten may get a second number, which does no harm.
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
      this.#rememberText(id, shape.text)
      this.#nextId = Math.max(this.#nextId, id + 1)
    }
  }

  /** Forgets the texts of shapes that were removed. Their numbers are not used again. */
  forget(ids: ReadonlySet<number>): void {
    for (const [text, id] of this.#idsByText) {
      if (!ids.has(id)) continue
      this.#idsByText.delete(text)
      this.#textLength -= text.length
    }
  }

  #rememberText(id: number, text: string): void {
    if (this.#idsByText.size >= MAX_TEXTS || this.#textLength >= MAX_TEXT_LENGTH) {
      this.#idsByText = new Map()
      this.#textLength = 0
    }
    this.#idsByText.set(text, id)
    this.#textLength += text.length
  }

  /** The shapes with these numbers. */
  get(ids: Iterable<number>): Promise<ReadonlyMap<number, RecordShape>> {
    return this.#byID.get(ids)
  }
}
