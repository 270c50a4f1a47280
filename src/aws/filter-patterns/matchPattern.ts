import { matchesPattern as matchesWildcards } from '../principals/policyDocument.ts'
import { columnsOf, REST, type Column } from './columnsPattern.ts'
import { isNumber, type Condition, type Operand, type Operator, type State } from './condition.ts'
import type { FilterPattern } from './filterPattern.ts'
import { parseSelector, valuesAt, type Selector } from './jsonPattern.ts'
import { matchesTerms } from './textPattern.ts'

/** A log event that matches a pattern. */
export interface Match {
  /** The value that `$.path` or `$column` has in the event, if it is no object; null without one. */
  readonly valueOf: (selector: string) => string | null
}

/** Null if the event does not match. */
export function matchPattern(pattern: FilterPattern, message: string): Match | null {
  switch (pattern.kind) {
    case 'everything':
      return NO_VALUES
    case 'text':
      return matchesTerms(pattern.terms, message) ? NO_VALUES : null
    case 'columns':
      return matchColumns(pattern.columns, columnsOf(message))
    case 'json': {
      const event = parsed(message)
      if (event === undefined) return null
      const isMatch = fulfils(pattern.condition, (selector) => valuesAt(event, selector))
      return isMatch ? { valueOf: (selector) => textOf(valuesAt(event, selectorOf(selector))[0]) } : null
    }
  }
}

/** The selectors that a pattern names, as they are written: `$.eventName`, `$status`. */
export function selectorsIn(pattern: FilterPattern): readonly string[] {
  if (pattern.kind === 'columns')
    return pattern.columns.filter(({ name }) => name !== REST).map(({ name }) => `$${name}`)
  return pattern.kind === 'json' ? [...new Set(subjectsOf(pattern.condition).map(printSelector))] : []
}

const NO_VALUES: Match = { valueOf: () => null }

/** Undefined for a text that is not a JSON object. */
function parsed(message: string): object | undefined {
  if (!message.trimStart().startsWith('{')) return undefined
  try {
    return JSON.parse(message) as object
  } catch {
    return undefined
  }
}

function matchColumns(columns: readonly Column[], parts: readonly string[]): Match | null {
  const rest = columns.findIndex(({ name }) => name === REST)
  const isLong = rest >= 0 ? parts.length >= columns.length - 1 : parts.length === columns.length
  if (!isLong) return null
  const shift = parts.length - columns.length
  const values = new Map(
    columns.flatMap(({ name }, at) =>
      at === rest ? [] : [[name, parts[rest >= 0 && at > rest ? at + shift : at]!] as const],
    ),
  )
  const isMatch = columns.every(
    ({ condition }) => condition === null || fulfils(condition, (name) => [values.get(name)]),
  )
  return isMatch ? { valueOf: (selector) => values.get(selector.slice(1)) ?? null } : null
}

function fulfils<Subject>(
  condition: Condition<Subject>,
  valuesOf: (subject: Subject) => readonly unknown[],
): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.of.every((part) => fulfils(part, valuesOf))
    case 'or':
      return condition.of.some((part) => fulfils(part, valuesOf))
    case 'is':
      return isInState(valuesOf(condition.subject), condition.is)
    case 'compare':
      return valuesOf(condition.subject).some((value) =>
        compares(value, condition.operator, condition.operand),
      )
  }
}

function isInState(values: readonly unknown[], state: State): boolean {
  switch (state) {
    case 'EXISTS':
      return values.length > 0
    case 'NOT EXISTS':
      return values.length === 0
    case 'NULL':
      return values.includes(null)
    case 'TRUE':
      return values.includes(true)
    case 'FALSE':
      return values.includes(false)
  }
}

/** Objects, lists and null equal nothing, and differ from nothing. */
function compares(value: unknown, operator: Operator, { text, isQuoted }: Operand): boolean {
  if (operator !== '=' && operator !== '!=') return isOrdered(numberOf(value), operator, Number(text))
  const own = isQuoted && typeof value !== 'string' ? null : textOf(value)
  if (own === null) return isQuoted && operator === '!=' && textOf(value) !== null
  const isEqual =
    matchesWildcards(text.replaceAll('?', '\u0000'), own.replaceAll('?', '\u0000')) ||
    (!isQuoted && typeof value === 'number' && isNumber(text) && Number(text) === value)
  return isEqual === (operator === '=')
}

function isOrdered(value: number, operator: Operator, other: number): boolean {
  switch (operator) {
    case '<':
      return value < other
    case '<=':
      return value <= other
    case '>':
      return value > other
    default:
      return value >= other
  }
}

/** NaN, which is neither less nor more, for what is not a number. */
const numberOf = (value: unknown): number =>
  typeof value === 'number'
    ? value
    : typeof value === 'string' && isNumber(value)
      ? Number(value)
      : Number.NaN

const textOf = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : null

function selectorOf(text: string): Selector {
  try {
    return parseSelector(text)
  } catch {
    return [null]
  }
}

function subjectsOf<Subject>(condition: Condition<Subject>): readonly Subject[] {
  return 'of' in condition ? condition.of.flatMap(subjectsOf) : [condition.subject]
}

const printSelector = (selector: Selector): string =>
  `$${selector.map((step) => (step === null ? '[*]' : typeof step === 'number' ? `[${step}]` : /^[^.[\]*$'"\s]+$/.test(step) ? `.${step}` : `['${step}']`)).join('')}`
