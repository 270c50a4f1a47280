import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyRecord, anyWriting, writtenRecord } from './anyRecord.ts'
import './fewCases.ts'
import { newScanner, scanned, walked } from './scannedRecords.ts'

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
        const found = scanned(scanner, text)!
        const wanted = await walked(text)
        expect(found.rows).toEqual(wanted.slice(0, found.rows.length))
        if (found.end === 'end') expect(found.rows.length).toBe(wanted.length)
      }),
      { numRuns: 300 },
    )
  })

  it.skipIf(!existsSync(DATA))('of public log files (skipped where ../shared/data is not)', async () => {
    const scanner = newScanner()
    let taken = 0
    for (const text of logFilesIn(DATA)) {
      // Again, when its shapes and kinds are known.
      for (const found of [scanned(scanner, text), scanned(scanner, text)]) {
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
