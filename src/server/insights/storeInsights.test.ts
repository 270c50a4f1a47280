import fc from 'fast-check'
import { expect, test } from 'vitest'
import { describeRecord } from '../../cloudtrail/describe.ts'
import { RecordReader } from '../../cloudtrail/record.ts'
import { storeOf } from '../../testing/storeOf.ts'
import { plantedCalls, quietDays, type PlantedCalls } from '../../testing/plantedCalls.ts'
import { StoreInsights } from './storeInsights.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
const FIRST = Date.parse('2026-03-01T00:00:00Z')

const anyCalls = fc.record({
  startMs: fc
    .tuple(fc.integer({ min: 0, max: 34 }), fc.constantFrom(0, 60, 61, 64, 700, 1438))
    .map(([day, minute]) => FIRST + day * DAY_MS + minute * MINUTE_MS),
  calls: fc.constantFrom(1, 5, 6, 7, 9, 20, 45),
  everyMs: fc.constantFrom(500, 1000, 20_000),
  eventName: fc.constantFrom('RunInstances', 'TerminateInstances'),
  errorCode: fc.constantFrom(undefined, 'AccessDenied', 'Client.InstanceLimitExceeded'),
  accountId: fc.constantFrom('111122223333', '444455556666'),
  readOnly: fc.constantFrom(false, false, true),
  user: fc.constantFrom('alice', 'bob'),
})

/** A call as the plain calculation sees it. */
interface Call {
  readonly ms: number
  readonly account: string
  readonly name: string
  readonly error: string
  readonly writes: boolean
}

interface Expected {
  readonly name: string
  readonly startMs: number
  readonly endMs: number | null
  readonly baselineAverage: number
  readonly baselineDays: number
  readonly firstAverage: number
  readonly average: number
}

test(
  'are those of a plain calculation over the calls, with the same averages',
  { timeout: 60_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyCalls, { minLength: 1, maxLength: 14 }),
        async (planted: PlantedCalls[]) => {
          const texts = [
            ...quietDays(30, FIRST + 30 * DAY_MS),
            ...planted.flatMap((each) => plantedCalls(each)),
          ]
          const store = await storeOf(texts)
          const { found } = await new StoreInsights(store, () => 0).current()
          await store.close()
          const shown = found.map((each): Expected => ({
            name: `${each.type} ${each.series.accountId} ${each.series.eventName} ${each.series.errorCode}`.trim(),
            startMs: each.startMs,
            endMs: each.endMs,
            baselineAverage: each.baselineAverage,
            baselineDays: (each.startMs - each.baselineFromMs) / DAY_MS,
            firstAverage: each.firstAverage,
            average: each.average,
          }))
          expect(sorted(shown)).toEqual(sorted(expectedOf(texts.map(callIn))))
        },
      ),
      { numRuns: 15 },
    )
  },
)

const sorted = (all: readonly Expected[]) =>
  all.toSorted((one, other) => (`${one.startMs} ${one.name}` < `${other.startMs} ${other.name}` ? -1 : 1))

function callIn(text: string): Call {
  const record = JSON.parse(text) as Record<string, string | boolean | undefined>
  return {
    ms: Date.parse(record['eventTime'] as string),
    account: record['recipientAccountId'] as string,
    name: record['eventName'] as string,
    error: (record['errorCode'] as string | undefined) ?? '',
    writes: record['readOnly'] === false,
  }
}

/** What the documentation says, minute by minute. */
function expectedOf(calls: readonly Call[]): Expected[] {
  const untilMs = calls.reduce(
    (last, { ms }) => Math.max(last, (Math.floor(ms / MINUTE_MS) + 1) * MINUTE_MS),
    0,
  )
  const found: Expected[] = []
  for (const account of new Set(calls.map((call) => call.account))) {
    const own = calls.filter((call) => call.account === account)
    const days = [...new Set(own.map(({ ms }) => Math.floor(ms / DAY_MS)))].toSorted((a, b) => a - b)
    for (const name of new Set(own.map((call) => call.name))) {
      const ofName = own.filter((call) => call.name === name)
      add(
        `ApiCallRateInsight ${account} ${name}`,
        ofName.filter(({ writes }) => writes),
        days,
      )
      for (const error of new Set(ofName.flatMap((call) => call.error || [])))
        add(
          `ApiErrorRateInsight ${account} ${name} ${error}`,
          ofName.filter((call) => call.error === error),
          days,
        )
    }
  }
  return found

  function add(name: string, ofSeries: readonly Call[], days: readonly number[]): void {
    const within = (fromMs: number, toMs: number) =>
      ofSeries.filter(({ ms }) => ms >= fromMs && ms < toMs).length
    const minutes = [...new Set(ofSeries.map(({ ms }) => Math.floor(ms / MINUTE_MS)))].toSorted(
      (a, b) => a - b,
    )
    const unusual = minutes.filter((minute) => isUnusual(minute, days, within))
    let startMs = -1
    unusual.forEach((minute, index) => {
      const before = unusual[index - 1]
      if (before === undefined || minute - before > 5) startMs = minute * MINUTE_MS
      const after = unusual[index + 1]
      if (after !== undefined && after - minute <= 5) return
      const endMs = (minute + 1) * MINUTE_MS
      const baselineDays = Math.min(7, Math.floor((startMs - days[0]! * DAY_MS) / DAY_MS))
      found.push({
        name,
        startMs,
        endMs: endMs + 5 * MINUTE_MS <= untilMs ? endMs : null,
        baselineAverage: rounded(within(startMs - baselineDays * DAY_MS, startMs) / (baselineDays * 1440)),
        baselineDays,
        firstAverage: within(startMs, startMs + MINUTE_MS),
        average: rounded(within(startMs, endMs) / ((endMs - startMs) / MINUTE_MS)),
      })
    })
  }
}

