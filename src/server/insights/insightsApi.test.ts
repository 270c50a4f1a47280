import {
  CloudTrailClient,
  LookupEventsCommand,
  ListInsightsMetricDataCommand,
} from '@aws-sdk/client-cloudtrail'
import type { ListInsightsMetricDataCommandInput } from '@aws-sdk/client-cloudtrail'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { InsightResponse, InsightsResponse, InsightSummary } from '../../api/insights.ts'
import type { EventStore } from '../../store/eventStore.ts'
import { plantedCalls, quietDays } from '../../testing/plantedCalls.ts'
import { servicesOf } from '../../testing/servicesOf.ts'
import { addRecords, storeOf } from '../../testing/storeOf.ts'
import { testAccount } from '../../testing/testAccount.ts'
import { storedEventLookup } from '../account/storedEventLookup.ts'
import { createApp } from '../app.ts'
import { ADDED_LOG_FILE } from './addedInsights.ts'
import { storedInsightRates } from './storedInsightRates.ts'
import { StoreInsights } from './storeInsights.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
const MIDNIGHT = Date.parse('2026-03-11T00:00:00Z')
const NOW = MIDNIGHT + 100 * DAY_MS
const REGION = 'eu-west-3'

let store: EventStore
let app: ReturnType<typeof createApp>
let insights: StoreInsights

beforeEach(async () => {
  store = await storeOf([
    ...quietDays(30, MIDNIGHT),
    ...plantedCalls({ startMs: MIDNIGHT + 2 * MINUTE_MS, calls: 150 }),
    ...plantedCalls({
      startMs: MIDNIGHT + DAY_MS,
      calls: 10,
      eventName: 'StopInstances',
      errorCode: 'AccessDenied',
    }),
    ...plantedCalls({ startMs: MIDNIGHT + 2 * DAY_MS, calls: 1 }),
  ])
  insights = new StoreInsights(store, () => NOW)
  app = createApp(servicesOf(store, { insights, now: () => NOW }))
})
afterEach(() => store.close())

async function ask<T>(address: string, method = 'GET'): Promise<T> {
  const response = await app.request(`http://localhost${address}`, { method })
  return (await response.json()) as T
}

const listed = async (query = '') => (await ask<InsightsResponse>(`/api/insights${query}`)).insights

const namesOf = (summaries: readonly InsightSummary[]) =>
  summaries.map(({ eventName, errorCode, source }) => [eventName, errorCode ?? 'calls', source].join(' '))

const FOUND = [
  'StopInstances calls found-here',
  'StopInstances AccessDenied found-here',
  'RunInstances calls found-here',
]

test('the list has what was found, by any filter and time', async () => {
  expect(namesOf(await listed()).toSorted()).toEqual(FOUND.toSorted())
  expect(namesOf(await listed('?eventName=RunInstances'))).toEqual(['RunInstances calls found-here'])
  expect(namesOf(await listed('?insightDetails.insightType=ApiErrorRateInsight'))).toEqual([
    'StopInstances AccessDenied found-here',
  ])
  expect(namesOf(await listed('?endTime=2026-03-11T23:00:00Z'))).toEqual(['RunInstances calls found-here'])
  expect(await listed('?range=30d')).toEqual([])
  expect(await ask('/api/insights?eventNme=Run')).toMatchObject({ status: 400 })
  const { insights: _, ...state } = await ask<InsightsResponse>('/api/insights')
  expect(state).toEqual({
    history: { days: 33, leastDays: 3, learnedDays: 28, shortage: null },
    canAdd: true,
    isAdded: false,
  })
})

test('too few days are said, in a sentence', async () => {
  const few = await storeOf([...quietDays(2, MIDNIGHT), ...plantedCalls({ startMs: MIDNIGHT, calls: 99 })])
  const response = await createApp(servicesOf(few)).request('http://localhost/api/insights')
  expect(await response.json()).toMatchObject({
    insights: [],
    history: { days: 3, shortage: expect.stringContaining('from the fourth day on') as string },
  })
  await few.close()
})

