import { membersOf, objectOf } from './jsonMembers.ts'

/** An object of JSON whose members can be taken and set by path. All other values are text. */
export class JsonTree {
  readonly #members = new Map<string, string | JsonTree>()

  /** The members of a valid object, without those that are null or have nothing in them. */
  static of(object: string, depth = 0): JsonTree {
    const tree = new JsonTree()
    for (const [name, value] of membersOf(object)) {
      const inner = value.startsWith('{') && depth < MAX_DEPTH ? JsonTree.of(value, depth + 1) : value
      if (inner instanceof JsonTree ? !inner.isEmpty : value !== 'null') tree.#members.set(name, inner)
    }
    return tree
  }

  get isEmpty(): boolean {
    return this.#members.size === 0
  }

  /** The names of the members at a path; none if it has no object. */
  namesAt(path: readonly string[]): string[] {
    const tree = this.#at(path)
    return tree instanceof JsonTree ? [...tree.#members.keys()] : []
  }

  /** The text of the value at a path; null if there is none. */
  get(path: readonly string[]): string | null {
    const value = this.#at(path)
    return value instanceof JsonTree ? value.text() : (value ?? null)
  }

  /** Removes the value at a path, and the objects that it leaves empty. Returns its text. */
  take(path: readonly string[]): string | null {
    const [name, ...rest] = path
    const value = this.#members.get(name!)
    if (value === undefined) return null
    if (rest.length === 0) {
      this.#members.delete(name!)
      return value instanceof JsonTree ? value.text() : value
    }
    if (!(value instanceof JsonTree)) return null
    const taken = value.take(rest)
    if (value.isEmpty) this.#members.delete(name!)
    return taken
  }

  /** Sets a value unless its place is taken. Returns whether it was free. */
  add(path: readonly string[], value: string): boolean {
    const [name, ...rest] = path
    const there = this.#members.get(name!)
    if (rest.length === 0) {
      if (there !== undefined) return false
      this.#members.set(name!, value)
      return true
    }
    if (there === undefined) {
      const tree = new JsonTree()
      this.#members.set(name!, tree)
      return tree.add(rest, value)
    }
    return there instanceof JsonTree && there.add(rest, value)
  }

  text(): string {
    return objectOf(
      [...this.#members].map(([name, value]) => [name, value instanceof JsonTree ? value.text() : value]),
    )
  }

  #at(path: readonly string[]): string | JsonTree | undefined {
    return path.reduce<string | JsonTree | undefined>(
      (value, name) => (value instanceof JsonTree ? value.#members.get(name) : undefined),
      this,
    )
  }
}

const MAX_DEPTH = 50
