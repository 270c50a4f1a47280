import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyRecord, anyWriting, writtenRecord } from './anyRecord.ts'
import './fewCases.ts'
import { newScanner, rowAt, scanned, textAt, walked } from './scannedRecords.ts'

const DATA = fileURLToPath(new URL('../../../shared/data/', import.meta.url))

const logFile = (records: readonly string[]) => Buffer.from(`{"Records":[${records.join(',')}]}`)

describe('a scanner takes what the walk finds, in every column and byte for byte', () => {
  it('of random records, whatever it knows already', async () => {
    const scanner = newScanner()
    const anyFile = fc.tuple(fc.array(anyRecord, { maxLength: 12 }), anyWriting)
    await fc.assert(
      fc.asyncProperty(anyFile, async ([records, writing]) => {
        const texts = records.map((record) => writtenRecord(record, writing))
        const text = logFile([...texts, ...texts])
        const found = scanned(scanner, text, rowAt)!
        const wanted = await walked(text)
        expect(found.rows).toEqual(wanted.slice(0, found.rows.length))
        if (found.end === 'end') expect(found.rows.length).toBe(wanted.length)
      }),
      { numRuns: 100 },
    )
  })

  it.skipIf(!existsSync(DATA))('of public log files (skipped where ../shared/data is not)', async () => {
    const scanner = newScanner()
    let taken = 0
    for (const text of logFilesIn(DATA)) {
      // Again, when its shapes and kinds are known.
      for (const found of [scanned(scanner, text, rowAt), scanned(scanner, text, rowAt)]) {
        if (found === null) continue
        const wanted = await walked(text)
        expect(found.rows).toEqual(wanted.slice(0, found.rows.length))
        if (found.end === 'end') expect(found.rows.length).toBe(wanted.length)
        taken += found.rows.length
      }
    }
    expect(taken).toBeGreaterThan(1000)
  })
})

describe('hostile log files are taken like others, or left to the walk', () => {
  const record = (number: number, more: object = {}) =>
    JSON.stringify({
      eventVersion: '1.08',
      userIdentity: { type: 'IAMUser', userName: 'alice' },
      eventTime: '2026-02-01T00:00:00Z',
      eventSource: 'ec2.amazonaws.com',
      eventName: 'RunInstances',
      eventID: `e-${number}`,
      ...more,
    })
  const records = (count: number, more: (number: number) => object) =>
    Array.from({ length: count }, (_, number) => record(number, more(number)))

  it.each<[string, string[]]>([
    ['a shape each', records(500, (number) => ({ requestParameters: { [`a${number}`]: 'b' } }))],
    ['a kind each', records(3000, (number) => ({ eventName: `Run${number}` }))],
    ['texts of their own', records(5000, (number) => ({ userAgent: `a${number}`, errorCode: `b${number}` }))],
    ['more leaves each', records(12, (number) => ({ requestParameters: Array(2000 * number).fill(1) }))],
    ['long names', records(4, (number) => ({ [`${'a'.repeat(100_000)}${number}`]: 1 }))],
    [
      'many resources',
      records(20, (number) => ({
        resources: Array.from({ length: 70 * (number % 3) }, (_, i) => ({
          ARN: `arn:${i % 60}`,
          type: `${i % 2}`,
        })),
      })),
    ],
    ['long event names', records(20, (number) => ({ eventName: `${'a'.repeat(300)}${number % 3}` }))],
  ])('%s', async (_, texts) => {
    const text = logFile(texts)
    const { rows, end } = scanned(newScanner(), text, rowAt)!
    const wanted = await walked(text)
    expect(rows.length).toBe(end === 'end' ? wanted.length : rows.length)
    expect(rows).toEqual(wanted.slice(0, rows.length))
  })

  it('is not sure of more than is taken', () => {
    const scanner = newScanner()
    const taken = (text: Buffer) => {
      const found = scanned(scanner, text, textAt)
      return found && [found.rows.length, found.end]
    }
    const sound = record(1)
    expect(taken(logFile([sound, sound]))).toEqual([2, 'end'])
    expect(taken(logFile([]))).toEqual([0, 'end'])
    expect(taken(logFile([sound, record(2, { userAgent: 'a'.repeat(40 * 1024 * 1024) })]))).toEqual([
      1,
      'unsure',
    ])
    for (const other of [
      record(2, { eventID: undefined }),
      record(2, { eventID: 'e-2~0123abcd' }),
      record(2, { eventID: 'e'.repeat(1025) }),
      record(2, { eventTime: undefined }),
      record(2, { eventTime: 'noon' }),
      record(2, { eventVersion: undefined, eventSource: 'aws:s3' }),
      JSON.stringify({ message: 'x', ...(JSON.parse(sound) as object) }),
      '[]',
      '',
    ])
      expect(taken(logFile([sound, other])), other).toEqual([1, 'unsure'])
    for (const rest of ['', ']', ']} x', ']}{}', '],"Records":[]}', `${sound}]}`])
      expect(taken(Buffer.from(`{"Records":[${sound}${rest}`)), rest).toEqual([1, 'unsure'])
    expect(taken(Buffer.from(` { "Records" :\n[ ${sound}\t, ${sound} ]\r\n} `))).toEqual([2, 'end'])
    expect(taken(Buffer.from(`{"records":[${sound}]}`))).toBeNull()
  })
})

function* logFilesIn(folder: string): Generator<Buffer> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) yield* logFilesIn(path)
    else {
      const bytes = readFileSync(path)
      yield bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes
    }
  }
}
