import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter'
import { fieldNamed } from '../../../cloudtrail/fields.ts'
import { tokensByClause } from '../../../filter/clauses.ts'
import { alternativesOf, hasToken, token as makeToken } from '../../../filter/edit.ts'
import {
  OPERATORS,
  type Condition,
  type Filter,
  type FilterToken,
  type Operator,
  type Token,
} from '../../../filter/filter.ts'
import { formatAlternatives } from '../../../filter/expression.ts'
import { readFilter } from '../../../filter/params.ts'
import { parseFilterText } from '../../../filter/text.ts'
import { readPieces } from '../../../filter/textPieces.ts'
import { ANY_OF, splitKey } from '../../../filter/tokenForm.ts'
import { textWords, writeWord } from '../../../filter/words.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'

/** Typed or selected as a value: the field does not exist. */
export const ABSENT = '(does not exist)'

/** What the token filter calls `!=` and `=` without a value: `Error code exists`. */
const EXISTS = 'exists'
const IS_MISSING = 'does not exist'

/** Whether an operator takes no value. */
export const isAboutPresence = (operator: string | undefined): boolean =>
  operator === EXISTS || operator === IS_MISSING

type Item = PropertyFilterProps.Token | PropertyFilterProps.TokenGroup

/** A clause as the token filter shows it, and what it is in the filter. */
interface ShownClause {
  readonly item: Item
  readonly tokens: readonly FilterToken[]
  /** As in the filter's text. */
  readonly words: readonly string[]
}

/**
 * The filter as the token filter shows it: its clauses, alternatives as a group, then one token for each
 * word of free text. Unreadable tokens are not among them (they are shown apart), nor is the time range.
 */
export const toQuery = (filter: Filter): PropertyFilterProps.Query => ({
  operation: 'and',
  tokens: [],
  tokenGroups: clausesShown(filter).map(({ item }) => item),
})

function clausesShown(filter: Filter): readonly ShownClause[] {
  return [
    ...tokensByClause(filter).map((tokens): ShownClause => {
      const [first, ...others] = tokens
      const conditions = first.kind === 'anyOf' ? first.conditions : [first, ...(others as Token[])]
      return { item: itemOf(conditions), tokens, words: [] }
    }),
    ...textWords(filter.text).map((word): ShownClause => ({
      item: itemOf([{ kind: 'word', word, negated: false }]),
      tokens: [],
      words: [writeWord(word)],
    })),
  ]
}

function shownOperator({ operator, value }: Token): string {
  if (value !== '') return operator
  return operator === '!=' ? EXISTS : IS_MISSING
}

function itemOf(conditions: readonly Condition[]): Item {
  const tokens = conditions.map((condition): PropertyFilterProps.Token =>
    condition.kind === 'word'
      ? { operator: condition.negated ? '!:' : ':', value: condition.word }
      : { propertyKey: condition.field, operator: shownOperator(condition), value: condition.value },
  )
  return tokens.length === 1 ? tokens[0]! : { operation: 'or', tokens }
}

/**
 * The filter after the person changed the tokens; what they left alone is as it was. New free text that
 * reads as tokens (`userAgent:=boto3 errorCode!=`) becomes tokens; what it says about time replaces the
 * time range. Unreadable tokens keep their places. `typed` is what is in the input as it was entered.
 */
export function fromQuery(query: PropertyFilterProps.Query, filter: Filter, typed = ''): Filter {
  if (query.operation === 'or') return asAlternatives(query.tokenGroups ?? [], filter)
  const shown = clausesShown(filter)
  const left = [...shown]
  const clauses = asShown(
    query.tokenGroups ?? [],
    shown.map(({ item }) => item),
  ).map((item) => {
    const at = left.findIndex((clause) => keyOf(clause.item) === keyOf(item))
    return at < 0 ? { item, kept: undefined } : { item, kept: left.splice(at, 1)[0] }
  })
  const gone = new Set(left.flatMap(({ tokens }) => tokens))
  const tokens = filter.tokens.filter((token) => !gone.has(token))
  const words: string[] = []
  let { timeRange } = filter
  clauses.forEach(({ item, kept }, i) => {
    if (kept) return words.push(...kept.words)
    const added = readItem(item, typed, { ...filter, tokens })
    const next = clauses.slice(i).flatMap((each) => each.kept?.tokens ?? [])[0]
    const at = next === undefined ? tokens.length : tokens.indexOf(next)
    const isNew = (token: FilterToken) => !hasToken({ tokens }, token)
    tokens.splice(at, 0, ...added.tokens.filter(isNew))
    if (added.text) words.push(added.text)
    if (added.timeRange.kind !== 'all') timeRange = added.timeRange
  })
  return { tokens, timeRange, text: words.join(' ') }
}

/** The filter with what a line of the text syntax adds to it. */
export const withTyped = (filter: Filter, line: string): Filter =>
  fromQuery(
    {
      ...toQuery(filter),
      tokenGroups: [...clausesShown(filter).map(({ item }) => item), { operator: ':', value: line }],
    },
    filter,
  )

/**
 * The input gives every value, of tokens that nobody touched too, in the letters of a suggestion that is
 * the same but for its case. What was added comes last.
 */
function asShown(items: readonly Item[], shown: readonly Item[]): readonly Item[] {
  if (items.length === shown.length) return items
  const lowerCase = (item: Item) => keyOf(item).toLowerCase()
  const isAddition =
    items.length > shown.length && shown.every((item, i) => lowerCase(item) === lowerCase(items[i]!))
  if (isAddition) return [...shown, ...items.slice(shown.length)]
  return items.map(
    (item) =>
      shown.find((each) => keyOf(each) === keyOf(item)) ??
      shown.find((each) => lowerCase(each) === lowerCase(item)) ??
      item,
  )
}

