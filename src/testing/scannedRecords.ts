import { isUtf8 } from 'node:buffer'
import { describeRecord } from '../cloudtrail/describe.ts'
import { hashID } from '../cloudtrail/hashID.ts'
import type { CloudTrailRecord, RecordReader } from '../cloudtrail/record.ts'
import { RecordScanner } from '../cloudtrail/scan/recordScanner.ts'
import { SCANNED_TEXTS, type ScannedText } from '../cloudtrail/scan/scannedRows.ts'
import { readLogFile } from '../ingest/readLogFile.ts'
import { readingsText } from '../store/readingsText.ts'

/** A row of a scanner, or what it should be. */
export interface ScannedRow extends Readonly<Record<ScannedText, string>> {
  readonly number: number
  /** The record's text. */
  readonly text: string
  readonly eventID: string
  readonly idHash: number
  readonly eventTimeMs: number
  readonly readOnly: boolean | null
  readonly listedResources: number
}

export function newScanner(reader?: RecordReader): RecordScanner {
  return new RecordScanner({ readingsOf: readingsText, maxRows: 61_440, ...(reader && { reader }) })
}

/** What a scanner takes of a text, and how it ends; null if it does not begin it. */
export function scanned(
  scanner: RecordScanner,
  text: Uint8Array,
): { readonly rows: ScannedRow[]; readonly end: 'end' | 'unsure' } | null {
  if (!isUtf8(text) || !scanner.begin(text, 7)) return null
  const rows: ScannedRow[] = []
  for (;;) {
    const end = scanner.take()
    rows.push(...rowsOf(scanner))
    scanner.clear()
    if (end !== 'full') return { rows, end }
  }
}

function rowsOf(scanner: RecordScanner): ScannedRow[] {
  const rows = scanner.rows()
  const memory = Buffer.from(rows.memory.buffer, rows.memory.byteOffset, rows.memory.length)
  return Array.from({ length: rows.count }, (_, row): ScannedRow => {
    const text = (starts: Uint32Array, ends: Uint32Array, at = row) =>
      memory.toString('utf8', starts[at], ends[at])
    const shape = scanner.shapes[rows.shape[row]!]!
    const leaves = text(rows.leavesStart, rows.leavesEnd)
    const textOf = (name: ScannedText) => {
      const { codes, starts, ends } = rows.texts[name]
      return text(starts, ends, codes[row])
    }
    return {
      number: rows.number[row]!,
      text: shape.join(shape.leafCount === 0 ? [] : leaves.split('\u001f')),
      eventID: text(rows.eventIDStart, rows.eventIDEnd),
      idHash: rows.idHash[row]!,
      eventTimeMs: rows.eventTimeMs[row]!,
      readOnly: [null, true, false][rows.readOnly[row]!]!,
      listedResources: rows.listedResources[row]!,
      ...(Object.fromEntries(SCANNED_TEXTS.map((name) => [name, textOf(name)])) as Record<
        ScannedText,
        string
      >),
    }
  })
}

/** The rows of the records that the walk finds in a text; null for a record that no row is made of. */
export async function walked(text: Uint8Array): Promise<(ScannedRow | null)[]> {
  const rows: (ScannedRow | null)[] = []
  const sink = {
    record: (record: CloudTrailRecord, position: { readonly record: number }) =>
      rows.push(rowFor(record, position.record)),
    problem: () => undefined,
  }
  await readLogFile('file', chunksOf(text), sink)
  return rows
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

function rowFor(record: CloudTrailRecord, number: number): ScannedRow | null {
  const event = describeRecord(record)
  const { eventID, eventTimeMs, readOnly, resources } = event
  if (eventID === null || eventTimeMs === null) return null
  const listed = resources.filter(({ derived }) => !derived).length
  const text = (name: ScannedText): string => {
    switch (name) {
      case 'readings':
        return readingsText(record)
      case 'resourceTypes':
        return resources.map(({ resourceType }) => resourceType ?? '').join('\u001c')
      case 'resourceNames':
        return resources.map(({ resourceName }) => resourceName ?? '').join('\u001c')
      default:
        return event[name] ?? ''
    }
  }
  return {
    number,
    text: record.text,
    eventID,
    idHash: hashID(eventID),
    eventTimeMs,
    readOnly,
    listedResources: listed,
    ...(Object.fromEntries(SCANNED_TEXTS.map((name) => [name, text(name)])) as Record<ScannedText, string>),
  }
}
