import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
  type ChecksumAlgorithm,
} from '@aws-sdk/client-s3'
import { describe, expect, test } from 'vitest'
import { failure, s3Account } from '../../../testing/s3Account.ts'

const Key = 'films/harbour.mp4'
const FIVE_MB = 5 * 1024 * 1024

async function begun(ChecksumAlgorithm?: ChecksumAlgorithm) {
  const made = s3Account()
  const { client } = made
  const Bucket = made.account.account.resources.buckets[0]!
  const { UploadId } = await client.send(
    new CreateMultipartUploadCommand({ Bucket, Key, ContentType: 'video/mp4', ChecksumAlgorithm }),
  )
  const upload = { Bucket, Key, UploadId }
  return {
    ...made,
    Bucket,
    upload,
    part: (PartNumber: number, Body: Uint8Array) =>
      client.send(new UploadPartCommand({ ...upload, PartNumber, Body })),
    complete: (...Parts: { PartNumber: number; ETag?: string | undefined }[]) =>
      client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } })),
  }
}

describe('a multipart upload', () => {
  test('becomes one object of its parts', async () => {
    const { client, Bucket, upload, part, complete } = await begun('CRC32')
    const first = await part(1, Buffer.alloc(FIVE_MB, 1))
    await part(7, Buffer.from('replaced'))
    const last = await part(7, Buffer.from('end'))
    const { Parts } = await client.send(new ListPartsCommand(upload))
    expect(Parts!.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
      [1, FIVE_MB],
      [7, 3],
    ])
    const done = await complete({ PartNumber: 1, ETag: first.ETag }, { PartNumber: 7, ETag: last.ETag })
    expect(done.ETag).toMatch(/^"[\da-f]{32}-2"$/)
    expect(done).toMatchObject({ ChecksumType: 'COMPOSITE', ChecksumCRC32: expect.stringMatching(/-2$/) })
    const read = (options: object) =>
      client
        .send(new GetObjectCommand({ Bucket, Key, ...options }))
        .then(({ Body }) => Body!.transformToByteArray())
    expect(Buffer.from(await read({ Range: `bytes=${FIVE_MB - 2}-` })).toString('latin1')).toBe('\x01\x01end')
    expect(Buffer.from(await read({ PartNumber: 2 })).toString()).toBe('end')
    expect(await read({})).toHaveLength(FIVE_MB + 3)
    const attributes = await client.send(
      new GetObjectAttributesCommand({ Bucket, Key, ObjectAttributes: ['ObjectParts', 'ObjectSize'] }),
    )
    expect(attributes).toMatchObject({ ObjectParts: { TotalPartsCount: 2 }, ObjectSize: FIVE_MB + 3 })
    await expect(client.send(new ListPartsCommand(upload))).rejects.toMatchObject(
      failure('NoSuchUpload', 404),
    )
  })

  test('is completed by parts that were uploaded, in order, all but the last of 5 MB', async () => {
    const { part, complete } = await begun()
    const one = { PartNumber: 1, ETag: (await part(1, Buffer.from('small'))).ETag }
    const two = { PartNumber: 2, ETag: (await part(2, Buffer.from('last'))).ETag }
    await expect(complete(two, one)).rejects.toMatchObject(failure('InvalidPartOrder', 400))
    await expect(complete({ ...one, ETag: two.ETag })).rejects.toMatchObject(failure('InvalidPart', 400))
    await expect(complete({ PartNumber: 3, ETag: one.ETag })).rejects.toMatchObject(
      failure('InvalidPart', 400),
    )
    await expect(complete(one, two)).rejects.toMatchObject(
      failure('EntityTooSmall', 400, { ProposedSize: '5', MinSizeAllowed: String(FIVE_MB), PartNumber: '1' }),
    )
    await expect(part(0, Buffer.from('x'))).rejects.toMatchObject(failure('InvalidArgument', 400))
    await expect(part(10_001, Buffer.from('x'))).rejects.toMatchObject(failure('InvalidArgument', 400))
    expect(await complete(two)).toMatchObject({ ChecksumType: 'FULL_OBJECT' })
  })

  test('takes parts of other objects', async () => {
    const { client, Bucket, upload, complete } = await begun()
    const CopySource = `${Bucket}/robots.txt`
    const { CopyPartResult } = await client.send(
      new UploadPartCopyCommand({ ...upload, PartNumber: 1, CopySource, CopySourceRange: 'bytes=0-9' }),
    )
    await complete({ PartNumber: 1, ETag: CopyPartResult!.ETag })
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }))
    expect(await Body!.transformToString()).toBe('User-agent')
  })

  test('is listed until it is aborted', async () => {
    const { client, Bucket, upload } = await begun()
    const list = async (options: object = {}) =>
      client.send(new ListMultipartUploadsCommand({ Bucket, ...options }))
    const second = await client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'films/second' }))
    await client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'third' }))
    expect((await list()).Uploads!.map((one) => one.Key)).toEqual([Key, 'films/second', 'third'])
    expect(await list({ Delimiter: '/' })).toMatchObject({
      Uploads: [{ Key: 'third' }],
      CommonPrefixes: [{ Prefix: 'films/' }],
    })
    const page = await list({ MaxUploads: 1 })
    expect(page).toMatchObject({ IsTruncated: true, NextKeyMarker: Key, NextUploadIdMarker: upload.UploadId })
    const next = await list({ KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker })
    expect(next.Uploads!.map(({ UploadId }) => UploadId)).toContain(second.UploadId)
    expect(next.Uploads).toHaveLength(2)
    await client.send(new AbortMultipartUploadCommand(upload))
    await expect(client.send(new AbortMultipartUploadCommand(upload))).rejects.toMatchObject(
      failure('NoSuchUpload', 404),
    )
  })
})