test('added ones are events of a log file of their own, and what is found later replaces it', async () => {
  const countOf = async () => (await ask<{ count: number }>('/api/events/count?eventCategory=Insight')).count
  expect(await countOf()).toBe(0)
  expect(await ask('/api/insights', 'POST')).toEqual({ logFile: ADDED_LOG_FILE, records: 6 })
  expect(await countOf()).toBe(6)
  expect(namesOf(await listed()).toSorted()).toEqual(FOUND.toSorted())
  expect(await ask('/api/insights')).toMatchObject({ isAdded: true })

  const later = plantedCalls({ startMs: MIDNIGHT + 3 * DAY_MS, calls: 20, eventName: 'CreateUser' })
  await addRecords(store, later, 'later.json')
  expect(await ask('/api/insights', 'POST')).toEqual({ logFile: ADDED_LOG_FILE, records: 7 })
  expect(await countOf()).toBe(7)
  const { logFiles } = await ask<{ logFiles: { id: number; name: string }[] }>('/api/log-files')
  const added = logFiles.filter(({ name }) => name === ADDED_LOG_FILE)
  expect(added).toHaveLength(1)
  await ask(`/api/log-files/${added[0]!.id}`, 'DELETE')
  expect(await countOf()).toBe(0)
})

/** What CloudTrail itself would have written of the burst, a minute later. */
async function cloudTrailsOwn(): Promise<string> {
  const [burst] = await listed('?eventName=RunInstances')
  const { startRecord } = await ask<InsightResponse>(`/api/insights/${burst!.id}`)
  return startRecord!
    .replace(/"eventTime":"[^"]*"/, '"eventTime":"2026-03-11T00:03:00Z"')
    .replace(/"eventID":"[^"]*"/, '"eventID":"55b1a4ff-9b6f-45f8-bc6b-9b41c052ebc7"')
    .replace(/"sharedEventID":"[^"]*"/, '"sharedEventID":"11b1a4ff-9b6f-45f8-bc6b-9b41c052ebc7"')
}

test('what CloudTrail recorded itself is listed as its own, and nothing is listed twice', async () => {
  const own = await cloudTrailsOwn()
  await addRecords(store, [own], 'CloudTrail-Insight.json')
  expect(namesOf(await listed('?eventName=RunInstances'))).toEqual(['RunInstances calls cloudtrail'])
  const [{ id }] = (await listed('?eventName=RunInstances')) as [InsightSummary]
  expect(await ask(`/api/insights/${id}`)).toMatchObject({ startRecord: own, endRecord: null, endTime: null })
  expect(await ask('/api/insights/none')).toMatchObject({ status: 404 })
})

