import { isTableName } from '../shapes/athenaRows.ts'
import { objectOf, soundJson, type JsonMember } from '../shapes/jsonMembers.ts'
import { endOfValue } from '../text/valueSkipper.ts'

/**
 * A structure, a map or an array of them as Athena and CloudTrail Lake print it in CSV, as JSON;
 * null for any other text. They are printed without quotes, `{type=IAMUser, arn=…}`, so the end of
 * a value is a guess: before the next name. `isFree`: any name may be the next, not only a known one.
 */
export function jsonOfStruct(cell: string, isFree: boolean): string | null {
  if (!/^(?:\{[\w.:/-]+=|\[\{[\w.:/-]+=)/.test(cell)) return null
  const { value, end } = new StructReader(cell, isFree).value(0, 0)
  return end === cell.length ? value : null
}

interface Read {
  /** JSON. */
  readonly value: string
  /** -1 if the structure does not end. */
  readonly end: number
}

class StructReader {
  readonly #text: string
  readonly #isFree: boolean

  constructor(text: string, isFree: boolean) {
    this.#text = text
    this.#isFree = isFree
  }

  value(start: number, depth: number): Read {
    const text = this.#text
    const first = text[start]
    if (first === '{' || first === '[') {
      const json = this.#json(start)
      if (json) return json
      if (depth < MAX_DEPTH) return first === '{' ? this.#struct(start, depth) : this.#array(start, depth)
    }
    let end = start
    while (end < text.length && !this.#isEndOfText(end)) end++
    const value = text.slice(start, end)
    return { value: value === 'null' ? 'null' : JSON.stringify(value), end }
  }

  /** A value of a map may be JSON, with its quotes. */
  #json(start: number): Read | null {
    if (!/[{[]\s*["{[\]}]/y.test(this.#text.slice(start, start + 20))) return null
    const end = endOfValue(this.#text, start)
    const value = end < 0 ? null : soundJson(this.#text.slice(start, end))
    return value === null ? null : { value, end }
  }

  #struct(start: number, depth: number): Read {
    const members: JsonMember[] = []
    let i = start + 1
    while (i < this.#text.length && this.#text[i] !== '}') {
      const name = /([\w.:/-]*)=/y
      name.lastIndex = i
      const match = name.exec(this.#text)
      if (!match) return { value: '', end: -1 }
      const member = this.value(i + match[0].length, depth + 1)
      if (member.end < 0) return member
      if (member.value !== 'null') members.push([match[1]!, member.value])
      i = this.#text.startsWith(', ', member.end) ? member.end + 2 : member.end
    }
    return { value: objectOf(members), end: this.#text[i] === '}' ? i + 1 : -1 }
  }

  #array(start: number, depth: number): Read {
    const items: string[] = []
    let i = start + 1
    while (i < this.#text.length && this.#text[i] !== ']') {
      const item = this.value(i, depth + 1)
      if (item.end <= i) return { value: '', end: -1 }
      items.push(item.value)
      i = this.#text.startsWith(', ', item.end) ? item.end + 2 : item.end
    }
    return { value: `[${items.join(',')}]`, end: this.#text[i] === ']' ? i + 1 : -1 }
  }

  #isEndOfText(at: number): boolean {
    const text = this.#text
    if (text[at] === '}' || text[at] === ']') return true
    if (text[at] !== ',') return false
    const name = /, ([\w.:/-]+)=/y
    name.lastIndex = at
    const match = name.exec(text)
    return match !== null && (this.#isFree || isTableName(match[1]!))
  }
}

const MAX_DEPTH = 10
