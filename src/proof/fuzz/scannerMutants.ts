import { isDeepStrictEqual } from 'node:util'
import { Chance } from '../../account/chance.ts'
import { RecordReader } from '../../cloudtrail/record.ts'
import type { RecordScanner } from '../../cloudtrail/scan/recordScanner.ts'
import { newScanner, rowAt, rowFor, scanned, textAt, walked } from '../../testing/scannedRecords.ts'
import { ANY_MUTATION } from './mutations.ts'

export interface ScannerFigures {
  mutants: number
  /** Those that were taken to their end. */
  whole: number
  /** The records that were taken. */
  rows: number
}

/**
 * Log files of few records, changed, given to a scanner that knows their shapes and kinds. It takes
 * nothing that JSON.parse refuses; of some the columns are compared with their records, and with what
 * the walk finds. Returns the first promise that is broken, with the mutant.
 */
export async function fuzzScanner(
  records: readonly string[],
  { seed, mutants }: { readonly seed: number; readonly mutants: number },
  figures: ScannerFigures,
): Promise<{ readonly broken: string; readonly number: number; readonly bytes: Buffer } | null> {
  const scanner = newScanner()
  for (let turn = 0; turn < 3; turn++) scanned(scanner, logFile(records), textAt)
  for (let number = 0; number < mutants; number++) {
    const bytes = mutantOf(records, new Chance('scanner', seed, number))
    figures.mutants++
    const broken =
      number % COMPARED === 0
        ? await compare(scanner, bytes, number % WALKED === 0)
        : judge(bytes, scanned(scanner, bytes, textAt), figures)
    if (broken !== null) return { broken, number, bytes }
  }
  return null
}

const reader = new RecordReader()

const logFile = (records: readonly string[]) => Buffer.from(`{"Records":[${records.join(',')}]}`)

function mutantOf(records: readonly string[], chance: Chance): Buffer {
  const some = Array.from({ length: chance.int(1, 3) }, () => chance.pick(records))
  let bytes = logFile(some).toString('latin1')
  for (let changes = chance.int(1, 2); changes > 0; changes--)
    bytes = chance.weighted(ANY_MUTATION).apply(bytes, chance, chance.pick(records))
  return Buffer.from(bytes, 'latin1')
}

/** Whether the texts that were taken are the first ones of the list, and JSON. */
function judge(
  bytes: Buffer,
  found: { readonly rows: readonly string[]; readonly end: 'end' | 'unsure' } | null,
  figures: ScannerFigures,
): string | null {
  if (found === null) return null
  const text = bytes.toString()
  const from = text.indexOf('[') + 1
  let at = afterSpace(text, from)
  let end = from
  for (const row of found.rows) {
    if (!text.startsWith(row, at)) return `A record is taken where it stands: ${row}`
    end = at + row.length
    at = afterSpace(text, afterSpace(text, end) + 1)
  }
  figures.rows += found.rows.length
  const list = parsed(`[${text.slice(from, end)}]`) as readonly unknown[] | null
  if (list?.length !== found.rows.length) return `What is taken is JSON: ${text.slice(from, end)}`
  if (found.end === 'unsure') return null
  figures.whole++
  return parsed(text) === null ? `A text that is taken whole is JSON: ${text}` : null
}

/** Whether each row is that of its record, and if asked, the one that the walk finds. */
async function compare(scanner: RecordScanner, bytes: Buffer, isWalked: boolean): Promise<string | null> {
  const rows = scanned(scanner, bytes, rowAt)?.rows ?? []
  for (const [i, row] of rows.entries()) {
    const record = reader.read(row.text)
    const wanted = 'fault' in record ? record : rowFor(record, i + 1)
    if (!isDeepStrictEqual(row, wanted)) return `A row is its record's: ${JSON.stringify({ row, wanted })}`
  }
  if (!isWalked) return null
  const wanted = (await walked(bytes)).slice(0, rows.length)
  return isDeepStrictEqual(rows, wanted)
    ? null
    : `What is taken is what the walk finds: ${JSON.stringify({ rows, wanted })}`
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function afterSpace(text: string, from: number): number {
  let at = from
  while (/[ \n\r\t]/.test(text[at] ?? '')) at++
  return at
}

/** One in so many mutants: comparing is slow, the walk slower. */
const COMPARED = 10
const WALKED = 100
