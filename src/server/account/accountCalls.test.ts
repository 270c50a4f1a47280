import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { AccountResponse } from '../../api/account.ts'
import { MOST_CALL_BYTES, type AccountCallResponse } from '../../api/accountCalls.ts'
import type { Problem } from '../../api/problem.ts'
import type { EventStore } from '../../store/eventStore.ts'
import '../../testing/loadedAccount.ts'
import { servicesOf } from '../../testing/servicesOf.ts'
import { storeOf } from '../../testing/storeOf.ts'
import { createApp } from '../app.ts'
import { accountOn } from './accountFeed.ts'
import { AwsAccount } from './awsAccount.ts'
import { RecordedCalls } from './recordedCalls.ts'

const START = Date.parse('2026-02-04T10:00:00Z')

/** Also keeps what it records for the test. */
class WatchedCalls extends RecordedCalls {
  override record(text: string, madeMs: number): Promise<void> {
    records.push(JSON.parse(text) as Record<string, unknown>)
    return super.record(text, madeMs)
  }
}

let store: EventStore
let records: Record<string, unknown>[]
let calls: RecordedCalls

beforeEach(async () => {
  store = await storeOf([])
  records = []
  calls = new WatchedCalls(null, store, () => START, 15_000)
})
afterEach(async () => {
  await calls.stop()
  await store.close()
})

function consoleOf({ simulated = true, isThrottled = false } = {}) {
  const aws = new AwsAccount({
    account: accountOn(1, START),
    store,
    calls: simulated ? calls : null,
    folder: null,
    now: () => START,
    tokens: [],
    isThrottled,
  })
  onTestFinished(() => aws.stop())
  const app = createApp(servicesOf(store, { aws, now: () => START }))
  const send = (body: object | string) =>
    app.request('http://localhost/api/account/calls', {
      method: 'POST',
      headers: { host: 'localhost' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  const call = async (service: string, operation: string, input: object = {}, others: object = {}) => {
    const response = await send({ ...CALL, service, operation, input, ...others })
    expect(response.status).toBe(200)
    return (await response.json()) as AccountCallResponse
  }
  const people = async () =>
    ((await (await app.request('http://localhost/api/account')).json()) as AccountResponse).people
  return { send, call, people }
}

const CALL = {
  as: 'user/learner',
  region: 'eu-central-1',
  service: 'cloudtrail',
  operation: 'DescribeTrails',
}

test('a call is made, answered with the members of its output, and recorded', async () => {
  const { call } = consoleOf()
  const made = await call('s3', 'CreateBucket', {
    Bucket: 'a-bucket-of-mine',
    CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' },
  })
  expect(made).toMatchObject({
    visibleAt: '2026-02-04T10:00:15.000Z',
    output: { Location: 'http://a-bucket-of-mine.s3.amazonaws.com/' },
    failure: null,
  })
  expect(records).toEqual([
    expect.objectContaining({
      eventID: made.eventID,
      eventName: 'CreateBucket',
      userIdentity: expect.objectContaining({ userName: 'learner' }) as unknown,
      sessionCredentialFromConsole: 'true',
    }),
  ])
})

test('bytes are base64 and times are ISO text, both ways', async () => {
  const { call } = consoleOf()
  const Bucket = 'a-bucket-of-mine'
  await call('s3', 'CreateBucket', {
    Bucket,
    CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' },
  })
  await call('s3', 'PutObject', { Bucket, Key: 'ä', Body: 'AP+A' })
  const { output } = await call('s3', 'GetObject', {
    Bucket,
    Key: 'ä',
    IfModifiedSince: '2026-02-04T09:00:00Z',
  })
  expect(output).toMatchObject({
    Body: 'AP+A',
    ContentLength: 3,
    LastModified: '2026-02-04T10:00:00.000Z',
  })
  const unchanged = await call('s3', 'GetObject', {
    Bucket,
    Key: 'ä',
    IfModifiedSince: '2026-02-04T10:00:00Z',
  })
  expect(unchanged).toMatchObject({ output: null, failure: { code: 'NotModified' } })
})

test('a call that fails is an answer with what AWS says, and its event', async () => {
  const { call } = consoleOf()
  const failed = await call('cloudtrail', 'DeleteTrail', { Name: 'none-of-ours' })
  expect(failed).toMatchObject({
    output: null,
    failure: { code: 'TrailNotFoundException', message: expect.stringContaining('none-of-ours') as string },
  })
  expect(records.at(-1)).toMatchObject({ eventID: failed.eventID, errorCode: 'TrailNotFoundException' })
})

test('somebody without the permission is denied', async () => {
  const { call, people } = consoleOf()
  const { id } = (await people()).findLast(({ kind }) => kind === 'role')!
  const denied = await call('cloudtrail', 'StopLogging', { Name: 'a-trail' }, { as: id })
  expect(denied.failure?.code).toBe('AccessDeniedException')
})

test('a throttled call fails and leaves no event', async () => {
  const { call } = consoleOf({ isThrottled: true })
  const answers = []
  for (let at = 0; at < 20; at++) answers.push(await call('cloudtrail', 'LookupEvents'))
  const throttled = answers.filter(({ failure }) => failure !== null)
  expect(throttled.length).toBeGreaterThan(0)
  for (const { eventID, failure } of throttled)
    expect({ eventID, code: failure?.code }).toEqual({ eventID: null, code: 'ThrottlingException' })
  expect(records).toHaveLength(answers.length - throttled.length)
})

describe('is refused, and not made:', () => {
  test.each<[string, number, object | string, string | undefined, string]>([
    ['a service that is not there', 404, { ...CALL, service: 'sqs' }, undefined, '“sqs”'],
    ['an operation that is not there', 404, { ...CALL, operation: 'Trails' }, undefined, '“Trails”'],
    ['a person who is not there', 404, { ...CALL, as: 'user/nobody' }, undefined, '“user/nobody”'],
    ['no Region', 400, { ...CALL, region: 'here' }, 'region', 'eu-central-1'],
    ['an unknown member', 400, { ...CALL, inputs: {} }, 'inputs', '“inputs”'],
    ['an input that is a list', 400, { ...CALL, input: [1] }, 'input', 'object'],
    [
      'a member of the wrong type',
      400,
      { ...CALL, input: { trailNameList: 'one' } },
      'input',
      'trailNameList',
    ],
    [
      'an input without what is required',
      400,
      { ...CALL, operation: 'CreateTrail', input: { Name: 'a' } },
      'input',
      'S3BucketName',
    ],
    ['no JSON', 400, '{', 'body', 'not JSON'],
    ['a body too large', 413, ' '.repeat(MOST_CALL_BYTES + 1), undefined, String(MOST_CALL_BYTES)],
  ])('%s', async (_, status, body, field, said) => {
    const response = await consoleOf().send(body)
    expect(response.status).toBe(status)
    const problem = (await response.json()) as Problem
    expect(problem.field).toBe(field)
    expect(problem.detail).toContain(said)
    expect(records).toEqual([])
  })

  test('any call on log files', async () => {
    const response = await consoleOf({ simulated: false }).send(CALL)
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining('log files') as string })
  })
})
