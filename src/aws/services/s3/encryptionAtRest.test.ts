import { buildDecrypt } from '@aws-crypto/decrypt-node'
import { RawAesKeyringNode, RawAesWrappingSuiteIdentifier } from '@aws-crypto/raw-aes-keyring-node'
import {
  CopyObjectCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3'
import { beforeEach, describe, expect, test } from 'vitest'
import { failure, s3Account } from '../../../testing/s3Account.ts'
import { wrappingKeyOf } from '../kms/wrappingKeys.ts'

const TEXT = 'The quick brown fox jumps over the lazy dog. '.repeat(20)
const Key = 'notes/fox.txt'

let made: ReturnType<typeof s3Account>
let Bucket: string
let arn: string

beforeEach(() => {
  made = s3Account()
  const { buckets, keyFor } = made.account.account.resources
  Bucket = buckets[0]!
  arn = keyFor.data.arn
})

const encrypted = () => ({ ServerSideEncryption: 'aws:kms' as const, SSEKMSKeyId: arn })
const put = (input: Partial<PutObjectCommandInput> = {}) =>
  made.client.send(new PutObjectCommand({ Bucket, Key, Body: TEXT, ...input }))
const get = async (input: object = {}) => {
  const { Body } = await made.client.send(new GetObjectCommand({ Bucket, Key, ...input }))
  return Body!.transformToString()
}

const kmsKey = () => made.account.state.kms.keys[arn]!

/** What is kept of an object, as it is on the disk. */
async function atRest(key = Key): Promise<Buffer> {
  const { content } = made.account.state.s3.buckets[Bucket]!.objects.at(key)!.parts[0]!
  return Buffer.from((await made.account.contents.get(content as string))!)
}

/** Opens a message with nothing but the SDK and the key. */
async function openedBySdk(message: Buffer) {
  const { namespace, name, bytes } = wrappingKeyOf(kmsKey())
  const keyring = new RawAesKeyringNode({
    keyNamespace: namespace,
    keyName: name,
    unencryptedMasterKey: new Uint8Array(bytes),
    wrappingSuite: RawAesWrappingSuiteIdentifier.AES256_GCM_IV12_TAG16_NO_PADDING,
  })
  const { plaintext, messageHeader } = await buildDecrypt().decrypt(keyring, message)
  return { text: plaintext.toString(), context: { ...messageHeader.encryptionContext } }
}

describe('an object with a KMS key', () => {
  test('is encrypted at rest, for any AWS Encryption SDK with the key, and read in plain text', async () => {
    await put(encrypted())
    expect(await openedBySdk(await atRest())).toEqual({
      text: TEXT,
      context: { 'aws:s3:arn': `arn:aws:s3:::${Bucket}/${Key}` },
    })
    expect((await atRest()).includes('quick')).toBe(false)
    expect(await get()).toBe(TEXT)
    expect(await get({ Range: 'bytes=4-8' })).toBe('quick')
  })

  test('is not without one', async () => {
    await put()
    expect((await atRest()).toString()).toBe(TEXT)
  })

  test('has the key that its alias named when it was put', async () => {
    const alias = made.account.account.resources.keyFor.data.alias
    const { SSEKMSKeyId } = await put({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: alias })
    expect(SSEKMSKeyId).toBe(arn)
    expect((await openedBySdk(await atRest())).text).toBe(TEXT)
  })

  test.each<readonly [string, () => void]>([
    ['KMS.DisabledException', () => (kmsKey().enabled = false)],
    ['KMS.KMSInvalidStateException', () => (kmsKey().deletionMs = made.account.nowMs + 86_400_000)],
    ['KMS.NotFoundException', () => (kmsKey().deletionMs = made.account.nowMs)],
  ])('can neither be read, copied nor written when its key cannot be used: %s', async (name, change) => {
    await put(encrypted())
    change()
    const fails = failure(name, 400)
    await expect(get()).rejects.toMatchObject(fails)
    await expect(put(encrypted())).rejects.toMatchObject(fails)
    const copy = { Bucket, Key: 'copy', CopySource: `${Bucket}/${Key}` }
    await expect(made.client.send(new CopyObjectCommand(copy))).rejects.toMatchObject(fails)
    kmsKey().enabled = true
    kmsKey().deletionMs = null
    expect(await get()).toBe(TEXT)
  })

  test('is encrypted for its new place by a copy, and decrypted by a copy without a key', async () => {
    await put(encrypted())
    const copy = (to: string, input: object) =>
      made.client.send(new CopyObjectCommand({ Bucket, Key: to, CopySource: `${Bucket}/${Key}`, ...input }))
    await copy('encrypted', encrypted())
    expect((await openedBySdk(await atRest('encrypted'))).context).toEqual({
      'aws:s3:arn': `arn:aws:s3:::${Bucket}/encrypted`,
    })
    await copy('plain', { ServerSideEncryption: 'AES256' })
    expect((await atRest('plain')).toString()).toBe(TEXT)
    expect(await get({ Key: 'encrypted' })).toBe(TEXT)
  })

  test('is encrypted part by part when it is uploaded in parts', async () => {
    const { UploadId } = await made.client.send(
      new CreateMultipartUploadCommand({ Bucket, Key, ...encrypted() }),
    )
    const { ETag } = await made.client.send(
      new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: TEXT }),
    )
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] }
    await made.client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload }))
    expect((await openedBySdk(await atRest())).text).toBe(TEXT)
    expect(await get()).toBe(TEXT)
  })
})
