import { describe, expect, test } from 'vitest'
import { recordsBetween } from '../../account/account.ts'
import { addRecords, storeOf } from '../../testing/storeOf.ts'
import { plantedCalls } from '../../testing/plantedCalls.ts'
import type { FoundInsight } from '../../trails/insights/foundInsight.ts'
import { accountOn } from '../account/accountFeed.ts'
import { StoreInsights } from './storeInsights.ts'

const DAY_MS = 86_400_000
const TODAY = Date.parse('2026-11-27T00:00:00Z')

/** One takes some seconds. Ten of them: SEEDS=1,2,3,4,5,6,7,8,9,10 */
const SEEDS = (process.env['SEEDS'] ?? '2').split(',').map(Number)

const named = ({ type, series: { awsRegion, eventName, errorCode } }: FoundInsight): string =>
  [type, awsRegion, eventName, errorCode].join(' ').trim()

/** Four bursts on ordinary days, of APIs that are called often, seldom and never. */
const PLANTED = [
  { startMs: TODAY - 60.4 * DAY_MS, calls: 25, eventName: 'RunInstances', awsRegion: 'eu-central-1' },
  {
    startMs: TODAY - 41.7 * DAY_MS,
    calls: 240,
    eventName: 'CreateLogStream',
    eventSource: 'logs.amazonaws.com',
    awsRegion: 'eu-central-1',
  },
  {
    startMs: TODAY - 20.2 * DAY_MS,
    calls: 12,
    eventName: 'CreateUser',
    eventSource: 'iam.amazonaws.com',
    awsRegion: 'us-east-1',
  },
  {
    startMs: TODAY - 5.6 * DAY_MS,
    calls: 90,
    eventName: 'GetSecretValue',
    eventSource: 'secretsmanager.amazonaws.com',
    awsRegion: 'eu-central-1',
    errorCode: 'AccessDeniedException',
    readOnly: true,
  },
].map((planted) => ({ ...planted, startMs: Math.floor(planted.startMs / 60_000) * 60_000 }))

describe.each(SEEDS)('90 days of the company of seed %i', (seed) => {
  test('have the insight of the leaked key and those that are planted', { timeout: 120_000 }, async () => {
    const account = accountOn(seed, TODAY)
    const store = await storeOf([])
    const insights = new StoreInsights(store, () => TODAY)
    await addRecords(store, [...recordsBetween(account, TODAY - 90 * DAY_MS, TODAY)])
    const { found } = await insights.current()
    expect(found.map(named)).toEqual(['ApiErrorRateInsight eu-central-1 GetBucketPolicy AccessDenied'])

    const accountId = account.accountId
    await addRecords(
      store,
      PLANTED.flatMap((planted) => plantedCalls({ ...planted, accountId })),
      'planted.json',
    )
    const all = (await insights.current()).found.filter(({ id }) => id !== found[0]!.id)
    expect(all.map((each) => ({ name: each.series.eventName, startMs: each.startMs }))).toEqual(
      PLANTED.map(({ eventName, startMs }) => ({ name: eventName, startMs })),
    )
    await store.close()
  })
})
