import { randomBytes } from 'node:crypto'
import { buildDecrypt } from '@aws-crypto/decrypt-node'
import { buildEncrypt } from '@aws-crypto/encrypt-node'
import { RawAesKeyringNode, RawAesWrappingSuiteIdentifier } from '@aws-crypto/raw-aes-keyring-node'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSealed, keyProvidersOf } from './messageHeader.ts'
import { keyFor, sealed, unsealed, unsealedStream } from './sealedBytes.ts'
import { printKeys, readKeys, type WrappingKey } from './wrappingKey.ts'

const KEY: WrappingKey = {
  namespace: 'event-history-console',
  name: 'arn:aws:kms:eu-central-1:111122223333:key/0f8c2a4e-1b7d-4a53-9d0e-6c2b1f9a8e77',
  bytes: randomBytes(32),
}
const OTHER: WrappingKey = { ...KEY, name: 'other', bytes: randomBytes(32) }

/** What the SDK calls to write without key commitment, as its older versions did. */
const FORBIDS_COMMITMENT = 'FORBID_ENCRYPT_ALLOW_DECRYPT' as Parameters<typeof buildEncrypt>[0]

/** The key ring as somebody builds it who has the key and the SDK, and nothing of ours. */
const keyring = (key = KEY) =>
  new RawAesKeyringNode({
    keyNamespace: key.namespace,
    keyName: key.name,
    unencryptedMasterKey: new Uint8Array(key.bytes),
    wrappingSuite: RawAesWrappingSuiteIdentifier.AES256_GCM_IV12_TAG16_NO_PADDING,
  })

async function* piecesOf(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

const context = { 'aws:s3:arn': 'arn:aws:s3:::bucket/key' }

describe('encrypted bytes', () => {
  test.each([0, 20, 64 * 1024, 200_000])('%i of them are decrypted again, by any SDK too', async (size) => {
    const bytes = randomBytes(size)
    const message = await sealed(bytes, KEY, context)
    expect(isSealed(message)).toBe(true)
    expect(keyProvidersOf(message)).toEqual([{ namespace: KEY.namespace, name: KEY.name }])
    expect(message.includes(bytes)).toBe(size === 0)
    expect(bytes.equals(await unsealed(message, KEY))).toBe(true)
    const { plaintext, messageHeader } = await buildDecrypt().decrypt(keyring(), message)
    expect(bytes.equals(plaintext)).toBe(true)
    expect(messageHeader.encryptionContext).toEqual(context)
  })

  const SUITES = [
    ['AES-128', 0x0014, FORBIDS_COMMITMENT],
    ['AES-256', 0x0078, FORBIDS_COMMITMENT],
    ['AES-256 and HKDF', 0x0178, FORBIDS_COMMITMENT],
    ['AES-256, HKDF and a signature', 0x0378, FORBIDS_COMMITMENT],
    ['AES-256 and key commitment', 0x0478, undefined],
    ['AES-256, key commitment and a signature', 0x0578, undefined],
  ] as const

  test.each(SUITES)(
    'of another program with %s are decrypted, in frames of any size',
    async (_, suiteId, policy) => {
      const bytes = randomBytes(50_000)
      for (const frameLength of [1000, 1_000_000]) {
        const options = { suiteId, frameLength, encryptionContext: context }
        const { result } = await buildEncrypt(policy).encrypt(keyring(), bytes, options)
        expect(isSealed(result)).toBe(true)
        expect(keyProvidersOf(result)).toEqual([{ namespace: KEY.namespace, name: KEY.name }])
        expect(bytes.equals(await whole(unsealedStream(piecesOf(result, 7001), KEY)))).toBe(true)
      }
    },
  )

  test('are not decrypted with another key, changed or cut off', async () => {
    const message = await sealed(randomBytes(100_000), KEY, context)
    const open = (bytes: Buffer, key = KEY) => whole(unsealedStream(piecesOf(bytes, 9000), key))
    await expect(open(message, { ...OTHER, name: KEY.name })).rejects.toThrow()
    await expect(unsealed(message, OTHER)).rejects.toThrow()
    await expect(open(message.subarray(0, -1))).rejects.toThrow()
    await expect(open(message.subarray(0, 60))).rejects.toThrow()
    for (const at of [3, 50, 300, message.length - 1]) {
      const changed = Buffer.from(message)
      changed[at]! ^= 1
      await expect(open(changed)).rejects.toThrow()
    }
  })

  test('are opened by the key that their header names', async () => {
    const message = await sealed(Buffer.from('x'), KEY, {})
    expect(keyFor(message, [OTHER, KEY])).toBe(KEY)
    expect(keyFor(message, [OTHER])).toBeNull()
    expect(keyFor(message.subarray(0, 50), [KEY])).toBeNull()
  })

  test('are told from anything else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 0, maxLength: 60 }), (bytes) => {
        const start = Buffer.from(bytes)
        expect(() => isSealed(start) && keyProvidersOf(start)).not.toThrow()
      }),
    )
    for (const text of ['', '{"Records":[]}', '\x1f\x8b\x08', '\x01\x80\x00', '\x02'.repeat(40)])
      expect(isSealed(Buffer.from(text, 'latin1'))).toBe(false)
  })
})

describe('a file of keys', () => {
  test('is read as it was written', () => {
    expect(readKeys(printKeys([KEY, OTHER]))).toEqual([KEY, OTHER])
  })

  test.each([
    ['no JSON', 'it is not JSON'],
    ['{}', 'it has no list “keys”'],
    ['null', 'it has no list “keys”'],
    ['{"keys":[{"name":"a","key":""}]}', 'key 1 needs “namespace”, “name” and “key”'],
    ['{"keys":[null]}', 'key 1 needs “namespace”, “name” and “key”'],
    ['{"keys":[{"namespace":"n","name":"a","key":"AAAA"}]}', 'key 1 has 3 bytes; it needs 32, in Base64'],
  ])('says what is wrong with it: %s', (text, reason) => {
    expect(() => readKeys(text)).toThrow(reason)
  })
})
