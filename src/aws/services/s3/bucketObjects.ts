import { randomUUID } from 'node:crypto'
import { placeOf } from './keyOrder.ts'

/** A key of a bucket and what is there now; null if it was removed. */
export type ObjectChange<Stored> = readonly [key: string, object: Stored | null]

/**
 * The objects of a bucket in the order of their keys, and what changed since they were saved. In the
 * state's JSON there is only their ID: they are saved apart from it, so that a put costs the same in
 * a large bucket.
 */
export class BucketObjects<Stored extends { readonly key: string }> {
  /** A bucket that is created again under its name has other objects. */
  readonly id: string
  readonly #sorted: Stored[]
  /** What was saved of the keys that changed since. */
  readonly #before = new Map<string, Stored | null>()

  /** `sorted`: what is saved of them. */
  constructor(id: string = randomUUID(), sorted: readonly Stored[] = []) {
    this.id = id
    this.#sorted = [...sorted]
  }

  /** In the order of S3's lists. */
  get sorted(): readonly Stored[] {
    return this.#sorted
  }

  get count(): number {
    return this.#sorted.length
  }

  at(key: string): Stored | null {
    const object = this.#sorted[placeOf(this.#sorted, key)]
    return object?.key === key ? object : null
  }

  put(object: Stored): void {
    this.#remember(object.key)
    this.#put(object)
  }

  remove(key: string): void {
    if (this.at(key) === null) return
    this.#remember(key)
    this.#remove(key)
  }

  /** What has to be saved. */
  get changes(): readonly ObjectChange<Stored>[] {
    return [...this.#before.keys()].map((key) => [key, this.at(key)])
  }

  /** All changes were saved. */
  saved(): void {
    this.#before.clear()
  }

  /** Back to what was saved. */
  undo(): void {
    for (const [key, before] of this.#before) {
      if (before === null) this.#remove(key)
      else this.#put(before)
    }
    this.#before.clear()
  }

  toJSON(): string {
    return this.id
  }

  #remember(key: string): void {
    if (!this.#before.has(key)) this.#before.set(key, this.at(key))
  }

  #put(object: Stored): void {
    const place = placeOf(this.#sorted, object.key)
    this.#sorted.splice(place, this.#sorted[place]?.key === object.key ? 1 : 0, object)
  }

  #remove(key: string): void {
    const place = placeOf(this.#sorted, key)
    if (this.#sorted[place]?.key === key) this.#sorted.splice(place, 1)
  }
}
