import { hasOneValue } from '../../../cloudtrail/fields.ts'
import type { FieldGroups } from '../../../filter/answers.ts'
import { addToken, alternativesOf, token } from '../../../filter/edit.ts'
import type { Filter, TimeRange } from '../../../filter/filter.ts'
import { printFilter } from '../../../filter/params.ts'
import { readTime, writeSeconds } from '../../../filter/timeRange.ts'
import type { Group } from './groups.ts'

/** Longer addresses are refused by servers and shortened by what passes links on. */
const LONGEST_ADDRESS = 8000

/**
 * The filter whose events are those of a group. Null if it would be too long, since events of
 * others are those with none of the values.
 */
export function inGroup(filter: Filter, { field, values }: FieldGroups, group: Group): Filter | null {
  switch (group.kind) {
    case 'value':
      return withValue(filter, field, group.value)
    case 'none':
      return withValue(filter, field, '')
    case 'others': {
      const excluding = [...values.map(({ value }) => value), ''].reduce(
        (narrowed, value) => addToken(narrowed, token(field, '!=', value)),
        filter,
      )
      return printFilter(excluding).length > LONGEST_ADDRESS ? null : excluding
    }
  }
}

/**
 * The filter that also demands a value, or none if it is empty. Another `=` token of the field would
 * be an alternative: it is replaced, unless an event can have both values.
 */
function withValue(filter: Filter, field: string, value: string): Filter {
  const added = token(field, '=', value)
  const alternatives = alternativesOf(filter, field)
  if (alternatives.length === 0) return addToken(filter, added)
  if (alternatives.length === 1 && alternatives[0]?.value === value) return filter
  if (!hasOneValue(field))
    return { ...filter, tokens: [...filter.tokens, { kind: 'anyOf', conditions: [added] }] }
  const [first] = alternatives
  return {
    ...filter,
    tokens: filter.tokens.flatMap((each) =>
      each === first ? added : alternatives.some((other) => other === each) ? [] : each,
    ),
  }
}

/**
 * The time range of some buckets, up to but not including `toMs`, within the range of the filter.
 * An end is inclusive, so it is a second before the next bucket.
 */
export function rangeOfBuckets(range: TimeRange, fromMs: number, toMs: number): TimeRange {
  const { startTime, endTime } = range.kind === 'absolute' ? range : {}
  const startMs = startTime === undefined ? null : readTime(startTime, 'start')
  const endMs = endTime === undefined ? null : readTime(endTime, 'end')
  return {
    kind: 'absolute',
    startTime: startMs !== null && startMs > fromMs ? startTime! : writeSeconds(fromMs),
    endTime: endMs !== null && endMs < toMs - 1 ? endTime! : writeSeconds(toMs - 1000),
  }
}