describe('AWS clients', () => {
  const client = () => {
    const account = testAccount({
      events: storedEventLookup(store, () => NOW, insights),
      rates: storedInsightRates(store, () => NOW, false),
    })
    return new CloudTrailClient(account.client(undefined, REGION))
  }

  test('look up those that were found and those of CloudTrail, each once, page by page', async () => {
    await addRecords(store, [await cloudTrailsOwn()], 'CloudTrail-Insight.json')
    const times: (Date | undefined)[] = []
    const ids: (string | undefined)[] = []
    let NextToken: string | undefined
    do {
      const page = await client().send(
        new LookupEventsCommand({ EventCategory: 'insight', MaxResults: 2, ...(NextToken && { NextToken }) }),
      )
      times.push(...page.Events!.map(({ EventTime }) => EventTime))
      ids.push(...page.Events!.map(({ EventId }) => EventId))
      NextToken = page.NextToken
    } while (NextToken !== undefined)
    expect(ids).toHaveLength(5)
    expect(new Set(ids).size).toBe(5)
    expect(times).toEqual(times.toSorted((one, other) => other!.getTime() - one!.getTime()))
    const named = await client().send(
      new LookupEventsCommand({
        EventCategory: 'insight',
        LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'RunInstances' }],
      }),
    )
    expect(named.Events!.map(({ EventId }) => EventId)).toEqual(['55b1a4ff-9b6f-45f8-bc6b-9b41c052ebc7'])
    await ask('/api/insights', 'POST')
    const again = await client().send(new LookupEventsCommand({ EventCategory: 'insight' }))
    expect(again.Events).toHaveLength(5)
  })

  const rates = async (input: Partial<ListInsightsMetricDataCommandInput>) =>
    client().send(
      new ListInsightsMetricDataCommand({
        EventSource: 'ec2.amazonaws.com',
        EventName: 'RunInstances',
        InsightType: 'ApiCallRateInsight',
        ...input,
      }),
    )

  test('get rates by minute, without or with those that are 0, page by page', async () => {
    const times = { Period: 60, StartTime: new Date(MIDNIGHT), EndTime: new Date(MIDNIGHT + 5 * MINUTE_MS) }
    expect((await rates(times)).Values).toEqual([60, 60, 30])
    const all = await rates({ ...times, DataType: 'FillWithZeros', MaxResults: 3 })
    expect(all).toMatchObject({ EventName: 'RunInstances', Values: [0, 0, 60] })
    expect(all.Timestamps).toEqual([0, 1, 2].map((minute) => new Date(MIDNIGHT + minute * MINUTE_MS)))
    const rest = await rates({ ...times, DataType: 'FillWithZeros', MaxResults: 3, NextToken: all.NextToken })
    expect(rest.Values).toEqual([60, 30])
    expect(rest).not.toHaveProperty('NextToken')
    // The end is exclusive, the start is not.
    expect((await rates({ ...times, EndTime: new Date(MIDNIGHT + 3 * MINUTE_MS) })).Values).toEqual([60])
    expect((await rates({ ...times, StartTime: new Date(MIDNIGHT + 4 * MINUTE_MS) })).Values).toEqual([30])
    const byAPI = await ask(
      `/api/insights/metric-data?eventSource=ec2.amazonaws.com&eventName=RunInstances&period=60&startTime=2026-03-11T00:00:00Z&endTime=2026-03-11T00:05:00Z`,
    )
    expect(byAPI).toMatchObject({ values: [60, 60, 30], isCut: false })
  })

  test('get rates as long as AWS keeps them, counted back from the last event', async () => {
    const firstOf = async (Period: number) => (await rates({ Period })).Timestamps![0]!.getTime()
    const end = MIDNIGHT + 2 * DAY_MS
    expect(await firstOf(3600)).toBeLessThan(end - 30 * DAY_MS)
    expect(await firstOf(60)).toBeGreaterThanOrEqual(end - 15 * DAY_MS)
    const errors = { InsightType: 'ApiErrorRateInsight', EventName: 'StopInstances' } as const
    expect((await rates({ ...errors, ErrorCode: 'AccessDenied' })).Values).toEqual([10 / 60])
    expect((await rates({ ...errors, ErrorCode: 'Throttling' })).Values).toEqual([])
  })

  test.each([
    ['an unknown period', { Period: 120 }],
    ['an unknown type', { InsightType: 'Other' as never }],
    ['no error code', { InsightType: 'ApiErrorRateInsight' as const }],
    ['an error code for calls', { ErrorCode: 'AccessDenied' }],
    ['a trail', { TrailName: 'management-events' }],
    ['times that are the wrong way round', { StartTime: new Date(MIDNIGHT), EndTime: new Date(0) }],
    ['too many results', { MaxResults: 21_601 }],
    ['unknown data', { DataType: 'All' as never }],
    ['a token of another request', { NextToken: 'bm90LW91cnM' }],
  ])('are refused %s', async (_, input) => {
    await expect(rates(input)).rejects.toMatchObject({ name: 'InvalidParameterException' })
  })
})
