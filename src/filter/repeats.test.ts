import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyLineFor, anyRecord } from '../testing/anyRecord.ts'
import { readEvent } from '../testing/storeOf.ts'
import { matches } from './matches.ts'
import { groupRepeats, repeatsOf } from './repeats.ts'
import { parseFilterText } from './text.ts'
import { writeTime } from '../cloudtrail/writeTime.ts'

const NOW = Date.parse('2026-02-04T00:00:00Z')

const event = (said: Record<string, unknown>) =>
  readEvent(
    JSON.stringify({
      eventVersion: '1.08',
      eventTime: '2026-02-01T10:00:00.900Z',
      eventName: 'GetObject',
      userIdentity: { type: 'IAMUser', userName: 'alice', accessKeyId: 'AKIA1' },
      ...said,
    }),
  )

test('one actor, name and second are one row, at the position of the newest', () => {
  const newest = event({})
  const sameSecond = event({ eventTime: '2026-02-01T10:00:00Z', errorCode: 'AccessDenied' })
  const before = event({ eventTime: '2026-02-01T09:59:59.999Z' })
  const otherKey = event({ userIdentity: { type: 'IAMUser', userName: 'alice', accessKeyId: 'AKIA2' } })
  expect(groupRepeats([newest, otherKey, sameSecond, before])).toEqual([
    { newest, events: [newest, sameSecond] },
    { newest: otherKey, events: [otherKey] },
    { newest: before, events: [before] },
  ])
})

test('with a gap, neighbours are at most that many seconds apart, however long the row becomes', () => {
  const at = (time: string, eventName = 'GetObject') =>
    event({ eventTime: `2026-02-01T10:${time}Z`, eventName })
  const [first, second, third, later] = [at('00:00.900'), at('00:05'), at('00:10.100'), at('00:16')]
  const other = at('00:07', 'PutObject')
  expect(groupRepeats([later, third, other, second, first], 5)).toEqual([
    { newest: later, events: [later] },
    { newest: third, events: [third, second, first] },
    { newest: other, events: [other] },
  ])
})

test('events without a time each have a row', () => {
  const without = event({ eventTime: undefined })
  expect(groupRepeats([without, event({ eventTime: undefined })])).toHaveLength(2)
})

test('the filter of a row finds its events, whatever the current filter', () => {
  // Few events would share a second by chance.
  const anyEvents = fc.array(
    anyRecord.map((record) =>
      readEvent(JSON.stringify({ ...record, eventTime: record['eventTime'] && '2026-02-01T10:00:00.250Z' })),
    ),
    { minLength: 30, maxLength: 60 },
  )
  fc.assert(
    fc.property(anyEvents, anyLineFor, (all, line) => {
      const filter = parseFilterText(line)
      const found = all.filter((each) => matches(filter, each, NOW))
      for (const { newest, events } of groupRepeats(found)) {
        const { eventTimeMs } = newest.event
        const eventTime = eventTimeMs === null ? null : writeTime(eventTimeMs)
        const those = repeatsOf(filter, { ...newest.event, eventTime }, eventTime, NOW)
        if (those === null) expect(events).toEqual([newest])
        else expect(all.filter((each) => matches(those, each, NOW))).toEqual(events)
      }
    }),
    { numRuns: 60 },
  )
})
