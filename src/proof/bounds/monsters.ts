import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { constants, createGzip, crc32, deflateRawSync, gzipSync } from 'node:zlib'

/**
 * Huge files, none of which is ever in memory as a whole: repeated parts are compressed once and
 * written many times.
 */

export const MB = 1024 * 1024

/** A small CloudTrail record. */
export function record(number: number, more: object = {}): string {
  return JSON.stringify({
    eventVersion: '1.11',
    eventTime: new Date(Date.UTC(2026, 0, 1) + number * 1000).toISOString().replace('.000Z', 'Z'),
    eventSource: 's3.amazonaws.com',
    eventName: 'GetObject',
    awsRegion: 'eu-central-1',
    eventID: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    ...more,
  })
}

/** Incompressible text of this length. */
export function incompressible(characters: number): string {
  return randomBytes(Math.ceil((characters * 3) / 4))
    .toString('base64')
    .slice(0, characters)
}

/** Records as large as their text, one per line. */
export function* recordsWith(
  count: number,
  textOf: (text: string) => object,
  characters: number,
): Generator<string> {
  for (let number = 0; number < count; number++)
    yield `${record(number, textOf(incompressible(characters)))}\n`
}

export async function write(path: string, pieces: Iterable<string | Uint8Array>): Promise<void> {
  await pipeline(Readable.from(pieces, { objectMode: false }), createWriteStream(path))
}

export async function writeGzipped(path: string, pieces: Iterable<string>): Promise<void> {
  await pipeline(
    Readable.from(pieces, { objectMode: false }),
    createGzip({ level: 1 }),
    createWriteStream(path),
  )
}

export function* times<T>(count: number, piece: T): Generator<T> {
  for (let i = 0; i < count; i++) yield piece
}

/**
 * Gzip that decompresses to this many megabytes of one filling between two texts, in several
 * members, which gzip allows.
 */
export function* gzipOf(
  start: string,
  megabytes: number,
  filling: string,
  end: string,
): Generator<Uint8Array> {
  yield gzipSync(start)
  yield* times(megabytes, gzipSync(Buffer.alloc(MB, filling), { level: 9 }))
  yield gzipSync(end)
}

/**
 * Gzip of one member with this many megabytes of spaces, made of repeated deflate blocks that each
 * end at a byte.
 */
export function* gzipOfOneMember(megabytes: number): Generator<Uint8Array> {
  yield Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3])
  yield* times(megabytes, block(Buffer.alloc(MB, ' ')))
  yield Buffer.from([3, 0, ...Buffer.alloc(8)])
}

function block(content: Uint8Array): Buffer {
  return deflateRawSync(content, { level: 9, finishFlush: constants.Z_FULL_FLUSH })
}

/** A zip archive with one file of this many megabytes. */
export function* zipOf(name: string, megabytes: number): Generator<Uint8Array> {
  yield localHeader(name, 0x08, 0, 0)
  yield* times(megabytes, block(Buffer.alloc(MB, ' ')))
  yield Buffer.concat([Buffer.from([3, 0]), Buffer.from('504b0708', 'hex'), Buffer.alloc(12)])
  yield Buffer.from('504b0506', 'hex')
}

/** An archive of this many files with the same content. */
export function* zipOfMany(count: number, content: string): Generator<Uint8Array> {
  const bytes = Buffer.from(content)
  const data = deflateRawSync(bytes)
  for (let i = 0; i < count; i++) {
    yield localHeader(`${i}.json`, 0, crc32(bytes), data.length)
    yield data
  }
  yield Buffer.from('504b0506', 'hex')
}

/**
 * Files that overlap, as in zip bombs without recursion: each has the headers of the following ones
 * in a stored block, so that readers by the directory inflate the innermost data once for each.
 */
export function* zipOfOverlapping(count: number, megabytes: number): Generator<Uint8Array> {
  let tail = Buffer.concat([...times(megabytes, block(Buffer.alloc(MB, ' '))), Buffer.from([3, 0])])
  for (let i = count; i > 0; i--) {
    const header = localHeader(`${i}.json`, 0, 0, tail.length)
    const quote = Buffer.from([
      0,
      header.length & 0xff,
      header.length >> 8,
      ~header.length & 0xff,
      (~header.length >> 8) & 0xff,
    ])
    tail = Buffer.concat([quote, header, tail])
  }
  yield localHeader('0.json', 0, 0, tail.length)
  yield tail
  yield Buffer.from('504b0506', 'hex')
}

function localHeader(name: string, flags: number, crc: number, size: number): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(flags, 6)
  header.writeUInt16LE(8, 8)
  header.writeUInt32LE(crc, 14)
  header.writeUInt32LE(size, 18)
  header.writeUInt16LE(Buffer.byteLength(name), 26)
  return Buffer.concat([header, Buffer.from(name)])
}
