import { Readable } from 'node:stream'
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type GetObjectCommandInput,
} from '@aws-sdk/client-s3'
import { describe, expect, test } from 'vitest'
import { failure, s3Account } from '../../../testing/s3Account.ts'

const Key = 'a folder/ä+b&c.txt'
const hello = '5d41402abc4b2a76b9719d911017c592'

async function withObject() {
  const made = s3Account()
  const Bucket = made.account.account.resources.buckets[0]!
  await made.client.send(
    new PutObjectCommand({
      Bucket,
      Key,
      Body: 'hello',
      ContentType: 'text/plain',
      CacheControl: 'no-cache',
      Metadata: { colour: 'green' },
      Tagging: 'kind=photo&place=Hamburg%20Harbour',
    }),
  )
  const get = (input: Partial<GetObjectCommandInput> = {}) =>
    made.client.send(new GetObjectCommand({ Bucket, Key, ...input }))
  return { ...made, Bucket, get }
}

describe('an object', () => {
  test('comes back as it was put', async () => {
    const { client, Bucket, get, account } = await withObject()
    const got = await get()
    expect(await got.Body!.transformToString()).toBe('hello')
    expect(got).toMatchObject({
      ETag: `"${hello}"`,
      ContentType: 'text/plain',
      CacheControl: 'no-cache',
      ContentLength: 5,
      Metadata: { colour: 'green' },
      TagCount: 2,
      LastModified: new Date(account.nowMs),
      ServerSideEncryption: 'AES256',
      ChecksumCRC32: expect.any(String),
    })
    expect(await client.send(new HeadObjectCommand({ Bucket, Key }))).toMatchObject({ ContentLength: 5 })
    const { Grants } = await client.send(new GetObjectAclCommand({ Bucket, Key }))
    expect(Grants).toHaveLength(1)
  })

  test('comes back whole when it was sent as a stream, in chunks', async () => {
    const { client, Bucket, get } = await withObject()
    const bytes = Buffer.alloc(100_000, 'chunk')
    const Body = Readable.from([bytes.subarray(0, 70_000), bytes.subarray(70_000)])
    const put = new PutObjectCommand({ Bucket, Key, Body, ContentLength: bytes.length })
    expect(await client.send(put)).toMatchObject({ ChecksumCRC32: expect.any(String) })
    expect(bytes.equals(await (await get()).Body!.transformToByteArray())).toBe(true)
  })

  test.each(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const)(
    'is verified by the client’s %s, which is told on reading',
    async (ChecksumAlgorithm) => {
      const { client, Bucket, get } = await withObject()
      const put = await client.send(new PutObjectCommand({ Bucket, Key, Body: 'x', ChecksumAlgorithm }))
      const member = `Checksum${ChecksumAlgorithm}` as const
      expect(put[member]).toBeDefined()
      expect((await get({ ChecksumMode: 'ENABLED' }))[member]).toBe(put[member])
      const wrong = {
        Bucket,
        Key,
        Body: 'x',
        [member]: put[member]!.replace(/^./, (one) => (one === 'A' ? 'B' : 'A')),
      }
      await expect(client.send(new PutObjectCommand(wrong))).rejects.toMatchObject(failure('BadDigest', 400))
    },
  )

  test.each([
    ['bytes=0-0', 'h', 'bytes 0-0/5'],
    ['bytes=1-2', 'el', 'bytes 1-2/5'],
    ['bytes=3-', 'lo', 'bytes 3-4/5'],
    ['bytes=-2', 'lo', 'bytes 3-4/5'],
    ['bytes=-9', 'hello', 'bytes 0-4/5'],
    ['bytes=4-99', 'o', 'bytes 4-4/5'],
    ['bytes=2-1', 'hello', undefined],
    ['bytes=0-1,3-4', 'hello', undefined],
    ['lines=1-2', 'hello', undefined],
  ])('is read by the range %s', async (Range, text, contentRange) => {
    const { get } = await withObject()
    const got = await get({ Range })
    expect(await got.Body!.transformToString()).toBe(text)
    expect(got.ContentRange).toBe(contentRange)
    expect(got.ContentLength).toBe(text.length)
    expect(got.$metadata.httpStatusCode).toBe(contentRange === undefined ? 200 : 206)
  })

  test.each(['bytes=5-', 'bytes=9-10', 'bytes=-0'])('has no range %s', async (Range) => {
    const { get } = await withObject()
    await expect(get({ Range })).rejects.toMatchObject(
      failure('InvalidRange', 416, { ActualObjectSize: '5', RangeRequested: Range }),
    )
  })

  test('is read on conditions', async () => {
    const { get, account } = await withObject()
    const now = account.nowMs
    const status = (input: Partial<GetObjectCommandInput>) =>
      get(input).then(
        () => 200,
        (error: { $metadata: { httpStatusCode: number } }) => error.$metadata.httpStatusCode,
      )
    expect(await status({ IfMatch: `"${hello}"` })).toBe(200)
    expect(await status({ IfMatch: '"other"' })).toBe(412)
    expect(await status({ IfNoneMatch: `"${hello}"` })).toBe(304)
    expect(await status({ IfNoneMatch: '"other"' })).toBe(200)
    expect(await status({ IfModifiedSince: new Date(now) })).toBe(304)
    expect(await status({ IfModifiedSince: new Date(now - 1000) })).toBe(200)
    expect(await status({ IfUnmodifiedSince: new Date(now) })).toBe(200)
    expect(await status({ IfUnmodifiedSince: new Date(now - 1000) })).toBe(412)
    // The tag decides before the time.
    expect(await status({ IfMatch: `"${hello}"`, IfUnmodifiedSince: new Date(now - 1000) })).toBe(200)
  })

  test('is read with other headers if the client wants so', async () => {
    const { get } = await withObject()
    const got = await get({ ResponseContentType: 'text/html', ResponseContentDisposition: 'attachment' })
    expect(got).toMatchObject({ ContentType: 'text/html', ContentDisposition: 'attachment' })
  })

  test('is not written over on a condition', async () => {
    const { client, Bucket } = await withObject()
    const put = (input: object) => client.send(new PutObjectCommand({ Bucket, Key, Body: 'x', ...input }))
    await expect(put({ IfNoneMatch: '*' })).rejects.toMatchObject(failure('PreconditionFailed', 412))
    await expect(put({ IfMatch: '"other"' })).rejects.toMatchObject(failure('PreconditionFailed', 412))
    await expect(put({ Key: 'none', IfMatch: '"x"' })).rejects.toMatchObject(failure('NoSuchKey', 404))
    await put({ IfMatch: `"${hello}"` })
    await put({ Key: 'new', IfNoneMatch: '*' })
  })

  test('is copied with its metadata, or with others', async () => {
    const { client, Bucket, get, account } = await withObject()
    const CopySource = `${Bucket}/${encodeURIComponent(Key)}`
    const target = account.account.resources.buckets[1]!
    await client.send(new CopyObjectCommand({ Bucket: target, Key: 'copy', CopySource }))
    expect(await get({ Bucket: target, Key: 'copy' })).toMatchObject({
      ContentType: 'text/plain',
      Metadata: { colour: 'green' },
      TagCount: 2,
    })
    const replace = { MetadataDirective: 'REPLACE', Metadata: { colour: 'red' } } as const
    await client.send(new CopyObjectCommand({ Bucket, Key, CopySource, ...replace }))
    expect((await get()).Metadata).toEqual({ colour: 'red' })
    await expect(client.send(new CopyObjectCommand({ Bucket, Key, CopySource }))).rejects.toMatchObject(
      failure('InvalidRequest', 400),
    )
    await expect(
      client.send(new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/none` })),
    ).rejects.toMatchObject(failure('NoSuchKey', 404))
    await expect(
      client.send(new CopyObjectCommand({ Bucket, Key, CopySource: 'none' })),
    ).rejects.toMatchObject(failure('InvalidArgument', 400))
  })

  test('is deleted, also when it is not there', async () => {
    const { client, Bucket, get } = await withObject()
    await client.send(new DeleteObjectCommand({ Bucket, Key }))
    await client.send(new DeleteObjectCommand({ Bucket, Key }))
    await expect(get()).rejects.toMatchObject(failure('NoSuchKey', 404, { Key }))
    await expect(client.send(new HeadObjectCommand({ Bucket, Key }))).rejects.toMatchObject(
      failure('NotFound', 404),
    )
  })

  test('is deleted among others', async () => {
    const { client, Bucket, get } = await withObject()
    const Objects = [{ Key }, { Key: 'none' }]
    const { Deleted } = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }))
    expect(Deleted).toEqual(Objects)
    await expect(get()).rejects.toMatchObject(failure('NoSuchKey', 404))
    const many = Array.from({ length: 1001 }, (_, index) => ({ Key: String(index) }))
    await expect(
      client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: many } })),
    ).rejects.toMatchObject(failure('MalformedXML', 400))
  })

  test('has tags, at most ten', async () => {
    const { client, Bucket } = await withObject()
    const tags = () => client.send(new GetObjectTaggingCommand({ Bucket, Key }))
    expect((await tags()).TagSet).toContainEqual({ Key: 'place', Value: 'Hamburg Harbour' })
    const tag = (count: number) =>
      client.send(
        new PutObjectTaggingCommand({
          Bucket,
          Key,
          Tagging: { TagSet: Array.from({ length: count }, (_, index) => ({ Key: `k${index}`, Value: '' })) },
        }),
      )
    await tag(10)
    expect((await tags()).TagSet).toHaveLength(10)
    await expect(tag(11)).rejects.toMatchObject(failure('BadRequest', 400))
  })

  test('has a key of at most 1024 bytes, of any characters', async () => {
    const { client, Bucket, get } = await withObject()
    const put = (key: string) => client.send(new PutObjectCommand({ Bucket, Key: key, Body: key }))
    for (const key of ['__proto__', 'a//b', '../up', '%41', '\u{1f600}', "'()*!~"]) {
      await put(key)
      expect(await (await get({ Key: key })).Body!.transformToString()).toBe(key)
    }
    await expect(put('ü'.repeat(513))).rejects.toMatchObject(failure('KeyTooLongError', 400))
  })
})
