import { describe, expect, test } from 'vitest'
import { checksumOf, compositeOf, verifiedChecksum } from './checksums.ts'

const bytes = Buffer.from('123456789')

/** The check values of the algorithms' catalogue, of the digits 1 to 9. */
const CHECK_VALUES = {
  CRC32: 'cbf43926',
  CRC32C: 'e3069283',
  CRC64NVME: 'ae8b14860a799888',
  SHA1: 'f7c3bc1d808e04732adf679965ccc34ca7ae3441',
  MD5: '25f9e794323b453885f5181f1b624d0b',
}

describe('checksums', () => {
  test.each(Object.entries(CHECK_VALUES))('%s has its check value', (algorithm, hex) => {
    expect(Buffer.from(checksumOf(algorithm, bytes).value, 'base64').toString('hex')).toBe(hex)
  })

  test('of the client are verified, and its algorithm is kept', () => {
    const given = { ChecksumCRC32: Buffer.from(CHECK_VALUES.CRC32, 'hex').toString('base64') }
    expect(verifiedChecksum(given, bytes, undefined)).toMatchObject({ member: 'ChecksumCRC32' })
    expect(() => verifiedChecksum(given, Buffer.from('other'), undefined)).toThrow(
      'The CRC32 you specified did not match the calculated checksum.',
    )
  })

  test('are made by CRC64NVME where the client sends none', () => {
    expect(verifiedChecksum({}, bytes, undefined)).toMatchObject({
      member: 'ChecksumCRC64NVME',
      type: 'FULL_OBJECT',
    })
  })

  test('tell a wrong Content-MD5 from one that is none', () => {
    const code = (ContentMD5: string) => {
      try {
        return verifiedChecksum({ ContentMD5 }, bytes, undefined)
      } catch (error) {
        return (error as Error).name
      }
    }
    expect(code('AAAAAAAAAAAAAAAAAAAAAA==')).toBe('BadDigest')
    expect(code('none')).toBe('InvalidDigest')
    expect(code(checksumOf('MD5', bytes).value)).toMatchObject({ member: 'ChecksumCRC64NVME' })
  })

  test('of parts say how many parts there are', () => {
    const parts = [checksumOf('CRC32', bytes), checksumOf('CRC32', Buffer.from('abc'))]
    expect(compositeOf('CRC32', parts)).toMatchObject({
      value: expect.stringMatching(/^[\w+/]{6}==-2$/),
      type: 'COMPOSITE',
    })
  })
})
