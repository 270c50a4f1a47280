import { splitPath } from '../../../cloudtrail/fieldPath.ts'
import { pathOf } from '../../../sql/selectList.ts'
import { contentOf, isKeyword, sqlTokens, type SqlToken } from '../../../sql/sqlTokens.ts'
import { tablePath } from '../../../sql/tablePaths.ts'

/** What is being typed at the caret. A suggestion replaces `from` to `to`. */
export type Completing =
  | {
      readonly kind: 'name'
      readonly from: number
      readonly to: number
      readonly typed: string
      /** Whether a table comes here. */
      readonly isTable: boolean
    }
  | {
      /** Within a text that is compared with a field. */
      readonly kind: 'value'
      readonly from: number
      readonly to: number
      readonly typed: string
      readonly field: string
    }
  | {
      /** Within the path of a function that reads a JSON column: `json_extract_scalar(requestparameters, '$.`. */
      readonly kind: 'jsonPath'
      readonly from: number
      readonly to: number
      readonly typed: string
      /** The member of a record that the column contains: `requestParameters`. */
      readonly member: string
    }

/** Null in a comment, and in a text of which nothing is known. */
export function completingAt(text: string, caret: number): Completing | null {
  const tokens = sqlTokens(text)
  const at = tokens.findIndex(({ from, to }) => from < caret && caret <= to)
  const token = tokens[at]
  if (token?.kind === 'comment') return null
  if (token?.kind === 'string' && !(caret === token.to && isClosed(token))) {
    const before = tokens.slice(0, at).filter(({ kind }) => kind !== 'comment')
    return completingText(text, token, caret, before)
  }
  const from = startOfName(tokens, at, caret)
  if (token?.kind === 'number') return null
  const before = tokens.filter(({ to, kind }) => to <= from && kind !== 'comment').at(-1)
  const isTable = isKeyword(before, 'FROM') || isKeyword(before, 'JOIN')
  return { kind: 'name', from, to: caret, typed: text.slice(from, caret), isTable }
}

const isClosed = ({ text }: SqlToken): boolean => text.length > 1 && text.endsWith("'")

/** Where the words joined by dots begin that end at the caret. */
function startOfName(tokens: readonly SqlToken[], at: number, caret: number): number {
  let start = caret
  for (let index = at; index >= 0; index--) {
    const { kind, text, from, to } = tokens[index]!
    if (to < start || (kind !== 'word' && text !== '.')) break
    start = from
  }
  return start
}

function completingText(
  text: string,
  token: SqlToken,
  caret: number,
  before: readonly SqlToken[],
): Completing | null {
  const from = token.from + 1
  const rest = text.slice(caret, token.to)
  // A text that is not closed on its line has only begun to be typed.
  const to = isClosed(token) && !rest.includes('\n') ? token.to - 1 : caret
  const typed = contentOf({ ...token, text: `'${text.slice(from, caret)}` })
  const member = jsonColumnBefore(before)
  if (member !== null) return { kind: 'jsonPath', from, to, typed, member }
  const field = comparedField(before)
  return field === null ? null : { kind: 'value', from, to, typed, field }
}

const JSON_FUNCTION = /^json_(?:extract|extract_scalar|size)$/i

/** `json_extract(requestparameters,` */
function jsonColumnBefore(before: readonly SqlToken[]): string | null {
  const [name, open, column, comma] = before.slice(-4)
  if (comma?.text !== ',' || open?.text !== '(' || !name || !JSON_FUNCTION.test(name.text)) return null
  return memberOfJson(column)
}

const memberOfJson = (column: SqlToken | undefined): string | null => {
  const path = column && tablePath(contentOf(column))
  return path?.isJson ? path.member : null
}

/** The field that is compared with the text that follows: `eventname = `, `eventname NOT IN ('a', `. */
function comparedField(before: readonly SqlToken[]): string | null {
  let end = before.length
  const last = () => before[end - 1]
  while (last()?.kind === 'string' || last()?.text === ',') end--
  if (last()?.text === '(') {
    if (!isKeyword(before[end - 2], 'IN')) return null
    end -= 2
  } else if (end < before.length) return null
  else if (isKeyword(last(), 'LIKE')) end--
  else {
    while (last() && /^[=<>!]$/.test(last()!.text)) end--
    if (end === before.length) return null
  }
  if (isKeyword(last(), 'NOT')) end--
  return fieldThatEnds(before.slice(0, end))
}

/** The field of the column, or of the value read from a JSON column, with which the tokens end. */
function fieldThatEnds(tokens: readonly SqlToken[]): string | null {
  if (tokens.at(-1)?.text === ')') {
    const [name, open, column, comma, path] = tokens.slice(-6)
    if (open?.text !== '(' || comma?.text !== ',' || !name || !path || !JSON_FUNCTION.test(name.text))
      return null
    const member = memberOfJson(column)
    const written = contentOf(path)
    return member !== null && /^\$(?:\.\w+)+$/.test(written)
      ? [member, ...splitPath(written.slice(2))].join('.')
      : null
  }
  let start = tokens.length
  while (start > 0 && (tokens[start - 1]!.kind === 'word' || tokens[start - 1]!.text === '.')) {
    // Two words in a row are not one name.
    if (tokens[start - 1]!.kind === 'word' && tokens[start]?.kind === 'word') break
    start--
  }
  return pathOf(tokens.slice(start))?.field ?? null
}