function isUnusual(
  minute: number,
  accountDays: readonly number[],
  within: (fromMs: number, toMs: number) => number,
): boolean {
  const callsAt = (each: number) => within(each * MINUTE_MS, (each + 1) * MINUTE_MS)
  const today = Math.floor(minute / 1440)
  const learned = accountDays.filter((day) => day >= today - 28 && day < today)
  if (callsAt(minute) < 6 || learned.length < 3) return false
  const perDay = learned.map((day) =>
    within(day * DAY_MS, (day + 1) * DAY_MS) === 0
      ? []
      : Array.from({ length: 1440 }, (_, index) => callsAt(day * 1440 + index)).filter((calls) => calls > 0),
  )
  const counts = perDay.flat()
  const size = learned.length * 1440
  const mean = counts.reduce((sum, calls) => sum + calls, 0) / size
  const squares =
    counts.reduce((sum, calls) => sum + (calls - mean) ** 2, 0) + (size - counts.length) * mean ** 2
  const peaks = perDay.map((day) => Math.max(0, ...day)).toSorted((a, b) => b - a)
  return callsAt(minute) > Math.max(mean + 8 * Math.sqrt(squares / size), peaks[2]!)
}

const rounded = (average: number): number => Number(average.toFixed(10))

const MIDNIGHT = FIRST + 10 * DAY_MS

test('their records are read as those of CloudTrail, with who made the calls', async () => {
  const store = await storeOf([
    ...quietDays(8, MIDNIGHT, { user: 'alice', userAgent: 'usual' }),
    ...plantedCalls({ startMs: MIDNIGHT, calls: 12, errorCode: 'AccessDenied', readOnly: true }),
    ...plantedCalls({ startMs: MIDNIGHT, calls: 60, everyMs: 2000 }),
    ...plantedCalls({ startMs: MIDNIGHT + DAY_MS, calls: 1 }),
  ])
  const current = await new StoreInsights(store, () => 0).current()
  const described = await current.described()
  await store.close()
  expect(current.found.map(({ type }) => type)).toEqual(['ApiCallRateInsight', 'ApiErrorRateInsight'])
  const [{ id }] = current.found as [(typeof current.found)[number]]
  const { startRecord, endRecord } = described.get(id)!
  const [start, end] = [startRecord, endRecord!].map((text) => {
    const record = new RecordReader().read(text)
    if ('fault' in record) throw new Error(record.reason)
    return { event: describeRecord(record), record: JSON.parse(text) as object }
  })
  const common = {
    eventName: 'RunInstances',
    eventSource: 'ec2.amazonaws.com',
    userName: 'mallory',
    awsRegion: 'eu-west-3',
    accountId: '111122223333',
    eventType: 'AwsCloudTrailInsight',
    eventCategory: 'Insight',
    readOnly: null,
  }
  expect(start?.event).toMatchObject({ ...common, eventTimeMs: MIDNIGHT })
  expect(end?.event).toMatchObject({ ...common, eventTimeMs: MIDNIGHT + 2 * MINUTE_MS })
  expect(end?.event.eventID).not.toBe(start?.event.eventID)
  const usual = 0.0006944444
  expect(end?.record).toEqual({
    eventVersion: '1.11',
    eventTime: '2026-03-11T00:02:00Z',
    awsRegion: 'eu-west-3',
    eventID: end?.event.eventID,
    eventType: 'AwsCloudTrailInsight',
    recipientAccountId: '111122223333',
    sharedEventID: id,
    insightDetails: {
      state: 'End',
      eventSource: 'ec2.amazonaws.com',
      eventName: 'RunInstances',
      insightType: 'ApiCallRateInsight',
      insightContext: {
        statistics: {
          baseline: { average: usual },
          insight: { average: 30 },
          insightDuration: 2,
          baselineDuration: 10_080,
        },
        attributions: [
          {
            attribute: 'userIdentityArn',
            insight: [{ value: 'arn:aws:iam::111122223333:user/mallory', average: 30 }],
            baseline: [{ value: 'arn:aws:iam::111122223333:user/alice', average: usual }],
          },
          {
            attribute: 'userAgent',
            insight: [{ value: 'planted/1.0', average: 30 }],
            baseline: [{ value: 'usual', average: usual }],
          },
          {
            attribute: 'errorCode',
            insight: [{ value: 'null', average: 30 }],
            baseline: [{ value: 'null', average: usual }],
          },
        ],
      },
    },
    eventCategory: 'Insight',
  })
  expect(start?.record).toMatchObject({
    eventTime: '2026-03-11T00:00:00Z',
    insightDetails: {
      state: 'Start',
      insightContext: { statistics: { insightDuration: 1, insight: { average: 30 } } },
    },
  })
})
