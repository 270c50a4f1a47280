import { joinPath } from './fieldPath.ts'
import { closingQuote } from './json/scan.ts'

/**
 * A record is kept as its *shape* and its *leaves*: the shape is the record's text with every
 * string, number and boolean taken out, the leaves are what was taken out, as written and in order.
 * An account's millions of records have a few thousand shapes, so a path is looked up once for each
 * shape, and the text can be restored byte for byte.
 *
 *     {"eventName":"RunInstances","readOnly":false}    the record
 *     {"eventName":"·","readOnly":·}                   its shape, · is LEAF
 *     RunInstances | false                             its leaves, | is LEAF_SEPARATOR
 */
export const LEAF = '\u0001'

/** Joins leaves. JSON allows no bare control character in a string, so none of them contains it. */
export const LEAF_SEPARATOR = '\u001f'

/** The deepest nesting that is read; real records stay below 20. */
export const MAX_NESTING = 500

/**
 * The most values that are read from one record: CloudTrail's records of 256 KB have a few
 * thousand.
 */
export const MAX_LEAVES = 100_000

export class RecordShape {
  readonly text: string
  /** Distinct paths of leaves, in order of first appearance. */
  readonly paths: readonly string[]
  /** How many leaves a record of this shape has. */
  readonly leafCount: number
  #pieces: readonly string[] | undefined
  #outline: Readonly<Record<string, unknown>> | undefined
  readonly #slots = new Map<string, number[]>()

  /** Throws a SyntaxError if the text is not the shape of a JSON object. */
  constructor(text: string) {
    this.text = text
    // A shape is valid exactly if it is valid JSON with plain leaves put in.
    JSON.parse(text.replaceAll(`"${LEAF}"`, '""').replaceAll(LEAF, '0'))
    this.leafCount = this.#readSlots()
    this.paths = [...this.#slots.keys()]
  }

  /**
   * The record's structure, with each leaf's index in place of its value: as a string for a string,
   * as a number for the rest.
   */
  get outline(): Readonly<Record<string, unknown>> {
    let leaf = 0
    this.#outline ??= JSON.parse(this.text.replaceAll(LEAF, () => String(leaf++))) as Record<string, unknown>
    return this.#outline
  }

  /** Roughly how many bytes it takes in memory. */
  get memory(): number {
    return this.text.length + 256 * this.leafCount
  }

  /** The record's text, with its leaves put back. */
  join(leaves: readonly string[]): string {
    this.#pieces ??= this.text.split(LEAF)
    let text = this.#pieces[0]!
    for (let i = 1; i < this.#pieces.length; i++) text += leaves[i - 1]! + this.#pieces[i]!
    return text
  }

  /**
   * The leaves at a path, in order: several if the path crosses arrays, none if it ends in an
   * object.
   */
  slotsAt(path: string): readonly number[] {
    return this.#slots.get(path) ?? NO_SLOTS
  }

  /**
   * The last leaf at a path, -1 if there is none. (The last of several members of one name counts,
   * as in JSON.parse.)
   */
  slotAt(path: string): number {
    return this.#slots.get(path)?.at(-1) ?? -1
  }

  /** Whether there is any leaf below a path: whether it is an object or array that is not empty. */
  hasBelow(path: string): boolean {
    const start = `${path}.`
    return this.paths.some((other) => other.startsWith(start))
  }

  #readSlots(): number {
    const names: string[] = []
    const isObject: boolean[] = []
    let leaf = 0
    let name = ''
    for (let i = 0; i < this.text.length; i++) {
      const character = this.text[i]
      if (character === '{' || character === '[') {
        names.push(name)
        isObject.push(character === '{')
        name = ''
      } else if (character === '}' || character === ']') {
        name = names.pop() ?? ''
        isObject.pop()
      } else if (character === LEAF) {
        this.#add(pathOf(names, isObject, name), leaf++)
      } else if (character === '"' && this.text[i + 1] === LEAF) {
        this.#add(pathOf(names, isObject, name), leaf++)
        i += 2
      } else if (character === '"') {
        const end = closingQuote(this.text, i + 1)
        name = nameOf(this.text.slice(i, end + 1))
        i = end
      }
    }
    return leaf
  }

  #add(path: string, leaf: number): void {
    const slots = this.#slots.get(path)
    if (slots) slots.push(leaf)
    else this.#slots.set(path, [leaf])
  }
}

/**
 * A leaf or a name with its JSON escapes decoded. One with escapes of NUL, of the control
 * characters that separate fields inside a store, or of half a surrogate pair stays as written; no
 * name in AWS can contain these.
 */
export function decodeLeaf(leaf: string): string {
  if (!leaf.includes('\\') || /\\u(?:0000|001[c-f])/i.test(leaf)) return leaf
  const text = JSON.parse(`"${leaf}"`) as string
  return /\p{Surrogate}/u.test(text) ? leaf : text
}

/**
 * Throws a SyntaxError if it is not a JSON string: a bare control character in a name could pass
 * for a leaf.
 */
function nameOf(quoted: string): string {
  JSON.parse(quoted)
  return decodeLeaf(quoted.slice(1, -1))
}

const NO_SLOTS: readonly number[] = []

/**
 * `names[d]` is the member that the container at depth d belongs to; items of arrays have no name.
 */
function pathOf(names: readonly string[], isObject: readonly boolean[], name: string): string {
  const path = names.filter((_, depth) => depth > 0 && isObject[depth - 1])
  if (isObject.at(-1)) path.push(name)
  return joinPath(path)
}
