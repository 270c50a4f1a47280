import { closingQuote, skipSpace } from './json/scan.ts'
import { decodeLeaf } from './recordShape.ts'

/**
 * What a person reads in a leaf or a name, in addition to the text as written: the text without
 * its escapes, and the same with the JSON in it opened. Usually nothing, always nothing without a
 * backslash or an escaped bracket (`%7B`). None contains a character that separates values in a
 * store.
 *
 *     M\u00fcller                      Müller
 *     {\"Sid\": \"x\\u003cy\"}         {"Sid": "x\u003cy"}   and   {"Sid":"x<y"}
 *     %7B%22Version%22%3A1%7D          {"Version":1}
 */
export function readingsOf(leaf: string): readonly string[] {
  const decoded = decodeLeaf(leaf)
  const opened = openedText(decoded, 1)
  if (opened === decoded) return decoded === leaf ? NONE : [decoded]
  return decoded === leaf ? [opened] : [decoded, opened]
}

const NONE: readonly string[] = []

/** Whether a text of leaves could have any. */
export const mayHaveReadings = (leaves: string): boolean =>
  leaves.includes('\\') || leaves.includes('%7') || leaves.includes('%5')

/** JSON in JSON in JSON; deeper ones stay closed. */
export const DEEPEST = 8

/** A text in which JSON is opened; any other text as it is. */
function openedText(text: string, depth: number): string {
  const inside = depth < DEEPEST ? jsonIn(text) : null
  return inside === null ? text : openedJson(inside.json, depth)
}

/**
 * Valid JSON without white space between its values and without escapes, with the JSON in its
 * strings opened.
 */
export function openedJson(json: string, depth = 0): string {
  return withStrings(json, true, (content) => openedText(decodeLeaf(content), depth + 1))
}

/** Valid JSON without white space between its values, otherwise as written. */
export const compactJson = (json: string): string => withStrings(json, true, (content) => content)

/** Valid JSON with its strings decoded, otherwise as written. */
export function decodedJson(json: string): string {
  return withStrings(json, false, decodeLeaf)
}

function withStrings(json: string, isCompact: boolean, read: (content: string) => string): string {
  let text = ''
  let from = 0
  for (let at = 0; at < json.length;) {
    const code = json.charCodeAt(at)
    if (code === QUOTE) {
      const end = closingQuote(json, at + 1)
      const content = json.slice(at + 1, end)
      const shown = read(content)
      if (shown !== content) {
        text += json.slice(from, at + 1) + shown
        from = end
      }
      at = end + 1
    } else if (isCompact && code <= SPACE) {
      text += json.slice(from, at)
      at = from = skipSpace(json, at)
    } else at++
  }
  return from === 0 ? json : text + json.slice(from)
}

const QUOTE = 0x22
const SPACE = 0x20

/** JSON with strings that a text contains, and how: as it is, or URL-encoded. */
export interface InnerJson {
  readonly json: string
  readonly encoding: 'json' | 'url'
}

/** The object, array or string that a text contains as JSON; null without any. */
export function jsonIn(text: string): InnerJson | null {
  const start = skipSpace(text, 0)
  const first = text[start]
  if (first === '{' || first === '[' || first === '"')
    return text.includes('"', start + 1) && isJson(text) ? { json: text, encoding: 'json' } : null
  if (first !== '%' || !/^%[57]b/i.test(text.slice(start, start + 3))) return null
  try {
    const json = decodeURIComponent(text)
    return json.includes('"') && isJson(json) ? { json, encoding: 'url' } : null
  } catch {
    return null
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
