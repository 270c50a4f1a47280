import { isTableName } from './athenaRows.ts'

/**
 * The value of a cell in Athena's CSV. Structures are printed without quotes,
 * `{type=IAMUser, arn=…}`, so the end of a value is a guess: before the next known name. Any other
 * cell is text.
 */
export function valueOfStructText(cell: string): unknown {
  if (!/^(?:\{\w+=|\[\{\w+=)/.test(cell)) return cell === 'null' ? null : cell
  const { value, end } = readValue(cell, 0, 0)
  return end === cell.length ? value : cell
}

interface Read {
  readonly value: unknown
  readonly end: number
}

function readValue(text: string, start: number, depth: number): Read {
  if (depth < MAX_DEPTH && text.startsWith('{', start)) return readStruct(text, start, depth)
  if (depth < MAX_DEPTH && text.startsWith('[', start)) return readArray(text, start, depth)
  let end = start
  while (end < text.length && !isEndOfText(text, end)) end++
  const value = text.slice(start, end)
  return { value: value === 'null' ? null : value, end }
}

function readStruct(text: string, start: number, depth: number): Read {
  const value: Record<string, unknown> = {}
  let i = start + 1
  while (i < text.length && text[i] !== '}') {
    const name = /(\w*)=/y
    name.lastIndex = i
    const match = name.exec(text)
    if (!match) break
    const member = readValue(text, i + match[0].length, depth + 1)
    if (member.value !== null) value[match[1]!] = member.value
    i = text.startsWith(', ', member.end) ? member.end + 2 : member.end
  }
  return { value, end: text[i] === '}' ? i + 1 : -1 }
}

function readArray(text: string, start: number, depth: number): Read {
  const value: unknown[] = []
  let i = start + 1
  while (i >= 0 && i < text.length && text[i] !== ']') {
    const item = readValue(text, i, depth + 1)
    if (item.end <= i) return { value, end: -1 }
    value.push(item.value)
    i = text.startsWith(', ', item.end) ? item.end + 2 : item.end
  }
  return { value, end: text[i] === ']' ? i + 1 : -1 }
}

function isEndOfText(text: string, at: number): boolean {
  if (text[at] === '}' || text[at] === ']') return true
  if (text[at] !== ',') return false
  const name = /, (\w+)=/y
  name.lastIndex = at
  const match = name.exec(text)
  return match !== null && isTableName(match[1]!)
}

const MAX_DEPTH = 10
