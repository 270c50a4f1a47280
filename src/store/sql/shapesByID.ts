import { RecordShape } from '../../cloudtrail/recordShape.ts'
import type { KnownShapes } from './storedEvents.ts'

/** How much memory the shapes may take. */
const MAX_MEMORY = 128 * 1024 * 1024

/** The shapes that were looked up, by number. Most are kept in memory. */
export class ShapesByID implements KnownShapes {
  readonly #textsOf: (ids: readonly number[]) => Promise<readonly (readonly [id: number, text: string])[]>
  #byID = new Map<number, RecordShape>()
  #memory = 0

  /** `textsOf`: looks up the texts of shapes in the store. */
  constructor(
    textsOf: (ids: readonly number[]) => Promise<readonly (readonly [id: number, text: string])[]>,
  ) {
    this.#textsOf = textsOf
  }

  async get(ids: Iterable<number>): Promise<ReadonlyMap<number, RecordShape>> {
    const wanted = [...new Set(ids)]
    if (wanted.every((id) => this.#byID.has(id))) return this.#byID
    if (this.#memory > MAX_MEMORY) {
      // A new map rather than an emptied one: another query may still be reading it.
      this.#byID = new Map()
      this.#memory = 0
    }
    const shapes = this.#byID
    for (const [id, text] of await this.#textsOf(wanted.filter((each) => !shapes.has(each)))) {
      const shape = new RecordShape(text)
      shapes.set(id, shape)
      this.#memory += shape.memory
    }
    return shapes
  }
}
