import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EventStore } from '../store/eventStore.ts'
import '../testing/loadedAccount.ts'
import { servicesOf } from '../testing/servicesOf.ts'
import { storeOf } from '../testing/storeOf.ts'
import { accountOn } from './account/accountFeed.ts'
import { AwsAccount } from './account/awsAccount.ts'
import { RecordedCalls } from './account/recordedCalls.ts'
import { createApp } from './app.ts'
import { listen, type Listening } from './http/listen.ts'

const TOKEN = 'a-token-of-the-console'
const OTHER_TOKEN = 'a-token-of-another-reader'
const BUCKET = 'a-bucket-for-this-test'

let folder: string
let store: EventStore
let aws: AwsAccount
let server: Listening

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
  store = await storeOf([])
  aws = new AwsAccount({
    account: accountOn(7, Date.now()),
    store,
    calls: new RecordedCalls(null, store, Date.now, 3_600_000),
    folder,
    now: Date.now,
    // So that signatures are verified.
    tokens: [TOKEN, OTHER_TOKEN],
    isThrottled: false,
  })
  const app = createApp(servicesOf(store, { aws, source: 'simulated', now: Date.now }))
  server = await listen({ host: '127.0.0.1', port: 0 }, (request, env) => app.fetch(request, env))
  await client().send(new CreateBucketCommand({ Bucket: BUCKET }))
})
afterAll(async () => {
  server.close()
  await aws.stop()
  await aws.calls?.stop()
  await store.close()
  await rm(folder, { recursive: true })
})

const client = (secretAccessKey = TOKEN) =>
  new S3Client({
    region: 'eu-central-1',
    endpoint: `http://127.0.0.1:${server.port}`,
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey },
  })

describe('over a connection', () => {
  it.each([
    'a',
    'a b+c%d',
    'größe/日本',
    'a//b',
    '/a',
    './a',
    'a/../b',
    'a/./b',
    '..',
    "it's(1)*!",
    'a?b=c#d',
    'a\\b',
  ])('the key of an object is the one that was sent: %j', async (Key) => {
    await client().send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: `content of ${Key}` }))
    const { Body } = await client().send(new GetObjectCommand({ Bucket: BUCKET, Key }))
    expect(await Body?.transformToString()).toBe(`content of ${Key}`)
    const { Contents } = await client().send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix: Key }))
    expect(Contents?.map((object) => object.Key)).toContain(Key)
  })

  it('HEAD says the length of what it does not send', async () => {
    await client().send(new PutObjectCommand({ Bucket: BUCKET, Key: 'long', Body: 'x'.repeat(1000) }))
    const head = await client().send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'long' }))
    expect(head.ContentLength).toBe(1000)
  })

  it('every reader signs with a token of their own, and another secret is refused', async () => {
    const head = await client(OTHER_TOKEN).send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'long' }))
    expect(head.ContentLength).toBe(1000)
    const got = client('another-secret').send(new GetObjectCommand({ Bucket: BUCKET, Key: 'long' }))
    await expect(got).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
      $metadata: { httpStatusCode: 403 },
    })
  })
})
