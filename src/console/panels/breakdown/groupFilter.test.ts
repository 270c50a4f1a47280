import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describeRecord } from '../../../cloudtrail/describe.ts'
import { RecordReader } from '../../../cloudtrail/record.ts'
import type { FieldGroups } from '../../../filter/answers.ts'
import { EVERYTHING, type Filter, type TimeRange } from '../../../filter/filter.ts'
import { fieldTexts, matches, type MatchableEvent } from '../../../filter/matches.ts'
import { printFilter, readFilter } from '../../../filter/params.ts'
import { formatFilterText, parseFilterText } from '../../../filter/text.ts'
import { readTime } from '../../../filter/timeRange.ts'
import { anyLineFor, anyRecord } from '../../../testing/anyRecord.ts'
import { inGroup, rangeOfBuckets } from './groupFilter.ts'
import { groupsOf, type Group } from './groups.ts'

const NOW = Date.parse('2026-02-04T00:00:00Z')

const reader = new RecordReader()
const EVENTS: readonly MatchableEvent[] = fc
  .sample(anyRecord, { numRuns: 250, seed: 11 })
  .flatMap((value) => {
    const record = reader.read(JSON.stringify(value))
    return 'fault' in record
      ? []
      : [{ record, event: describeRecord(record), notes: undefined, integrity: undefined }]
  })

const FIELDS = [
  'eventName',
  'userName',
  'resourceName',
  'resourceType',
  'requestParameters.flags',
  'errorCode',
]

const matching = (filter: Filter) => EVENTS.filter((each) => matches(filter, each, NOW))

/** The groups of a field among some events, by a plain loop. */
function countGroups(field: string, events: readonly MatchableEvent[], limit: number): FieldGroups {
  const counts = new Map<string, number>()
  for (const event of events)
    for (const text of new Set(fieldTexts(field, event))) counts.set(text, (counts.get(text) ?? 0) + 1)
  const values = [...counts]
    .map(([value, count]) => ({ value, count }))
    .toSorted((one, other) => other.count - one.count)
    .slice(0, limit)
  const groups = { field, values, distinct: counts.size, others: 0, none: 0 }
  const inside = (kind: Group['kind']) => events.filter((event) => isIn(groups, kind, event)).length
  return { ...groups, others: inside('others'), none: inside('none') }
}

function isIn(
  { field, values }: FieldGroups,
  kind: Group['kind'],
  event: MatchableEvent,
  value = '',
): boolean {
  const texts = fieldTexts(field, event)
  if (kind === 'value') return texts.includes(value)
  if (kind === 'none') return texts.length === 0
  return texts.length > 0 && !values.some((each) => texts.includes(each.value))
}

describe('whatever the filter and the fields', () => {
  test('the events behind a number are those that it counts', () => {
    fc.assert(
      fc.property(
        anyLineFor,
        fc.constantFrom(...FIELDS),
        fc.constantFrom(...FIELDS),
        fc.constantFrom(1, 3, 50),
        (line, field, second, limit) => {
          const filter = parseFilterText(line)
          const events = matching(filter)
          const by = countGroups(field, events, limit)
          const and = countGroups(second, events, limit)
          for (const { group, count } of groupsOf(by)) {
            const narrowed = inGroup(filter, by, group)!
            const value = group.kind === 'value' ? group.value : ''
            const expected = events.filter((event) => isIn(by, group.kind, event, value))
            expect(matching(narrowed)).toEqual(expected)
            expect(matching(readFilter(new URLSearchParams(printFilter(narrowed))))).toHaveLength(count)
            for (const { group: other } of groupsOf(and)) {
              const cell = inGroup(narrowed, and, other)!
              const otherValue = other.kind === 'value' ? other.value : ''
              // A field against itself: an event with one value has no other.
              const inBoth = expected.filter((event) => isIn(and, other.kind, event, otherValue))
              if (inBoth.length > 0) expect(matching(cell)).toEqual(inBoth)
            }
          }
        },
      ),
      { numRuns: 25 },
    )
  })
})

const GROUPS: FieldGroups = {
  field: 'userName',
  values: [
    { value: 'alice', count: 2 },
    { value: 'bob', count: 1 },
  ],
  distinct: 5,
  others: 3,
  none: 1,
}

test.each([
  ['eventName=A', { kind: 'value', value: 'bob' }, 'eventName=A userName=bob'],
  ['userName=alice userName=bob eventName=A', { kind: 'value', value: 'bob' }, 'userName=bob eventName=A'],
  ['eventName=A', { kind: 'none' }, 'eventName=A userName='],
  ['eventName=A', { kind: 'others', distinct: 3 }, 'eventName=A userName!=alice userName!=bob userName!='],
] as const)('%s, narrowed to a group', (line, group, expected) => {
  expect(formatFilterText(inGroup(parseFilterText(line), GROUPS, group)!)).toBe(expected)
})

test('others with values too long for an address lead nowhere', () => {
  const values = Array.from({ length: 100 }, (_, index) => ({
    value: `${'x'.repeat(200)}${index}`,
    count: 1,
  }))
  expect(inGroup(EVERYTHING, { ...GROUPS, values }, { kind: 'others', distinct: 1 })).toBeNull()
})

test('the time range of buckets stays within that of the filter, and ends before the next bucket', () => {
  const range: TimeRange = {
    kind: 'absolute',
    startTime: '2026-02-01T00:30:00Z',
    endTime: '2026-02-02T00:20:00Z',
  }
  const of = (from: string, to: string, within: TimeRange = range) =>
    rangeOfBuckets(within, readTime(from)!, readTime(to)!)
  expect(of('2026-02-01T00:00:00Z', '2026-02-01T01:00:00Z')).toEqual({
    kind: 'absolute',
    startTime: '2026-02-01T00:30:00Z',
    endTime: '2026-02-01T00:59:59Z',
  })
  expect(of('2026-02-02T00:00:00Z', '2026-02-02T01:00:00Z')).toMatchObject({
    startTime: '2026-02-02T00:00:00Z',
    endTime: '2026-02-02T00:20:00Z',
  })
  expect(of('2026-02-02T00:00:00Z', '2026-02-02T01:00:00Z', { kind: 'all' })).toMatchObject({
    startTime: '2026-02-02T00:00:00Z',
    endTime: '2026-02-02T00:59:59Z',
  })
})
