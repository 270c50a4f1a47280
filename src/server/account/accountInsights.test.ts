import { readFileSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { parseFilterText } from '../../filter/text.ts'
import { addRecords, storedEvents } from '../../testing/storeOf.ts'
import { deliveringAccount, HOUR, REGION } from '../../testing/deliveringAccount.ts'
import { plantedCalls, quietDays } from '../../testing/plantedCalls.ts'
import { folderBuckets } from './folderBuckets.ts'

const MIDNIGHT = Date.parse('2026-11-20T00:00:00Z')
const MINUTE_MS = 60_000

const INSIGHTS = parseFilterText('eventCategory=Insight')

test('a burst of calls is written into the events, once, its end when it is over', async () => {
  const made = await deliveringAccount({ startMs: MIDNIGHT + 10 * MINUTE_MS, folder: null })
  const { store, insights, account } = made
  const { accountId } = account
  await addRecords(store, quietDays(10, MIDNIGHT, { accountId }))
  await insights.record()
  expect(await stored()).toEqual([])

  await addRecords(store, plantedCalls({ startMs: MIDNIGHT + 6 * MINUTE_MS, calls: 30, accountId }), 'burst')
  await insights.record()
  await insights.record()
  expect(await stored()).toEqual(['Start RunInstances'])

  made.nowMs += HOUR
  await insights.record()
  expect(await stored()).toEqual(['End RunInstances', 'Start RunInstances'])
  await made.stop()

  async function stored() {
    const found = await storedEvents(store, { filter: INSIGHTS, asOf: store.asOf(made.nowMs) })
    return found.map(({ event, record }) => `${record.value('insightDetails.state')} ${event.eventName}`)
  }
})

test('calls of the API make an insight, which trails that select its type deliver once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'insights-'))
  const made = await deliveringAccount({
    startMs: MIDNIGHT,
    folder: null,
    otherBuckets: folderBuckets(folder),
  })
  const { account, aws, store } = made
  const { accountId } = account
  await addRecords(store, quietDays(10, MIDNIGHT, { accountId, awsRegion: REGION }))
  // The account's own trail encrypts what it delivers.
  const bucket = account.resources.trailBucket
  await made.call('cloudtrail', 'CreateTrail', { Name: 'insights', S3BucketName: bucket })
  await made.call('cloudtrail', 'StartLogging', { Name: 'insights' })
  await made.call('cloudtrail', 'PutInsightSelectors', {
    TrailName: 'insights',
    InsightSelectors: [{ InsightType: 'ApiErrorRateInsight' }],
  })
  await aws.deliver()
  made.nowMs += HOUR
  for (let call = 0; call < 9; call++)
    await made.call('ec2', 'StopInstances', { InstanceIds: ['i-0123456789abcdef0'] })
  const query = () => ({ filter: parseFilterText('eventName=StopInstances'), asOf: store.asOf(made.nowMs) })
  await expect.poll(() => store.countEvents(query()), { timeout: 20_000 }).toBe(9)
  for (let round = 0; round < 3; round++) {
    made.nowMs += 10 * MINUTE_MS
    await aws.deliver()
  }
  await made.stop()

  const keys = (await readdir(folder, { recursive: true })).filter((key) =>
    /CloudTrail-Insight.*[.]gz$/.test(key),
  )
  const records = keys.flatMap((key) => {
    const text = gunzipSync(readFileSync(join(folder, key))).toString()
    return (JSON.parse(text) as { Records: { insightDetails: Record<string, string> }[] }).Records
  })
  await rm(folder, { recursive: true })
  const shown = records.map(({ insightDetails: { state, insightType, eventName, errorCode } }) =>
    [state, insightType, eventName, errorCode].join(' '),
  )
  expect(shown.toSorted()).toEqual([
    'End ApiErrorRateInsight StopInstances Client.InvalidInstanceID.NotFound',
    'Start ApiErrorRateInsight StopInstances Client.InvalidInstanceID.NotFound',
  ])
})
