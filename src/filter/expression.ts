import { opposite } from './opposite.ts'
import type { Condition, Token } from './filter.ts'
import { formatParam, isReadAsWord, readPieces, type TextPiece } from './textPieces.ts'
import { ANY_OF, isTimeOrText, keyOf, readToken } from './tokenForm.ts'
import { textWords, writeWord } from './words.ts'

/** Clauses joined by AND. Each is a list of conditions joined by OR. */
export type Clauses = readonly (readonly Condition[])[]

/** How deep parentheses may be nested. */
const MAX_DEPTH = 50

/** The most clauses that an expression may expand to: (a AND b) OR (c AND d) has four. */
const MAX_CLAUSES = 200

/**
 * Conditions and words with AND, OR, NOT and parentheses, as clauses joined by AND. NOT binds
 * tighter than AND, and AND tighter than OR. White space means AND, too. But, as in a whole filter,
 * `=` conditions on one field with nothing between them are alternatives.
 */
export function readClauses(text: string): Clauses | { readonly reason: string } {
  try {
    return clausesOf(new ExpressionReader(text).read(), false)
  } catch (error) {
    if (error instanceof ExpressionProblem) return { reason: error.message }
    throw error
  }
}

/** The alternatives of a clause as `readClauses` reads them. */
export const formatAlternatives = (conditions: readonly Condition[]): string =>
  conditions.map(formatCondition).join(' OR ')

function formatCondition(condition: Condition): string {
  if (condition.kind === 'token') return formatParam(keyOf(condition), condition.value, true)
  const { word, negated } = condition
  const isBare = /^[^"()\\]+$/.test(word) && isReadAsWord(word)
  const written = isBare ? word : formatParam('text', writeWord(word), true)
  return negated ? `NOT ${written}` : written
}

type Expression =
  | { readonly kind: 'condition'; readonly condition: Condition }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Expression[] }
  | { readonly kind: 'not'; readonly part: Expression }

class ExpressionProblem extends Error {}

function clausesOf(expression: Expression, negated: boolean): Clauses {
  switch (expression.kind) {
    case 'condition': {
      const { condition } = expression
      return [[negated ? opposite(condition) : condition]]
    }
    case 'not':
      return clausesOf(expression.part, !negated)
    case 'and':
    case 'or': {
      const parts = expression.parts.map((part) => clausesOf(part, negated))
      return (expression.kind === 'and') === negated ? anyOf(parts) : parts.flat()
    }
  }
}

/** One clause of each list, joined by OR, in every combination. */
function anyOf(parts: readonly Clauses[]): Clauses {
  const choices = parts.reduce((product, clauses) => product * clauses.length, 1)
  if (choices > MAX_CLAUSES)
    throw new ExpressionProblem(
      `This expands to more than ${MAX_CLAUSES} groups of alternatives. Use fewer ANDs inside ORs.`,
    )
  return Array.from({ length: choices }, (_, choice) => {
    let rest = choice
    const chosen = parts.toReversed().map((clauses) => {
      const clause = clauses[rest % clauses.length]!
      rest = Math.floor(rest / clauses.length)
      return clause
    })
    return distinct(chosen.toReversed().flat())
  })
}

/** Without duplicates, in order. */
function distinct(conditions: readonly Condition[]): readonly Condition[] {
  const seen = new Set<string>()
  return conditions.filter((condition) => {
    const key = JSON.stringify(condition)
    return !seen.has(key) && seen.add(key)
  })
}

class ExpressionReader {
  readonly #text: string
  readonly #pieces: readonly TextPiece[]
  #at = 0
  #depth = 0

  constructor(text: string) {
    this.#text = text
    this.#pieces = readPieces(text)
  }

  read(): Expression {
    if (this.#pieces.length === 0) throw new ExpressionProblem('There is no condition.')
    const expression = this.#alternatives()
    if (this.#next) throw new ExpressionProblem('“)” has no matching “(”.')
    return expression
  }

  get #next(): TextPiece | undefined {
    return this.#pieces[this.#at]
  }

  #take(kind: TextPiece['kind']): boolean {
    const isThere = this.#next?.kind === kind
    if (isThere) this.#at++
    return isThere
  }

