import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter'
import { fieldNamed } from '../../../cloudtrail/fields.ts'
import {
  OPERATORS,
  type Filter,
  type FilterToken,
  type Operator,
  type Token,
} from '../../../filter/filter.ts'
import { isSameToken, token as makeToken } from '../../../filter/edit.ts'
import { splitKey } from '../../../filter/params.ts'
import { parseFilterText } from '../../../filter/text.ts'
import { readPieces } from '../../../filter/textPieces.ts'
import { textWords, writeWord } from '../../../filter/words.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'

/** Shown for a token without a value: `Error code = (absent)`. */
export const ABSENT = '(absent)'

/**
 * The filter as the token filter shows it: its tokens, then one for each word of free text.
 * Unreadable tokens (shown elsewhere) and the time range are not included.
 */
export function toQuery(filter: Filter): PropertyFilterProps.Query {
  const tokens = filter.tokens.filter((token): token is Token => token.kind === 'token')
  return {
    operation: 'and',
    tokens: [
      ...tokens.map(({ field, operator, value }) => ({ propertyKey: field, operator, value })),
      ...textWords(filter.text).map((word) => ({ operator: ':', value: word })),
    ],
  }
}

/**
 * The filter after a change of the tokens; unchanged tokens stay exactly as they are. New free text
 * that reads as tokens (`userAgent:=boto3 errorCode!=`) becomes tokens, and a time range in it
 * replaces the present one. Unreadable tokens keep their places. `typed` is the text of the input
 * as entered.
 */
export function fromQuery(query: PropertyFilterProps.Query, filter: Filter, typed = ''): Filter {
  const shown = toQuery(filter).tokens
  const left = shown.map(keyOf)
  const tokens: FilterToken[] = []
  const words: string[] = []
  let { timeRange } = filter
  const add = (token: FilterToken) => {
    if (!tokens.some((each) => isSameToken(each, token))) tokens.push(token)
  }
  const addLine = (line: string) => {
    const parsed = parseFilterText(line)
    parsed.tokens.forEach(add)
    if (parsed.text) words.push(parsed.text)
    if (parsed.timeRange.kind !== 'all') timeRange = parsed.timeRange
  }
  for (const token of asShown(query.tokens, shown)) {
    const at = left.indexOf(keyOf(token))
    if (at >= 0) left.splice(at, 1)
    const { propertyKey, operator, value } = token
    if (at >= 0 && propertyKey === undefined) words.push(writeWord(String(value)))
    else if (at >= 0) tokens.push(tokenOf(propertyKey!, operator, String(value)))
    else if (propertyKey === undefined) addFreeText(toValue(value))
    else if (isLine(typed.trim(), token)) addLine(typed)
    else add(tokenOf(propertyKey, operator, toValue(value)))
  }
  function addFreeText(text: string) {
    const spaced = spacedToken(text)
    if (spaced) add(spaced)
    else addLine(text)
  }
  filter.tokens.forEach((token, i) => {
    if (token.kind === 'unreadable') tokens.splice(Math.min(i, tokens.length), 0, token)
  })
  return { tokens, timeRange, text: words.join(' ') }
}

/**
 * The input changes values, also in untouched tokens, to the case of a suggestion that differs only
 * in case. Untouched tokens therefore keep the value of the filter. Added tokens come last.
 */
function asShown(
  tokens: readonly PropertyFilterProps.Token[],
  shown: readonly PropertyFilterProps.Token[],
): readonly PropertyFilterProps.Token[] {
  if (tokens.length > shown.length) return [...shown, ...tokens.slice(shown.length)]
  if (tokens.length === shown.length) return tokens
  const lowerCase = (token: PropertyFilterProps.Token) => keyOf(token).toLowerCase()
  return tokens.map(
    (token) =>
      shown.find((each) => keyOf(each) === keyOf(token)) ??
      shown.find((each) => lowerCase(each) === lowerCase(token)) ??
      token,
  )
}

/**
 * Whether a token is the input's reading of one or more conditions in the line syntax that start
 * with a path: it reads `a.b^=x c=y` as the operator `^` and the value `=x c=y`. A value that was
 * picked differs from the typed text.
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
function spacedToken(typed: string): Token | null {
  const [, field = '', operator = '', value = ''] = /^(\S+)\s+(!?[=:^])\s*(.*)$/s.exec(typed) ?? []
  if (fieldNamed(field) === undefined && !/^\w+(?:\.\w+)+$/.test(field)) return null
  return makeToken(field, toOperator(operator), value === ABSENT ? '' : value)
}

export const FREE_TEXT: PropertyFilterProps.FreeTextFiltering = { operators: [':'], defaultOperator: ':' }

const formatValue = (value: unknown): string =>
  typeof value === 'string' && value !== '' ? spellOutInvisible(value) : ABSENT

export const PROPERTY_OPERATORS = OPERATORS.map((operator) => ({ operator, format: formatValue }))

const keyOf = ({ propertyKey, operator, value }: PropertyFilterProps.Token): string =>
  JSON.stringify([propertyKey, operator, value])

const tokenOf = (field: string, operator: string, value: string): Token =>
  makeToken(field, toOperator(operator), value)

const toOperator = (operator: string): Operator => OPERATORS.find((each) => each === operator) ?? '='

const toValue = (value: unknown): string => {
  const text = typeof value === 'string' ? value.trim() : ''
  return text === ABSENT ? '' : text
}
