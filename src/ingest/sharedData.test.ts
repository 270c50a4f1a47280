import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { RecordReader } from '../cloudtrail/record.ts'
import { findInStream } from './readForTest.ts'

const data = fileURLToPath(new URL('../../../shared/data/', import.meta.url))
const isHere = existsSync(`${data}index.json`)

/** Broken files with records that can be read; the index counts broken files as 0. */
const READ_FROM_BROKEN = new Map([
  // A whole record before the break.
  ['awsdocs_aws-cloudtrail-user-guide/cloudtrail-event-reference-01.json', 1],
  // A record with unescaped line breaks.
  ['awsdocs_aws-cloudtrail-user-guide/cloudtrail-log-file-examples-06.json', 1],
])

describe.skipIf(!isHere)('public CloudTrail data (skipped where ../shared/data is not)', () => {
  test('has the records in its index, and a problem in every file without records', async () => {
    const index = JSON.parse(readFileSync(`${data}index.json`, 'utf8')) as Record<
      string,
      { kind: string; records: number; bytes: number }
    >
    const reader = new RecordReader()
    let total = 0
    for (const [path, { kind, records, bytes }] of Object.entries(index)) {
      const found = await findInStream(createReadStream(data + path), { reader })
      expect(found.records.length, path).toBe(READ_FROM_BROKEN.get(path) ?? records)
      const isEmptyList = bytes === 2
      expect(found.problems.length, path).toBe(kind === 'cloudtrail' || isEmptyList ? 0 : 1)
      if (kind === 'malformed') expect(found.problems[0]!.position, path).toMatch(/^byte \d+/)
      else if (found.problems.length > 0) expect(found.problems[0]!.position, path).toBeNull()
      if (!READ_FROM_BROKEN.has(path)) total += found.records.length
    }
    expect(total).toBe(3834)
  })
})
