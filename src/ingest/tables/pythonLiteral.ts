import { LITERAL } from '../../cloudtrail/json/scan.ts'

/**
 * A Python list or dictionary as JSON, such as pandas writes into cells: `[{'a': True}]`. Numbers
 * keep their digits. null if it is anything else, for example with calls or names in it.
 */
export function jsonOfPython(text: string): string | null {
  const trimmed = text.trim()
  if (!/^[[{(]/.test(trimmed)) return null
  const reader = new PythonReader(trimmed)
  const json = reader.value(0)
  return json !== null && reader.isAtEnd ? json : null
}

class PythonReader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  get isAtEnd(): boolean {
    return this.#at === this.#text.length
  }

  /** null where it is not understood. */
  value(depth: number): string | null {
    const first = this.#text[this.#at]
    if (first === '{' && depth < MAX_DEPTH) return this.#dictionary(depth)
    if (first === '[' && depth < MAX_DEPTH) return this.#list(']', depth)
    if (first === '(' && depth < MAX_DEPTH) return this.#list(')', depth)
    if (first === '"' || first === "'") return this.#string()
    const word = /[\w.+-]+/y
    word.lastIndex = this.#at
    const literal = word.exec(this.#text)?.[0]
    if (literal === undefined) return null
    this.#at += literal.length
    return WORDS.get(literal) ?? (LITERAL.test(literal) ? literal : null)
  }

  #dictionary(depth: number): string | null {
    const members: string[] = []
    this.#at++
    for (;;) {
      this.#skipSpace()
      if (this.#takes('}')) return `{${members.join(',')}}`
      const name = this.value(depth + 1)
      this.#skipSpace()
      if (name === null || /^[[{]/.test(name) || !this.#takes(':')) return null
      this.#skipSpace()
      const value = this.value(depth + 1)
      if (value === null) return null
      members.push(`${name.startsWith('"') ? name : JSON.stringify(name)}:${value}`)
      if (!this.#endsItem('}')) return null
    }
  }

  #list(end: string, depth: number): string | null {
    const items: string[] = []
    this.#at++
    for (;;) {
      this.#skipSpace()
      if (this.#takes(end)) return `[${items.join(',')}]`
      const item = this.value(depth + 1)
      if (item === null) return null
      items.push(item)
      if (!this.#endsItem(end)) return null
    }
  }

  #string(): string | null {
    const quote = this.#text[this.#at]!
    let value = ''
    for (let i = this.#at + 1; i < this.#text.length; i++) {
      const character = this.#text[i]!
      if (character === quote) {
        this.#at = i + 1
        return JSON.stringify(value)
      }
      if (character !== '\\') {
        value += character
        continue
      }
      const escape = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([\\'"nrtabfv]))/y
      escape.lastIndex = i
      const match = escape.exec(this.#text)
      if (!match) return null
      const code = match[1] ?? match[2] ?? match[3]
      if (code !== undefined && Number.parseInt(code, 16) > 0x10ffff) return null
      value += code === undefined ? ESCAPES.get(match[4]!)! : String.fromCodePoint(Number.parseInt(code, 16))
      i += match[0].length - 1
    }
    return null
  }

  #takes(character: string): boolean {
    if (this.#text[this.#at] !== character) return false
    this.#at++
    return true
  }

  #endsItem(end: string): boolean {
    this.#skipSpace()
    return this.#takes(',') || this.#text[this.#at] === end
  }

  #skipSpace(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++
  }
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ['True', 'true'],
  ['False', 'false'],
  ['None', 'null'],
  ['nan', 'null'],
])
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['a', '\u0007'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
])
const MAX_DEPTH = 50
