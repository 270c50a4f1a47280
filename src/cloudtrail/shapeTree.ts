import { closingQuote, skipSpace } from './json/scan.ts'
import { LEAF } from './recordShape.ts'

/** A value in a shape: null, the number of a leaf from 0, an object or an array. */
export type ShapeNode = null | number | ShapeObject | ShapeArray

export interface ShapeObject {
  readonly part: ShapePart
  /** Of several members with one name the last, as in JSON.parse. */
  readonly members: ReadonlyMap<string, ShapeNode>
}

interface ShapeArray {
  readonly part: ShapePart
  readonly items: readonly ShapeNode[]
}

/** The text of an object or array, with LEAF for each of its leaves. */
export interface ShapePart {
  readonly text: string
  /** The number of its first leaf. */
  readonly from: number
  readonly count: number
}

/** The values of a shape, whose text is that of a `RecordShape`. */
export function shapeTree(text: string): ShapeObject {
  let at = skipSpace(text, 0)
  let leaf = 0
  return readObject()

  function read(): ShapeNode {
    switch (text[at]) {
      case '{':
        return readObject()
      case '[':
        return readArray()
      case '"':
        at += 3
        return leaf++
      case LEAF:
        at++
        return leaf++
      default:
        at += 'null'.length
        return null
    }
  }

  function readObject(): ShapeObject {
    const members = new Map<string, ShapeNode>()
    const part = readPart(() => {
      const end = closingQuote(text, at + 1) + 1
      const name = JSON.parse(text.slice(at, end)) as string
      const colon = skipSpace(text, end)
      at = skipSpace(text, colon + 1)
      members.set(name, read())
    })
    return { part, members }
  }

  function readArray(): ShapeArray {
    const items: ShapeNode[] = []
    const part = readPart(() => items.push(read()))
    return { part, items }
  }

  /** From an opening bracket to the closing one. */
  function readPart(readOne: () => void): ShapePart {
    const [start, from] = [at, leaf]
    at = skipSpace(text, at + 1)
    while (text[at] !== '}' && text[at] !== ']') {
      readOne()
      at = skipSpace(text, at)
      if (text[at] === ',') at = skipSpace(text, at + 1)
    }
    at++
    return { text: text.slice(start, at), from, count: leaf - from }
  }
}
