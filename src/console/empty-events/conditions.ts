import { labelOf } from '../../cloudtrail/fields.ts'
import type { Filter, Token } from '../../filter/filter.ts'

/** Something a filter asks, which a person could take away. */
export interface Condition {
  readonly kind: 'token' | 'text' | 'time-range'
  readonly label: string
  readonly without: Filter
}

/** The conditions of a filter, each with what remains when it is taken away. `=` tokens of one field are one condition. */
export function conditionsOf(filter: Filter, timeLabel: string): readonly Condition[] {
  const conditions: Condition[] = []
  const fields = new Set<string>()
  for (const token of filter.tokens) {
    if (token.kind === 'unreadable') continue
    const together = isChoice(token)
      ? filter.tokens.filter((each) => isChoice(each) && each.field === token.field)
      : [token]
    if (isChoice(token) && fields.has(token.field)) continue
    if (isChoice(token)) fields.add(token.field)
    const values = together.flatMap((each) => (each.kind === 'token' ? each.value : []))
    conditions.push({
      kind: 'token',
      label: `${labelOf(token.field)} ${token.operator} ${values.map((value) => value || '(absent)').join(' or ')}`,
      without: { ...filter, tokens: filter.tokens.filter((each) => !together.includes(each)) },
    })
  }
  if (filter.text)
    conditions.push({ kind: 'text', label: `Text: ${filter.text}`, without: { ...filter, text: '' } })
  if (filter.timeRange.kind !== 'all') {
    conditions.push({
      kind: 'time-range',
      label: timeLabel,
      without: { ...filter, timeRange: { kind: 'all' } },
    })
  }
  return conditions
}

const isChoice = (token: Filter['tokens'][number]): token is Token =>
  token.kind === 'token' && token.operator === '='
