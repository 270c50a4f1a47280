import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeTime } from '../../cloudtrail/writeTime.ts'
import { parseFilterText } from '../../filter/text.ts'
import { storeOf } from '../../testing/storeOf.ts'
import type { CallRange, CallSeries, DailyCallRates, EventStore } from '../eventStore.ts'
import type { StoreUnderTest } from './storeUnderTest.ts'

const START = Date.parse('2026-02-01T22:00:00Z')
const MINUTE = 60_000

/** Few APIs in a few hours around midnight, so that many calls share a minute. */
const anyCall = fc.record({
  accountId: fc.constantFrom(undefined, '111122223333', '444455556666'),
  region: fc.constantFrom(undefined, 'us-east-1'),
  name: fc.constantFrom('PutRule', 'DeleteRule'),
  error: fc.constantFrom(undefined, undefined, 'AccessDenied', 'ThrottlingException'),
  user: fc.constantFrom(undefined, 'alice', 'bob', 'ca\u0072ol'),
  agent: fc.constantFrom(undefined, 'aws-cli/2', 'Boto3/1.34'),
  ms: fc.option(fc.integer({ min: START, max: START + 200 * MINUTE }), { freq: 20 }),
})

const CALLS = fc.sample(anyCall, { numRuns: 900, seed: 5 })

const arnOf = (user: string): string => `arn:aws:iam::111122223333:user/${user}`

const RECORDS = CALLS.map(({ accountId, region, name, error, user, agent, ms }, index) =>
  JSON.stringify({
    eventVersion: '1.11',
    eventID: `e${index}`,
    eventName: name,
    eventSource: 'events.amazonaws.com',
    ...(ms !== null && { eventTime: writeTime(ms) }),
    ...(region && { awsRegion: region }),
    ...(accountId && { recipientAccountId: accountId }),
    ...(error && { errorCode: error }),
    ...(agent && { userAgent: agent }),
    ...(user && { userIdentity: { type: 'IAMUser', arn: arnOf(user) } }),
  }),
)

/** Calls per minute are counted as one by one. */
export function describeCallRates({ open, cases }: StoreUnderTest): void {
  let store: EventStore
  beforeAll(async () => {
    store = await storeOf(RECORDS, open)
  })
  afterAll(() => store.close())

  test('each day of an API has the counts of its minutes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom('eventName!=Nothing', 'errorCode!=', 'eventName=PutRule'),
        async (byErrorCode, busyFrom, filterText) => {
          const query = { filter: parseFilterText(filterText), asOf: store.asOf(0) }
          const found = await store.callRates(query, { byErrorCode, busyFrom })
          expect(found).toEqual(countedOneByOne(filterText, byErrorCode, busyFrom))
        },
      ),
      { numRuns: cases(12) },
    )
  })

  test('ranges have the calls from their start to before their end', async () => {
    const anyRange = fc.record({
      call: fc.constantFrom(...CALLS),
      byErrorCode: fc.boolean(),
      fromMinute: fc.integer({ min: -20, max: 200 }),
      minutes: fc.integer({ min: 0, max: 200 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(anyRange, { maxLength: 5 }), async (wanted) => {
        const ranges = wanted.map(({ call, byErrorCode, fromMinute, minutes }): CallRange => {
          const startMs = START + fromMinute * MINUTE
          return { series: seriesOf(call, byErrorCode), startMs, endMs: startMs + minutes * MINUTE }
        })
        const query = { filter: parseFilterText(''), asOf: store.asOf(0) }
        const callsIn = ({ series, startMs, endMs }: CallRange) =>
          CALLS.filter(
            (call) =>
              call.ms !== null &&
              call.ms >= startMs &&
              call.ms < endMs &&
              keyOf(seriesOf(call, series.errorCode !== '')) === keyOf(series),
          )
        expect(await store.countCalls(query, ranges)).toEqual(ranges.map((range) => callsIn(range).length))
        expect(await store.countCallers(query, ranges)).toEqual(
          ranges.map(callsIn).map((calls) => ({
            userIdentityArn: mostFrequent(calls.map(({ user }) => (user === undefined ? null : arnOf(user)))),
            userAgent: mostFrequent(calls.map(({ agent }) => agent ?? null)),
            errorCode: mostFrequent(calls.map(({ error }) => error ?? null)),
          })),
        )
      }),
      { numRuns: cases(12) },
    )
  })
}

type Call = (typeof CALLS)[number]

interface Minute {
  readonly series: CallSeries
  readonly minute: number
  readonly calls: number
}

const seriesOf = ({ accountId, region, name, error }: Call, byErrorCode: boolean): CallSeries => ({
  accountId: accountId ?? '',
  awsRegion: region ?? '',
  eventSource: 'events.amazonaws.com',
  eventName: name,
  errorCode: byErrorCode ? (error ?? '') : '',
})

/** With how often each is there; equally frequent ones by name, none last. */
function mostFrequent(values: readonly (string | null)[]): (readonly [string | null, number])[] {
  const counts = new Map<string | null, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].toSorted(
    ([one, ones], [other, others]) => others - ones || compare(one ?? '\uffff', other ?? '\uffff'),
  )
}

const keyOf = (series: CallSeries): string => Object.values(series).join(' ')

function countedOneByOne(filterText: string, byErrorCode: boolean, busyFrom: number): DailyCallRates[] {
  const isCounted = ({ name, error }: Call) =>
    filterText === 'errorCode!='
      ? error !== undefined
      : filterText !== 'eventName=PutRule' || name === 'PutRule'
  const minutes = new Map<string, Minute>()
  for (const call of CALLS) {
    if (call.ms === null || !isCounted(call)) continue
    const series = seriesOf(call, byErrorCode)
    const minute = Math.floor(call.ms / MINUTE)
    const key = `${keyOf(series)} ${minute}`
    const { calls = 0 } = minutes.get(key) ?? {}
    minutes.set(key, { series, minute, calls: calls + 1 })
  }
  const all = [...minutes.values()].toSorted((one, other) => one.minute - other.minute)
  const days = new Map<string, Minute[]>()
  for (const each of all) {
    const key = `${keyOf(each.series)} ${Math.floor(each.minute / 1440)}`
    days.set(key, [...(days.get(key) ?? []), each])
  }
  const rates = [...days.values()].map((day): DailyCallRates => {
    const [{ series, minute }] = day as [(typeof day)[number]]
    const counts = day.map(({ calls }) => calls)
    return {
      series,
      day: Math.floor(minute / 1440),
      calls: counts.reduce((sum, calls) => sum + calls),
      squares: counts.reduce((sum, calls) => sum + calls * calls, 0),
      peak: Math.max(...counts),
      busyMinutes: day
        .filter(({ calls }) => calls >= busyFrom)
        .map(({ minute: at, calls }) => ({ minute: at, calls })),
    }
  })
  const isBusy = ({ series }: DailyCallRates) =>
    rates.some((other) => keyOf(other.series) === keyOf(series) && other.peak >= busyFrom)
  return rates.filter(isBusy).toSorted((one, other) => compare(sortKey(one), sortKey(other)))
}

const sortKey = ({ series, day }: DailyCallRates): string =>
  `${Object.values(series).join('\u0000')}\u0000${day}`

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
