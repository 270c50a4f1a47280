import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter'
import { fieldNamed } from '../../cloudtrail/fields.ts'
import { OPERATORS, type Filter, type FilterToken, type Operator, type Token } from '../../filter/filter.ts'
import { parseFilterText } from '../../filter/text.ts'
import { textWords } from '../../filter/words.ts'
import { spelledOut } from '../ui/invisibleCharacters.ts'

/** What a token with no value says: `Error code = (absent)`. */
export const ABSENT = '(absent)'

/**
 * The filter as the token filter shows it: its tokens, then one per word of free text. Unreadable tokens are not among
 * them (they are shown apart), nor is the time range.
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
 * The filter after the person changed the tokens. Free text that reads as tokens (`userAgent:=boto3 errorCode!=`) becomes
 * tokens; what it says about time replaces the time range. Unreadable tokens stay.
 */
export function fromQuery(query: PropertyFilterProps.Query, filter: Filter): Filter {
  const tokens: FilterToken[] = filter.tokens.filter((token) => token.kind === 'unreadable')
  const words: string[] = []
  let { timeRange } = filter
  for (const { propertyKey, operator, value } of query.tokens) {
    if (propertyKey !== undefined) {
      const token = { kind: 'token', field: propertyKey, operator: toOperator(operator) } as const
      const asked = filter.tokens.some(
        (each) => each.kind === 'token' && isSameField(each, token) && each.value === value,
      )
      // Only what is typed is trimmed: spaces of a value in a record are part of it.
      tokens.push({ ...token, value: asked ? String(value) : toValue(value) })
      continue
    }
    const typed = toValue(value)
    if (textWords(filter.text).includes(typed)) {
      words.push(quoted(typed))
      continue
    }
    const spaced = spacedToken(typed)
    if (spaced) {
      tokens.push(spaced)
      continue
    }
    const parsed = parseFilterText(typed)
    tokens.push(...parsed.tokens)
    if (parsed.text) words.push(parsed.text)
    if (parsed.timeRange.kind !== 'all') timeRange = parsed.timeRange
  }
  return { tokens: unique(tokens), timeRange, text: words.join(' ') }
}

/** What is typed as the suggestions write it, but with the record's own name in place of the label: `userName = ci bot`. */
function spacedToken(typed: string): Token | null {
  const [, field = '', operator = '', value = ''] = /^(\S+)\s+(!?[=:^])\s*(.*)$/s.exec(typed) ?? []
  if (fieldNamed(field) === undefined && !/^\w+(?:\.\w+)+$/.test(field)) return null
  return { kind: 'token', field, operator: toOperator(operator), value: value === ABSENT ? '' : value }
}

export const FREE_TEXT: PropertyFilterProps.FreeTextFiltering = { operators: [':'], defaultOperator: ':' }

const formatValue = (value: unknown): string =>
  typeof value === 'string' && value !== '' ? spelledOut(value) : ABSENT

export const PROPERTY_OPERATORS = OPERATORS.map((operator) => ({ operator, format: formatValue }))

const isSameField = (one: Omit<Token, 'value'>, other: Omit<Token, 'value'>): boolean =>
  one.field === other.field && one.operator === other.operator

const toOperator = (operator: string): Operator => OPERATORS.find((each) => each === operator) ?? '='

const toValue = (value: unknown): string => {
  const text = typeof value === 'string' ? value.trim() : ''
  return text === ABSENT ? '' : text
}

/** A word of free text as it is written in a line: a phrase stands in quotes. */
const quoted = (word: string): string => (/[\s"]/.test(word) ? `"${word}"` : word)

function unique(tokens: readonly FilterToken[]): readonly FilterToken[] {
  const seen = new Set<string>()
  return tokens.filter((token) => {
    const key = JSON.stringify(token)
    return !seen.has(key) && seen.add(key)
  })
}
