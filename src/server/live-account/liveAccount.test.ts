import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { writeTime } from '../../cloudtrail/writeTime.ts'
import { EVERYTHING } from '../../filter/filter.ts'
import { openLiveAccount } from '../../sources/live-account/liveAccount.ts'
import type { EventStore } from '../../store/eventStore.ts'
import { writeAwsProfile } from '../../testing/awsProfile.ts'
import { awsError, awsProxy } from '../../testing/awsProxy.ts'
import { servicesOf } from '../../testing/servicesOf.ts'
import { addRecords, storedEvents, storeOf } from '../../testing/storeOf.ts'
import { accountOn } from '../account/accountFeed.ts'
import { AwsAccount } from '../account/awsAccount.ts'
import { RecordedCalls } from '../account/recordedCalls.ts'
import { createApp } from '../app.ts'
import { listen, type Listening } from '../http/listen.ts'
import { JsonFile } from '../kept/jsonFile.ts'
import { AccountReader } from './accountReader.ts'
import { READ_SPANS } from './readSpans.ts'

const REGIONS = ['eu-central-1', 'us-east-1']
const AT_ONCE = { callMs: 0, followMs: 50, firstPauseMs: 10, longestPauseMs: 50 }
const HOUR_MS = 3_600_000

const account = accountOn(7, Date.now())
let folder: string
/** The account's own events, as AWS has them. */
let source: EventStore
let server: Listening
const open: { close: () => unknown }[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
  const profile = await writeAwsProfile(folder)
  for (const [name, value] of Object.entries(profile)) vi.stubEnv(name, value)
  const now = Date.now()
  source = await storeOf(
    // Many in the same second, as many as three pages.
    [...Array(400).keys()].map((n) =>
      recordAt(now - 2 * HOUR_MS - Math.floor(n / 130) * 60_000 * (n % 7), n),
    ),
  )
  const aws = new AwsAccount({
    account,
    store: source,
    calls: new RecordedCalls(null, source, Date.now, HOUR_MS),
    folder: null,
    now: Date.now,
    tokens: [],
    isThrottled: false,
  })
  const app = createApp(servicesOf(source, { aws, source: 'simulated', now: Date.now }))
  server = await listen({ host: '127.0.0.1', port: 0 }, (request, env) => app.fetch(request, env))
  // Both the SDK and the account take a while to load.
  const live = await openLiveAccount('auditor', { regions: REGIONS, endpointURL: endpoint() })
  live.close()
})

afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close()
})

afterAll(async () => {
  vi.unstubAllEnvs()
  server.close()
  await source.close()
  await rm(folder, { recursive: true })
})

function recordAt(ms: number, number: number): string {
  return JSON.stringify({
    eventVersion: '1.11',
    userIdentity: { type: 'IAMUser', userName: 'ana' },
    eventTime: writeTime(Math.floor(ms / 1000) * 1000),
    eventSource: 's3.amazonaws.com',
    eventName: 'DeleteBucket',
    awsRegion: REGIONS[number % 2],
    eventID: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    eventCategory: 'Management',
    managementEvent: true,
  })
}

const endpoint = () => `http://127.0.0.1:${server.port}`

/** A console of the account, with a store and a file of its own or those of another. */
async function reading({
  endpointURL = endpoint(),
  regions = REGIONS,
  store,
  file,
  sinceMs = null,
}: {
  readonly endpointURL?: string
  readonly regions?: readonly string[]
  readonly store?: EventStore
  readonly file?: JsonFile<Readonly<Record<string, readonly { fromMs: number; toMs: number }[]>>>
  readonly sinceMs?: number | null
} = {}) {
  const own = store ?? (await storeOf([]))
  if (!store) open.push(own)
  const read = file ?? new JsonFile(null, READ_SPANS)
  const live = await openLiveAccount('auditor', { regions, endpointURL })
  const reader = new AccountReader(live, {
    store: own,
    file: read,
    sinceMs,
    untilMs: null,
    now: Date.now,
    pace: AT_ONCE,
  })
  open.push(reader)
  reader.start()
  return { reader, store: own, file: read }
}

/** How long a busy machine may take. */
const PATIENCE = { timeout: 15_000 }

const whole = (reader: AccountReader) => expect.poll(() => reader.status.isWhole, PATIENCE).toBe(true)

const texts = async (store: EventStore) =>
  (await storedEvents(store, { filter: EVERYTHING, asOf: store.asOf(Date.now()) }))
    .map(({ record }) => record.text)
    .toSorted()

test('the event history of an account is the same events, and goes on with what is new', async () => {
  const { reader, store } = await reading()
  await whole(reader)
  expect(await texts(store)).toEqual(await texts(source))
  expect(reader.status).toMatchObject({
    profile: 'auditor',
    accountId: account.accountId,
    notice: null,
    secondsLeft: 0,
    regions: REGIONS.map((region) => ({ region, share: 1, isWhole: true, waitingFor: null, refused: null })),
  })
  // One that CloudTrail delivers late is found as well.
  await addRecords(source, [recordAt(Date.now(), 1001), recordAt(Date.now() - 20 * 60_000, 1002)], 'new.json')
  await expect.poll(() => texts(store), PATIENCE).toEqual(await texts(source))
  const mark = store.contentsMark
  const { events } = reader
  await expect.poll(() => reader.events, PATIENCE).toBeGreaterThan(events)
  expect(store.contentsMark).toBe(mark)
})

