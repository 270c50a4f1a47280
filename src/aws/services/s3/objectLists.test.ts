import {
  ListObjectsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3'
import { describe, expect, test } from 'vitest'
import { FULL_CONTROL, DEFAULT_ENCRYPTION, type StoredObject } from './s3State.ts'
import { failure, s3Account } from '../../../testing/s3Account.ts'

const stored = (key: string): StoredObject => ({
  key,
  size: 1,
  etag: '0cc175b9c0f1b6a831c399e269772661',
  modifiedMs: 0,
  parts: [],
  headers: {},
  metadata: {},
  encryption: DEFAULT_ENCRYPTION,
  checksum: { member: 'ChecksumCRC32', value: '6Le+Qw==', type: 'FULL_OBJECT' },
  grants: FULL_CONTROL,
  tags: [],
})

function withKeys(keys: readonly string[], object: (key: string) => StoredObject = stored) {
  const made = s3Account()
  const Bucket = made.account.account.resources.trailBucket
  const { objects } = made.account.state.s3.buckets[Bucket]!
  for (const key of keys) objects.put(object(key))
  return { ...made, Bucket }
}

const KEYS = ['a', 'logs/1', 'logs/2', 'logs/deep/3', 'photos/4', 'z']
const names = (list: { Key?: string | undefined }[] | undefined) => (list ?? []).map(({ Key }) => Key)
const prefixes = (list: { Prefix?: string | undefined }[] | undefined) =>
  (list ?? []).map(({ Prefix }) => Prefix)

describe('a list of objects', () => {
  test('has a prefix, and what lies deeper as common prefixes', async () => {
    const { client, Bucket } = withKeys(KEYS)
    const list = async (input: object) => client.send(new ListObjectsV2Command({ Bucket, ...input }))
    const roots = await list({ Delimiter: '/' })
    expect(names(roots.Contents)).toEqual(['a', 'z'])
    expect(prefixes(roots.CommonPrefixes)).toEqual(['logs/', 'photos/'])
    expect(roots.KeyCount).toBe(4)
    const logs = await list({ Delimiter: '/', Prefix: 'logs/' })
    expect(names(logs.Contents)).toEqual(['logs/1', 'logs/2'])
    expect(prefixes(logs.CommonPrefixes)).toEqual(['logs/deep/'])
    expect(names((await list({ Prefix: 'p' })).Contents)).toEqual(['photos/4'])
    expect(names((await list({ StartAfter: 'logs/2' })).Contents)).toEqual(['logs/deep/3', 'photos/4', 'z'])
    expect((await list({ Prefix: 'none' })).Contents).toBeUndefined()
  })

  test.each([1, 2, 3, 5])('in pages of %i has everything once, by both versions', async (MaxKeys) => {
    const { client, Bucket } = withKeys(KEYS)
    const found: (string | undefined)[] = []
    for await (const page of paginateListObjectsV2({ client }, { Bucket, Delimiter: '/', MaxKeys }))
      found.push(...names(page.Contents), ...prefixes(page.CommonPrefixes))
    expect(new Set(found)).toEqual(new Set(['a', 'logs/', 'photos/', 'z']))
    expect(found).toHaveLength(4)
    const old: (string | undefined)[] = []
    let Marker: string | undefined
    for (;;) {
      const page = await client.send(new ListObjectsCommand({ Bucket, Delimiter: '/', MaxKeys, Marker }))
      old.push(...names(page.Contents), ...prefixes(page.CommonPrefixes))
      if (page.IsTruncated !== true) break
      Marker = page.NextMarker
    }
    expect(new Set(old)).toEqual(new Set(found))
    expect(old).toHaveLength(4)
  })

  test('says keys percent-encoded if the client wants so', async () => {
    const { client, Bucket } = withKeys([])
    const Key = 'a b/<ü>+&.txt'
    await client.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }))
    const list = await client.send(new ListObjectsV2Command({ Bucket, EncodingType: 'url' }))
    expect(list.EncodingType).toBe('url')
    expect(names(list.Contents)).toEqual(['a+b/%3C%C3%BC%3E%2B%26.txt'])
    expect(names((await client.send(new ListObjectsV2Command({ Bucket }))).Contents)).toEqual([Key])
  })

  test('is refused with a token or a number of keys that is none', async () => {
    const { client, Bucket } = withKeys([])
    const list = (input: object) => client.send(new ListObjectsV2Command({ Bucket, ...input }))
    await expect(list({ ContinuationToken: 'none' })).rejects.toMatchObject(failure('InvalidArgument', 400))
    await expect(list({ MaxKeys: -1 })).rejects.toMatchObject(failure('InvalidArgument', 400))
    expect(await list({ MaxKeys: 0 })).toMatchObject({ IsTruncated: false, KeyCount: 0 })
  })

  test('of 100,000 keys begins and goes on anywhere, without a look at all of them', async () => {
    let looks = 0
    const { client, Bucket } = withKeys(
      Array.from({ length: 100_000 }, (_, index) => `day/${String(index).padStart(6, '0')}`),
      (key) =>
        new Proxy(stored(key), {
          get(target, member) {
            if (member === 'key') looks++
            return Reflect.get(target, member) as unknown
          },
        }),
    )
    looks = 0
    const StartAfter = 'day/080000'
    const page = await client.send(new ListObjectsV2Command({ Bucket, StartAfter, MaxKeys: 2 }))
    expect(names(page.Contents)).toEqual(['day/080001', 'day/080002'])
    const { NextContinuationToken: ContinuationToken } = page
    const next = await client.send(new ListObjectsV2Command({ Bucket, ContinuationToken, MaxKeys: 1 }))
    expect(names(next.Contents)).toEqual(['day/080003'])
    const roots = await client.send(new ListObjectsV2Command({ Bucket, Delimiter: '/' }))
    expect(prefixes(roots.CommonPrefixes)).toEqual(['day/'])
    expect(looks).toBeLessThan(200)
  })
})
