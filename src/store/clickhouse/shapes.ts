import { createHash } from 'node:crypto'
import { RecordShape } from '../../cloudtrail/recordShape.ts'
import { ShapesByID } from '../sql/shapesByID.ts'
import type { KnownShapes } from '../sql/storedEvents.ts'
import { literal } from './literal.ts'
import type { ClickHouseServer } from './server.ts'

/** How many texts are known to be stored. */
const MAX_TEXTS = 50_000

/**
 * The shapes in the store. The ID of a shape is the beginning of a hash of its text, so that several loaders give it
 * the same one: 52 bits, exact in JavaScript. Texts can be made that share these, so a shape whose ID has another text
 * gets another one.
 */
export class Shapes implements KnownShapes {
  readonly #server: ClickHouseServer
  readonly #byID: ShapesByID
  #idsByText = new Map<string, number>()

  constructor(server: ClickHouseServer) {
    this.#server = server
    this.#byID = new ShapesByID((ids) => this.#texts(ids))
  }

  /** Stores shapes and returns their IDs. */
  async store(texts: readonly string[]): Promise<readonly number[]> {
    const unknown = texts.filter((text) => !this.#idsByText.has(text))
    let left: readonly string[] = unknown
    for (let turn = 0; left.length > 0; turn++) left = await this.#place(left, turn)
    const ids = texts.map((text) => this.#idsByText.get(text)!)
    this.#bound()
    return ids
  }

  /** Stores shapes under their IDs of a turn. Returns those whose ID is taken. */
  async #place(texts: readonly string[], turn: number): Promise<readonly string[]> {
    const idsOf = new Map(texts.map((text) => [text, idOf(text, turn)]))
    const before = await this.#textsUnder([...idsOf.values()])
    const isFree = (text: string, stored: ReadonlyMap<number, ReadonlySet<string>>) =>
      [...(stored.get(idsOf.get(text)!) ?? [])].every((other) => other === text)
    const free = texts.filter((text) => isFree(text, before))
    const added = free.filter((text) => !before.has(idsOf.get(text)!))
    await this.#server.insert(
      'shapes',
      added.map((text) => ({ id: idsOf.get(text)!, text })),
    )
    // Another loader may have stored another one at the same time: then both go on to their next ID.
    const after = added.length > 0 ? await this.#textsUnder(added.map((text) => idsOf.get(text)!)) : before
    const kept = free.filter((text) => isFree(text, after.has(idsOf.get(text)!) ? after : before))
    for (const text of free.filter((each) => !kept.includes(each)))
      await this.#server.deleteRows('shapes', `id = ${idsOf.get(text)} AND text = ${literal(text)}`)
    await this.#server.insert(
      'slots',
      kept.flatMap((text) => {
        const shape = new RecordShape(text)
        return shape.paths.map((path) => ({
          path,
          shape: idsOf.get(text)!,
          slots: shape.slotsAt(path).map((slot) => slot + 1),
        }))
      }),
    )
    for (const text of kept) this.#idsByText.set(text, idsOf.get(text)!)
    return texts.filter((text) => !kept.includes(text))
  }

  async #textsUnder(ids: readonly number[]): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
    const found = new Map<number, Set<string>>()
    for (const [id, text] of await this.#texts(ids)) found.set(id, (found.get(id) ?? new Set()).add(text))
    return found
  }

  async #texts(ids: readonly number[]): Promise<[id: number, text: string][]> {
    const rows = await this.#server.rows(`SELECT id, text FROM shapes WHERE id IN (${ids.join(',')})`)
    return rows.map(([id, text]) => [Number(id), text as string])
  }

  #bound(): void {
    if (this.#idsByText.size > MAX_TEXTS) this.#idsByText = new Map()
  }

  /** Forgets which shapes are stored, after some were removed. */
  forgetStored(): void {
    this.#idsByText = new Map()
  }

  get(ids: Iterable<number>): Promise<ReadonlyMap<number, RecordShape>> {
    return this.#byID.get(ids)
  }
}

function idOf(text: string, turn: number): number {
  const hash = createHash('sha256').update(text)
  if (turn > 0) hash.update(`\n${turn}`)
  return Number.parseInt(hash.digest('hex').slice(0, 13), 16)
}