test('what was read is not read again', async () => {
  const path = join(folder, 'live.read.json')
  const first = await reading({ file: new JsonFile(path, READ_SPANS) })
  await whole(first.reader)
  await first.reader.close()
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
    version: 1,
    regions: { 'us-east-1': [{}] },
  })
  const second = await reading({ store: first.store, file: new JsonFile(path, READ_SPANS) })
  await whole(second.reader)
  // Only the last half hour, and what went by meanwhile.
  expect(second.reader.events).toBeLessThan(first.reader.events / 2)
  expect(await texts(first.store)).toEqual(await texts(source))
})

test('reading that stops anywhere goes on there, and nothing is missing', async () => {
  const path = join(folder, 'stopped.read.json')
  const store = await storeOf([])
  open.push(store)
  let events = 0
  for (let round = 0; round < 12; round++) {
    const { reader } = await reading({ store, file: new JsonFile(path, READ_SPANS) })
    await expect
      .poll(() => reader.events, { ...PATIENCE, interval: 1 })
      .toBeGreaterThan(round % 3 === 0 ? 0 : 120)
    const isWhole = reader.status.isWhole
    await reader.close()
    events += reader.events
    if (isWhole) break
  }
  const { reader } = await reading({ store, file: new JsonFile(path, READ_SPANS) })
  await whole(reader)
  expect(events).toBeGreaterThan(0)
  expect(await texts(store)).toEqual(await texts(source))
})

test('an earlier start reads only what is between', async () => {
  const first = await reading({ sinceMs: Date.now() - HOUR_MS })
  await whole(first.reader)
  await first.reader.close()
  const { reader } = await reading({ store: first.store, file: first.file })
  await whole(reader)
  expect(await texts(first.store)).toEqual(await texts(source))
})

test('without Regions, all that the account has enabled are read', async () => {
  const { reader } = await reading({ regions: [] })
  expect(reader.status.regions.length).toBe(17)
})

/** The account's endpoint, with some requests answered in another way. */
async function endpointWith(answer: Parameters<typeof awsProxy>[1]): Promise<string> {
  const proxy = await awsProxy({ origin: endpoint() }, answer)
  open.push(proxy)
  return proxy.origin
}

test('a Region that refuses is said, and the others are read', async () => {
  const endpointURL = await endpointWith(({ operation, region }) =>
    operation === 'LookupEvents' && region === 'us-east-1'
      ? awsError('AccessDeniedException', 'User is not authorized')
      : null,
  )
  const { reader, store } = await reading({ endpointURL })
  await whole(reader)
  expect(reader.status.regions[1]!.refused).toBe(
    'the profile auditor may not call cloudtrail:LookupEvents in us-east-1. Allow it, such as by the AWS managed policy AWSCloudTrail_ReadOnlyAccess',
  )
  expect((await texts(store)).length).toBeGreaterThan(0)
})

test.each([
  ['ThrottlingException', 'Rate exceeded', /answers no further calls for the moment/],
  ['ExpiredTokenException', 'The security token is expired', /have expired.*aws sso login --profile auditor/],
  ['InvalidNextTokenException', 'Invalid token', null],
])('%s now and then loses nothing', async (type, message, waitingFor) => {
  let calls = 0
  const said = new Set<string | null>()
  const endpointURL = await endpointWith(({ operation, body }) => {
    if (operation !== 'LookupEvents') return null
    const isHit = type !== 'InvalidNextTokenException' || body.includes('NextToken')
    return isHit && calls++ % 3 === 0 ? awsError(type, message) : null
  })
  const { reader, store } = await reading({ endpointURL })
  await expect
    .poll(
      () => {
        for (const each of reader.status.regions) said.add(each.waitingFor)
        return reader.status.isWhole
      },
      { ...PATIENCE, interval: 2 },
    )
    .toBe(true)
  expect(await texts(store)).toEqual(await texts(source))
  if (waitingFor) expect([...said].join()).toMatch(waitingFor)
})

test('records that cannot be read are problems, and the others are stored', async () => {
  const broken = [
    { EventId: 'a', EventTime: Date.now() / 1000 },
    { EventId: 'b', EventTime: Date.now() / 1000, CloudTrailEvent: '{"eventName": ' },
    { EventId: 'c', EventTime: Date.now() / 1000, CloudTrailEvent: recordAt(Date.now(), 7) },
  ]
  const endpointURL = await endpointWith(({ operation }) =>
    operation === 'LookupEvents'
      ? {
          status: 200,
          contentType: 'application/x-amz-json-1.1',
          body: JSON.stringify({ Events: broken }),
        }
      : null,
  )
  const { reader, store } = await reading({ endpointURL, regions: ['eu-central-1'] })
  await whole(reader)
  expect((await texts(store)).length).toBe(1)
  const { problems } = await store.problems(0, 10)
  expect(problems.map(({ logFile, reason }) => `${logFile}: ${reason}`).toSorted()).toEqual([
    'a by LookupEvents in eu-central-1: The event has no record (CloudTrailEvent).',
    expect.stringMatching(/^b by LookupEvents in eu-central-1: The record is broken: /),
  ])
})

test.each([
  [
    'nobody',
    /^--account nobody cannot be read: there are no credentials of the profile nobody: .*aws sso login --profile nobody”\.$/,
  ],
])('a profile that does not exist is one sentence', async (profile, sentence) => {
  await expect(openLiveAccount(profile, { regions: REGIONS, endpointURL: endpoint() })).rejects.toThrow(
    sentence,
  )
})
