import { isUtf8 } from 'node:buffer'
import { describeRecord } from '../cloudtrail/describe.ts'
import { hashID } from '../cloudtrail/hashID.ts'
import { RecordReader, type CloudTrailRecord } from '../cloudtrail/record.ts'
import { RecordScanner } from '../cloudtrail/scan/recordScanner.ts'
import { SCANNED_TEXTS, type ScannedRows, type ScannedText } from '../cloudtrail/scan/scannedRows.ts'
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

export function newScanner(): RecordScanner {
  return new RecordScanner({ readingsOf: readingsText, maxRows: 61_440 })
}

/**
 * What a scanner takes of a text, each row as `rowAt` or `textAt` reads it, and how it ends; null if
 * it does not begin it.
 */
export function scanned<Row>(
  scanner: RecordScanner,
  text: Uint8Array,
  read: (scanner: RecordScanner, rows: ScannedRows, row: number) => Row,
): { readonly rows: Row[]; readonly end: 'end' | 'unsure' } | null {
  // Often it has the rows of other texts.
  if (scanner.rowCount > 1000) scanner.clear()
  if (!isUtf8(text) || !scanner.begin(text, 7)) return null
  let from = scanner.rowCount
  const found: Row[] = []
  for (;;) {
    const end = scanner.take()
    const rows = scanner.rows()
    for (let row = from; row < rows.count; row++) found.push(read(scanner, rows, row))
    if (end !== 'full') return { rows: found, end }
    scanner.clear()
    from = 0
  }
}

/** The text of a row's record. */
export function textAt(scanner: RecordScanner, rows: ScannedRows, row: number): string {
  const shape = scanner.shapes[rows.shape[row]!]!
  const leaves = textBetween(rows, rows.leavesStart[row]!, rows.leavesEnd[row]!)
  return shape.join(shape.leafCount === 0 ? [] : leaves.split('\u001f'))
}

/** A row with all its columns. */
export function rowAt(scanner: RecordScanner, rows: ScannedRows, row: number): ScannedRow {
  const columnAt = (name: ScannedText) => {
    const { codes, starts, ends } = rows.texts[name]
    return textBetween(rows, starts[codes[row]!]!, ends[codes[row]!]!)
  }
  return {
    number: rows.number[row]!,
    text: textAt(scanner, rows, row),
    eventID: textBetween(rows, rows.eventIDStart[row]!, rows.eventIDEnd[row]!),
    idHash: rows.idHash[row]!,
    eventTimeMs: rows.eventTimeMs[row]!,
    readOnly: [null, true, false][rows.readOnly[row]!]!,
    listedResources: rows.listedResources[row]!,
    ...(Object.fromEntries(SCANNED_TEXTS.map((name) => [name, columnAt(name)])) as Record<
      ScannedText,
      string
    >),
  }
}

function textBetween({ memory }: ScannedRows, start: number, end: number): string {
  return Buffer.from(memory.buffer, memory.byteOffset + start, end - start).toString()
}

const reader = new RecordReader()

/** The rows of the records that the walk finds in a text; null for a record that no row is made of. */
export async function walked(text: Uint8Array): Promise<(ScannedRow | null)[]> {
  const rows: (ScannedRow | null)[] = []
  const sink = {
    record: (record: CloudTrailRecord, position: { readonly record: number }) =>
      rows.push(rowFor(record, position.record)),
    problem: () => undefined,
  }
  await readLogFile('file', chunksOf(text), sink, { reader })
  return rows
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** The row that a record should be; null if a scanner never takes it. */
export function rowFor(record: CloudTrailRecord, number: number): ScannedRow | null {
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