/** All that is shown as one group: its "and" was changed into "or". Unreadable tokens and the time stay. */
function asAlternatives(items: readonly Item[], filter: Filter): Filter {
  const written = items.map((item) => {
    const conditions = conditionsIn('tokens' in item ? item.tokens : [item])
    const joining = 'tokens' in item && item.operation === 'and' ? ' AND ' : ' OR '
    return `(${conditions.map((condition) => formatAlternatives([condition])).join(joining)})`
  })
  const { tokens, text } = readFilter([[ANY_OF, written.join(' OR ')]])
  const unreadable = filter.tokens.filter(({ kind }) => kind === 'unreadable')
  return { ...filter, tokens: [...tokens, ...unreadable], text }
}

/** What a token or group that is new adds to the filter `present`. */
function readItem(item: Item, typed: string, present: Filter): Filter {
  if ('tokens' in item) return readGroup(item, present)
  const { propertyKey, operator, value } = item
  const text = toValue(value)
  if (propertyKey === undefined && operator !== '!:') {
    const spaced = readSpacedToken(text)
    return spaced ? only(spaced) : parseFilterText(text)
  }
  if (isLine(typed.trim(), item)) return parseFilterText(typed)
  const condition = conditionOf(item)
  return only(condition.kind === 'token' ? condition : { kind: 'anyOf', conditions: [condition] })
}

function readGroup({ operation, tokens }: PropertyFilterProps.TokenGroup, present: Filter): Filter {
  const conditions = conditionsIn(tokens)
  const [first, ...others] = conditions
  if (!first || (others.length === 0 && first.kind === 'token')) return only(...(conditions as Token[]))
  // As many tokens say the same, and a facet shows them.
  const areValues =
    first.kind === 'token' &&
    conditions.every(
      (each) => each.kind === 'token' && each.operator === '=' && each.field === first.field,
    ) &&
    alternativesOf(present, first.field).length === 0
  if (operation === 'or' && areValues) return only(...(conditions as Token[]))
  if (operation === 'or') return only({ kind: 'anyOf', conditions })
  return only(...conditions.map((condition): FilterToken => ({ kind: 'anyOf', conditions: [condition] })))
}

const only = (...tokens: readonly FilterToken[]): Filter => ({
  tokens,
  timeRange: { kind: 'all' },
  text: '',
})

/** The conditions of a group. One that was added without a field and a value says nothing. */
const conditionsIn = (tokens: PropertyFilterProps.TokenGroup['tokens']): readonly Condition[] =>
  tokens
    .flatMap((token) => ('tokens' in token ? [] : conditionOf(token)))
    .filter((condition) => condition.kind === 'token' || condition.word !== '')

function conditionOf({ propertyKey, operator, value }: PropertyFilterProps.Token): Condition {
  if (propertyKey === undefined) return { kind: 'word', word: toValue(value), negated: operator === '!:' }
  if (isAboutPresence(operator)) return makeToken(propertyKey, operator === EXISTS ? '!=' : '=', '')
  return makeToken(propertyKey, toOperator(operator), toValue(value))
}

/**
 * Whether a token is what the input makes of a condition in the line syntax, or of several, that begin
 * with a path: it takes `a.b^=x c=y` for a `^` and `=x c=y`. A value that was picked is not what the input says.
 */
function isLine(typed: string, { propertyKey = '', operator, value }: PropertyFilterProps.Token): boolean {
  const written = propertyKey + operator
  if (!typed.startsWith(written) || typed.slice(written.length).trim() !== String(value).trim()) return false
  const [first] = readPieces(typed)
  return first?.kind === 'param' && splitKey(first.key).field === propertyKey
}

/**
 * Reads a token typed like the suggestions, but with the name of the field instead of its label:
 * `userName = ci bot`.
 */
export function readSpacedToken(typed: string): Token | null {
  const [, field = '', operator = '', value = ''] = /^(\S+)\s+(!?[=~:^*])\s*(.*)$/s.exec(typed) ?? []
  if (fieldNamed(field) === undefined && !/^\w+(?:\.\w+)+$/.test(field)) return null
  return makeToken(field, toOperator(operator), value === ABSENT ? '' : value)
}

export const FREE_TEXT: PropertyFilterProps.FreeTextFiltering = {
  operators: [':', '!:'],
  defaultOperator: ':',
}

const formatValue = (value: unknown): string =>
  typeof value === 'string' && value !== '' ? spellOutInvisible(value) : ABSENT

/** Those that the input does not know describe themselves. */
const DESCRIPTIONS: Partial<Readonly<Record<Operator, string>>> = {
  '~': 'Equals (any case)',
  '!~': 'Does not equal (any case)',
  '*': 'Ends with',
  '!*': 'Does not end with',
}

export const PROPERTY_OPERATORS = [
  ...OPERATORS.map((operator) => ({
    operator,
    format: formatValue,
    ...(DESCRIPTIONS[operator] && { description: DESCRIPTIONS[operator] }),
  })),
  { operator: EXISTS, format: () => '', description: 'Exists' },
  { operator: IS_MISSING, format: () => '', description: 'Does not exist' },
]

const keyOf = (item: Item): string =>
  JSON.stringify(
    'tokens' in item
      ? [item.operation, item.tokens.map(keyOf)]
      : [item.propertyKey, item.operator, item.value],
  )

const toOperator = (operator: string): Operator => OPERATORS.find((each) => each === operator) ?? '='

const toValue = (value: unknown): string => {
  const text = typeof value === 'string' ? value.trim() : ''
  return text === ABSENT ? '' : text
}
