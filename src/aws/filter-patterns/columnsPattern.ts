import { readCondition, type Condition } from './condition.ts'
import { PatternProblem, TokenReader, tokensOf } from './tokens.ts'

/** A part of a log event that spaces, brackets or quotes separate from others. */
export interface Column {
  /** `...` for any number of parts. */
  readonly name: string
  readonly condition: Condition<string> | null
}

/** `[ip, user, ..., status = 4* || status = 5*, bytes]`: the columns of a log event in their order. */
export function parseColumns(pattern: string): readonly Column[] {
  if (!pattern.endsWith(']'))
    throw new PatternProblem(`Invalid filter pattern: ] is expected at position ${pattern.length + 1}.`)
  // A space for the bracket, so that positions are those of the pattern.
  const reader = new TokenReader(tokensOf(` ${pattern.slice(1, -1)}`))
  const columns = [readColumn(reader)]
  while (reader.passes(',')) columns.push(readColumn(reader))
  if (reader.next.kind !== 'end') throw reader.problem(', or ]')
  if (columns.filter(({ name }) => name === REST).length > 1)
    throw new PatternProblem('Invalid filter pattern: ... may be there once.')
  return columns
}

export const REST = '...'

function readColumn(reader: TokenReader): Column {
  const { kind, text } = reader.next
  if (kind !== 'word') throw reader.problem('the name of a column')
  reader.take()
  const { kind: after, text: symbol } = reader.next
  if (after === 'end' || symbol === ',') return { name: text, condition: null }
  let isFirst = true
  const readName = (names: TokenReader): string => {
    // The name before the first operator is the column's own, which has been read.
    if (isFirst) {
      isFirst = false
      return text
    }
    const again = names.next
    if (again.kind !== 'word' || again.text !== text) throw names.problem(`the column ${text}`)
    names.take()
    return text
  }
  return { name: text, condition: readCondition(reader, readName) }
}

/** The columns of a log event: parts between spaces, or in brackets or quotation marks. */
export function columnsOf(message: string): readonly string[] {
  return [...message.matchAll(/\[([^\]]*)\]|"([^"]*)"|(\S+)/g)].map(
    ([, bracketed, quoted, plain]) => bracketed ?? quoted ?? plain ?? '',
  )
}
