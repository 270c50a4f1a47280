import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EVERYTHING } from '../../filter/filter.ts'
import { parseFilterText } from '../../filter/text.ts'
import { writeTime } from '../../cloudtrail/writeTime.ts'
import { storeOf } from '../../testing/storeOf.ts'
import type { EventStore } from '../eventStore.ts'
import type { StoreUnderTest } from './storeUnderTest.ts'

const START = Date.parse('2026-02-01T00:00:00Z')
const HOUR = 3_600_000

const anyEvent = fc.record({
  accountId: fc.constantFrom(undefined, '111122223333', '444455556666'),
  region: fc.constantFrom(undefined, 'us-east-1', 'eu-west-1'),
  ms: fc.option(fc.integer({ min: START, max: START + 72 * HOUR })),
  isError: fc.boolean(),
})

const EVENTS = fc.sample(anyEvent, { numRuns: 400, seed: 3 })

const RECORDS = EVENTS.map(({ accountId, region, ms, isError }, index) =>
  JSON.stringify({
    eventVersion: '1.11',
    eventID: `e${index}`,
    eventName: 'GetUser',
    eventSource: 'iam.amazonaws.com',
    ...(ms !== null && { eventTime: writeTime(ms) }),
    ...(region && { awsRegion: region }),
    ...(accountId && { recipientAccountId: accountId }),
    ...(isError && { errorCode: 'AccessDenied' }),
  }),
)

/** Events by account, Region and time are counted as one by one. */
export function describeRegionCounts({ open, cases }: StoreUnderTest): void {
  let store: EventStore
  beforeAll(async () => {
    store = await storeOf(RECORDS, open)
  })
  afterAll(() => store.close())

  test('each event is counted in the bucket of its time, account and Region', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.constantFrom(HOUR, 24 * HOUR, 7 * 24 * HOUR),
        fc.integer({ min: -3, max: 3 }),
        async (onlyErrors, widthMs, shift) => {
          const filter = onlyErrors ? parseFilterText('errorCode=AccessDenied') : EVERYTHING
          const startMs = START + shift * HOUR
          const expected: Record<string, number> = {}
          for (const { accountId = '', region = '', ms, isError } of EVENTS) {
            if (ms === null || ms < startMs || (onlyErrors && !isError)) continue
            const key = `${accountId} ${region} ${Math.floor((ms - startMs) / widthMs)}`
            expected[key] = (expected[key] ?? 0) + 1
          }
          const query = { filter, asOf: store.asOf(0) }
          const counted = await store.countByRegion(query, { startMs, widthMs })
          expect(
            Object.fromEntries(
              counted.map(({ accountId, region, bucket, count }) => [
                `${accountId} ${region} ${bucket}`,
                count,
              ]),
            ),
          ).toEqual(expected)
        },
      ),
      { numRuns: cases(12) },
    )
  })

  test('the time span is that of the matching events', async () => {
    const query = { filter: parseFilterText('errorCode=AccessDenied'), asOf: store.asOf(0) }
    const errors = EVENTS.filter(({ isError }) => isError)
    const times = errors.flatMap(({ ms }) => ms ?? [])
    expect(await store.timeSpan(query)).toEqual({
      firstMs: Math.min(...times),
      lastMs: Math.max(...times),
      withoutTime: errors.length - times.length,
    })
  })
}
