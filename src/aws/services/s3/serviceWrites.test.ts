import {
  GetObjectAclCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketEncryptionCommand,
} from '@aws-sdk/client-s3'
import { beforeEach, describe, expect, test } from 'vitest'
import { s3Account } from '../../../testing/s3Account.ts'
import { putAsService, type ServiceWrite } from './serviceWrites.ts'

let made: ReturnType<typeof s3Account>

beforeEach(() => {
  made = s3Account()
})

const resources = () => made.account.account.resources
const Bucket = () => resources().trailBucket
const Key = () => `AWSLogs/${made.account.account.accountId}/CloudTrail/eu-central-1/2026/02/04/one.json.gz`

async function put(changes: Partial<ServiceWrite> = {}): Promise<void> {
  const { account, contents, nowMs, endpoint } = made.account
  const write: ServiceWrite = {
    bucket: Bucket(),
    key: Key(),
    bytes: Buffer.from('compressed'),
    contentType: 'application/json',
    contentEncoding: 'gzip',
    metadata: { signature: 'aa' },
    service: 'cloudtrail.amazonaws.com',
    sourceArn: resources().trail,
    kmsKeyId: null,
    ...changes,
  }
  await endpoint.change((state) => putAsService(write, { account, state, contents, nowMs }))
}

const trailBucket = () => made.account.state.s3.buckets[Bucket()]!

const statement = (more: object) => ({
  Effect: 'Allow',
  Principal: { Service: 'cloudtrail.amazonaws.com' },
  Action: 's3:PutObject',
  Resource: `arn:aws:s3:::${Bucket()}/*`,
  ...more,
})

const setPolicy = (...statements: readonly object[]) =>
  (trailBucket().policy = JSON.stringify({ Version: '2012-10-17', Statement: statements }))

describe('an object that a service puts', () => {
  test('is read as it was put, and belongs to the owner of the bucket', async () => {
    await put()
    const object = { Bucket: Bucket(), Key: Key() }
    const read = await made.client.send(new GetObjectCommand(object))
    expect(await read.Body!.transformToString()).toBe('compressed')
    expect(read).toMatchObject({
      ContentType: 'application/json',
      ContentEncoding: 'gzip',
      Metadata: { signature: 'aa' },
    })
    const { Grants } = await made.client.send(new GetObjectAclCommand(object))
    expect(Grants!.map(({ Permission }) => Permission)).toEqual(['FULL_CONTROL'])
  })

  test('is encrypted by the key that the service names, or else as the bucket says', async () => {
    const { arn } = resources().keyFor.data
    const head = () => made.client.send(new HeadObjectCommand({ Bucket: Bucket(), Key: Key() }))
    await put({ kmsKeyId: arn })
    expect(await head()).toMatchObject({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: arn })
    await put()
    expect(await head()).toMatchObject({ SSEKMSKeyId: resources().keyFor.trail.arn })
    await made.client.send(
      new PutBucketEncryptionCommand({
        Bucket: Bucket(),
        ServerSideEncryptionConfiguration: {
          Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
      }),
    )
    await put()
    expect(await head()).toMatchObject({ ServerSideEncryption: 'AES256' })
  })

  test('needs a bucket', async () => {
    await expect(put({ bucket: 'is-not-there' })).rejects.toMatchObject({ code: 'NoSuchBucket' })
  })

  test.each<readonly [string, () => void]>([
    ['no policy', () => (trailBucket().policy = null)],
    ['another service', () => setPolicy(statement({ Principal: { Service: 'config.amazonaws.com' } }))],
    ['another trail', () => setPolicy(statement({ Condition: source('trail/other') }))],
    ['another folder', () => setPolicy(statement({ Resource: `arn:aws:s3:::${Bucket()}/logs/*` }))],
    ['another action', () => setPolicy(statement({ Action: 's3:GetObject' }))],
    ['a statement that denies it', () => setPolicy(statement({}), statement({ Effect: 'Deny' }))],
    [
      'a demand for another key',
      () => setPolicy(statement({}), statement({ Effect: 'Deny', Condition: OTHER_KEY })),
    ],
  ])('is denied by a bucket with %s', async (_, change) => {
    change()
    const denied = { code: 'AccessDenied', status: 403 }
    await expect(put({ kmsKeyId: resources().keyFor.trail.arn })).rejects.toMatchObject(denied)
    expect(trailBucket().objects.count).toBe(0)
  })

  test('is allowed to a trail with any of the ways to write it down', async () => {
    setPolicy(statement({ Principal: '*', Action: 's3:Put*', Condition: source('trail/*') }))
    await put()
    setPolicy(statement({}), statement({ Effect: 'Deny', Condition: OTHER_KEY }))
    await put()
    expect(trailBucket().objects.count).toBe(1)
  })

  test.each<
    readonly [string, (key: { enabled: boolean; deletionMs: number | null; policy: string }) => void]
  >([
    ['KMS.DisabledException', (key) => (key.enabled = false)],
    ['KMS.KMSInvalidStateException', (key) => (key.deletionMs = made.account.nowMs + 1)],
    ['KMS.NotFoundException', (key) => (key.deletionMs = made.account.nowMs)],
    [
      'AccessDenied',
      (key) =>
        (key.policy = JSON.stringify({
          Statement: { Effect: 'Deny', Principal: '*', Action: 'kms:*', Resource: '*' },
        })),
    ],
  ])('fails with %s if its key cannot be used', async (code, change) => {
    const { arn } = resources().keyFor.trail
    for (const kmsKeyId of [arn, null]) {
      change(made.account.state.kms.keys[arn]!)
      await expect(put({ kmsKeyId })).rejects.toMatchObject({ code })
    }
    expect(trailBucket().objects.count).toBe(0)
  })

  test('needs a key of this account', async () => {
    const arn = resources().keyFor.trail.arn.replace(made.account.account.accountId, '111122223333')
    await expect(put({ kmsKeyId: arn })).rejects.toMatchObject({ code: 'AccessDenied' })
  })
})

const source = (trail: string) => ({
  StringLike: {
    'aws:SourceArn': `${resources().trail.slice(0, resources().trail.indexOf('trail/'))}${trail}`,
  },
})

const OTHER_KEY = { StringNotEquals: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'arn:another' } }
