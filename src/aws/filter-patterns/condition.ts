import type { TokenReader } from './tokens.ts'
import { PatternProblem } from './tokens.ts'

export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>='

/** What a member is compared with. */
export interface Operand {
  readonly text: string
  /** In quotation marks, which only texts equal; others are compared with numbers and truth values too. */
  readonly isQuoted: boolean
}

/** Comparisons of what `Subject` names, joined. */
export type Condition<Subject> =
  | { readonly kind: 'and' | 'or'; readonly of: readonly Condition<Subject>[] }
  | {
      readonly kind: 'compare'
      readonly subject: Subject
      readonly operator: Operator
      readonly operand: Operand
    }
  | { readonly kind: 'is'; readonly subject: Subject; readonly is: State }

export type State = 'NULL' | 'TRUE' | 'FALSE' | 'EXISTS' | 'NOT EXISTS'

/** Deeper parentheses are refused. */
const MAX_DEPTH = 30

/** Reads comparisons that are joined by `&&`, which binds closer, and `||`. */
export function readCondition<Subject>(
  reader: TokenReader,
  readSubject: (reader: TokenReader) => Subject,
  depth = 0,
): Condition<Subject> {
  if (depth > MAX_DEPTH)
    throw new PatternProblem(
      `Invalid filter pattern: There are more than ${MAX_DEPTH} parentheses in one another.`,
    )
  const readPart = (): Condition<Subject> => {
    if (!reader.passes('(')) return readComparison(reader, readSubject)
    const inner = readCondition(reader, readSubject, depth + 1)
    reader.expect(')')
    return inner
  }
  const readAll = () => readJoined(reader, '&&', 'and', readPart)
  return readJoined(reader, '||', 'or', readAll)
}

function readJoined<Subject>(
  reader: TokenReader,
  symbol: string,
  kind: 'and' | 'or',
  read: () => Condition<Subject>,
): Condition<Subject> {
  const of = [read()]
  while (reader.passes(symbol)) of.push(read())
  return of.length === 1 ? of[0]! : { kind, of }
}

function readComparison<Subject>(
  reader: TokenReader,
  readSubject: (reader: TokenReader) => Subject,
): Condition<Subject> {
  const subject = readSubject(reader)
  if (reader.passes('IS')) return { kind: 'is', subject, is: readState(reader) }
  if (reader.passes('EXISTS')) return { kind: 'is', subject, is: 'EXISTS' }
  if (reader.passes('NOT')) {
    reader.expect('EXISTS')
    return { kind: 'is', subject, is: 'NOT EXISTS' }
  }
  const operator = OPERATORS.find((each) => reader.passes(each))
  if (operator === undefined) throw reader.problem('=, !=, <, <=, >, >=, IS, EXISTS or NOT EXISTS')
  return { kind: 'compare', subject, operator, operand: readOperand(reader, operator) }
}

const OPERATORS: readonly Operator[] = ['=', '!=', '<=', '>=', '<', '>']

function readState(reader: TokenReader): State {
  const state = (['NULL', 'TRUE', 'FALSE'] as const).find((each) => reader.passes(each))
  if (state === undefined) throw reader.problem('NULL, TRUE or FALSE')
  return state
}

function readOperand(reader: TokenReader, operator: Operator): Operand {
  const { kind, text, at } = reader.next
  if (kind !== 'word' && kind !== 'string') throw reader.problem('a value')
  if (kind === 'word' && text.startsWith('%'))
    throw new PatternProblem(
      `Invalid filter pattern: The regular expression at position ${at} is not supported by this console.`,
    )
  const isOrder = operator !== '=' && operator !== '!='
  if (isOrder && (kind === 'string' || !isNumber(text))) throw reader.problem(`a number after ${operator}`)
  reader.take()
  return { text, isQuoted: kind === 'string' }
}

export const isNumber = (text: string): boolean => /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text)
