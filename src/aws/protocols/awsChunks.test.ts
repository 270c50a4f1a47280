import { describe, expect, it } from 'vitest'
import { decodeChunks, isChunked } from './awsChunks.ts'
import { InputProblem } from './inputProblem.ts'

const encode = (text: string) => Buffer.from(text, 'latin1')
const decode = (text: string, length: string | null = null) => decodeChunks(encode(text), length)
const textOf = (text: string, length: string | null = null) =>
  Buffer.from(decode(text, length).body).toString('latin1')

describe('a body in aws-chunked', () => {
  it('is joined from its chunks, whatever bytes they have', () => {
    expect(textOf('5\r\nhello\r\n7\r\n, \r\n0\r\n\r\n0\r\n\r\n', '12')).toBe('hello, \r\n0\r\n')
    expect(textOf('A;chunk-signature=ab12\r\n0123456789\r\n0;chunk-signature=cd34\r\n\r\n')).toBe(
      '0123456789',
    )
    expect(textOf('0\r\n\r\n', '0')).toBe('')
  })

  it('has the trailers that follow it', () => {
    const { trailers } = decode(
      '1\r\nx\r\n0\r\nx-amz-checksum-crc32: AAAAAA==\r\nx-amz-trailer-signature:ab\r\n\r\n',
    )
    expect(trailers).toEqual([
      ['x-amz-checksum-crc32', 'AAAAAA=='],
      ['x-amz-trailer-signature', 'ab'],
    ])
  })

  it.each([
    ['is cut off in a chunk', '5\r\nhel'],
    ['is cut off between chunks', '5\r\nhello\r\n'],
    ['has a chunk that is longer than declared', '3\r\nhello\r\n0\r\n\r\n'],
    ['has no length', 'hello'],
    ['has a length that is no number', '-1\r\nx\r\n0\r\n\r\n'],
    ['is empty', ''],
  ])('is refused when it %s', (_, text) => {
    expect(() => decode(text)).toThrow(InputProblem)
  })

  it('is refused when it has not the length that it declares', () => {
    expect(() => decode('1\r\nx\r\n0\r\n\r\n', '2')).toThrow(InputProblem)
  })

  it('is known by the hash or by the encoding', () => {
    const isOne = (headers: Record<string, string>) => isChunked(new Headers(headers))
    expect(isOne({ 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' })).toBe(true)
    expect(isOne({ 'content-encoding': 'gzip, aws-chunked' })).toBe(true)
    expect(isOne({ 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD', 'content-encoding': 'gzip' })).toBe(false)
  })
})