  #alternatives(): Expression {
    const parts = [this.#conjunction()]
    while (this.#take('OR')) parts.push(this.#conjunction())
    if (parts.length === 1) return parts[0] ?? this.#isEmpty()
    return { kind: 'or', parts: parts.map((part) => part ?? needsConditions('OR')) }
  }

  #isEmpty(): never {
    if (this.#next && this.#depth === 0) throw new ExpressionProblem('“)” has no matching “(”.')
    throw new ExpressionProblem(this.#next ? 'The parentheses are empty.' : '“(” has no matching “)”.')
  }

  /** null where there is no condition. */
  #conjunction(): Expression | null {
    const runs: Expression[][] = [[]]
    for (;;) {
      if (this.#take('AND')) runs.push([])
      else if (this.#next === undefined || this.#next.kind === 'close' || this.#next.kind === 'OR') break
      else runs.at(-1)!.push(this.#unit())
    }
    if (runs.length === 1 && runs[0]!.length === 0) return null
    if (runs.some((run) => run.length === 0)) needsConditions('AND')
    const parts = runs.flatMap(withAlternatives)
    return parts.length === 1 ? parts[0]! : { kind: 'and', parts }
  }

  #unit(): Expression {
    let negated = false
    const isNegation = this.#next?.kind === 'NOT'
    while (this.#take('NOT')) negated = !negated
    const part = this.#primary()
    if (part === null) throw new ExpressionProblem('NOT needs a condition after it.')
    return negated ? { kind: 'not', part } : isNegation ? { kind: 'and', parts: [part] } : part
  }

  #primary(): Expression | null {
    if (this.#take('open')) {
      if (++this.#depth > MAX_DEPTH)
        throw new ExpressionProblem(`Parentheses are nested more than ${MAX_DEPTH} levels deep.`)
      const expression = this.#alternatives()
      if (!this.#take('close')) throw new ExpressionProblem('“(” has no matching “)”.')
      this.#depth--
      return { kind: 'and', parts: [expression] }
    }
    const piece = this.#next
    switch (piece?.kind) {
      case 'param':
        this.#at++
        return conditionOf(piece.key, piece.value)
      case 'word':
      case 'phrase':
        this.#at++
        return wordsOf(this.#text.slice(piece.from, piece.to))
      default:
        return null
    }
  }
}

function needsConditions(word: 'AND' | 'OR'): never {
  throw new ExpressionProblem(`${word} needs a condition before and after it.`)
}

function conditionOf(key: string, value: string): Expression {
  if (key === ANY_OF) throw new ExpressionProblem('anyOf cannot be inside a group. Use parentheses.')
  if (key === 'text') return wordsOf(value)
  if (isTimeOrText(key))
    throw new ExpressionProblem(
      `${key} applies to the whole filter. Write it outside parentheses, and without OR or NOT.`,
    )
  const token = readToken(key, value)
  if ('reason' in token) throw new ExpressionProblem(token.reason)
  return { kind: 'condition', condition: token }
}

function wordsOf(text: string): Expression {
  const words = textWords(text)
  if (words.length === 0) throw new ExpressionProblem('A word or phrase is empty.')
  const parts = words.map((word): Expression => ({
    kind: 'condition',
    condition: { kind: 'word', word, negated: false },
  }))
  return parts.length === 1 ? parts[0]! : { kind: 'and', parts }
}

/**
 * Conditions without an operator between them. The `=` conditions on a field are alternatives, at
 * the position of the first.
 */
function withAlternatives(run: readonly Expression[]): readonly Expression[] {
  const byField = new Map<string, Expression[]>()
  for (const each of run) {
    const field = equalsFieldOf(each)
    if (field !== null) byField.set(field, [...(byField.get(field) ?? []), each])
  }
  return run.flatMap((each): Expression | [] => {
    const field = equalsFieldOf(each)
    const parts = field === null ? undefined : byField.get(field)
    if (parts === undefined || parts.length === 1) return each
    return parts[0] === each ? { kind: 'or', parts } : []
  })
}

const equalsFieldOf = (expression: Expression): string | null =>
  expression.kind === 'condition' && isEquals(expression.condition) ? expression.condition.field : null

const isEquals = (condition: Condition): condition is Token =>
  condition.kind === 'token' && condition.operator === '='
