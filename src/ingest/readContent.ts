import { isUtf8 } from 'node:buffer'
import { isSealed } from '../encryption/messageHeader.ts'
import type { ArchiveEntry } from './containers/archiveEntry.ts'
import { ByteSource } from './containers/byteSource.ts'
import { CorruptInput } from './containers/corruptInput.ts'
import { ContentReport } from './contentReport.ts'
import { decompress, isCompressed, type Decompressed } from './containers/decompress.ts'
import { otherKind } from './containers/otherKinds.ts'
import { LARGEST_AT_ONCE } from './containers/inflateAtOnce.ts'
import { hashWhileRead } from './containers/hashWhileRead.ts'
import { isParquet, readParquet } from './parquet/readParquet.ts'
import type { Reading } from './reading.ts'
import { isWrapped } from './text/mendedText.ts'
import { readText } from './text/readText.ts'
import { isSevenZip, sevenZipEntries } from './containers/sevenZipEntries.ts'
import { isTar, tarEntries } from './containers/tarEntries.ts'
import { unsealed } from './containers/unsealed.ts'
import { zipEntries } from './containers/zipEntries.ts'
import { officeKind } from './workbook/officeKind.ts'
import { readWorkbook } from './workbook/readWorkbook.ts'

/**
 * Reads bytes of any kind; compressed ones are decompressed and read again. `entry`: the archive
 * entry that they come from. `layer`: how often they were compressed.
 */
export async function readContent(
  source: ByteSource,
  entry: string | null,
  layer: number,
  reading: Reading,
): Promise<void> {
  const report = new ContentReport(reading.sink, entry)
  try {
    await readLayer(source, entry, layer, reading, report, false)
  } finally {
    // Also if the rest cannot be read: a break that was found is said at the end.
    report.close()
  }
}

/**
 * Reads what is compressed no further, or in another layer, into the report of its file or entry.
 * `isContinuation`: it follows damage that is already reported.
 */
async function readLayer(
  source: ByteSource,
  entry: string | null,
  layer: number,
  reading: Reading,
  report: ContentReport,
  isContinuation: boolean,
): Promise<void> {
  const note = (reason: string) => report.refuse(reason)
  try {
    const start = await source.peek(512)
    if (start.length === 0) report.refuse('The file is empty.')
    else if (layer > MAX_LAYERS)
      report.refuse(
        `The file is compressed more than ${MAX_LAYERS} times over. Unpack it and load its content.`,
      )
    else if (officeKind(start) !== null) await readOffice(source, start, report, reading)
    else if (isZip(start))
      await readArchive(zipEntries(source, reading.limits, reading.budget), entry, layer, reading)
    else if (isTar(start)) await readArchive(tarEntries(source, reading, note), entry, layer, reading)
    else if (isSevenZip(start)) await readArchive(sevenZipEntries(source, reading), entry, layer, reading)
    else if (isSealed(start)) await readSealed(source, entry, layer, reading, report)
    else if (isCompressed(start)) {
      const needs = { limits: reading.limits, budget: reading.budget, note }
      await readParts(source, decompress(start, source, needs), entry, layer, reading, report)
    } else if (isParquet(start)) await readParquet(source, report, reading)
    else {
      const other = otherKind(start)
      if (other) report.refuse(other)
      else await readLogFileText(source, report, reading, isContinuation)
    }
  } catch (error) {
    if (!(error instanceof CorruptInput)) throw error
    report.refuse(error.message)
  }
}

async function readLogFileText(
  source: ByteSource,
  report: ContentReport,
  reading: Reading,
  isContinuation: boolean,
): Promise<void> {
  if (!isContinuation && report.records === 0 && (await takeWhole(source, report))) return
  const content = hashWhileRead(source)
  await readText(content.bytes, report, reading, isContinuation)
  await reading.sink.contentEnd?.(() => content.hash(reading.pause))
}

/**
 * Whether all of the text was read at once, as most log files can be: not too large, sound, and with
 * nothing in it but records.
 */
async function takeWhole(source: ByteSource, report: ContentReport): Promise<boolean> {
  const start = await source.peek(START_BYTES)
  if (!LOG_FILE.test(start.toString('latin1')) || isWrapped(start.toString())) return false
  const text = await source.peek(LARGEST_AT_ONCE + 1)
  if (text.length > LARGEST_AT_ONCE || source.hasFailed || !isUtf8(text)) return false
  if (!(await report.takeText(text))) return false
  await source.take(text.length)
  return true
}

async function readOffice(
  source: ByteSource,
  start: Buffer,
  report: ContentReport,
  reading: Reading,
): Promise<void> {
  const kind = officeKind(start)
  if (kind === 'workbook') await readWorkbook(source, report, reading)
  else if (kind !== null) report.refuse(kind.refusal)
}

/** What follows a damaged part is read as a continuation of the same file. */
async function readParts(
  source: ByteSource,
  data: Decompressed,
  entry: string | null,
  layer: number,
  reading: Reading,
  report: ContentReport,
): Promise<void> {
  let isContinuation = false
  do {
    if (isContinuation) report.part = `compressed data from byte ${source.taken}`
    await readLayer(new ByteSource(data.text()), entry, layer + 1, reading, report, isContinuation)
    await reading.pause()
    isContinuation = data.continues
  } while (isContinuation)
}

async function readSealed(
  source: ByteSource,
  entry: string | null,
  layer: number,
  reading: Reading,
  report: ContentReport,
): Promise<void> {
  const plain = await unsealed(source, reading.keys)
  if (typeof plain === 'string') report.refuse(plain)
  else await readLayer(new ByteSource(plain), entry, layer + 1, reading, report, false)
}

async function readArchive(
  entries: AsyncIterable<ArchiveEntry>,
  entry: string | null,
  layer: number,
  reading: Reading,
): Promise<void> {
  let isEmpty = true
  for await (const { name, bytes } of entries) {
    isEmpty = false
    const inner = entry === null ? name : `${entry}/${name}`
    if (typeof bytes === 'string') new ContentReport(reading.sink, inner).refuse(bytes)
    else await readContent(bytes, inner, layer + 1, reading)
    await reading.pause()
  }
  if (isEmpty) new ContentReport(reading.sink, entry).refuse('The archive is empty.')
}

function isZip(start: Buffer): boolean {
  const magic = start.length < 4 ? 0 : start.readUInt32BE(0)
  return magic === 0x504b0304 || magic === 0x504b0506 || magic === 0x504b0708
}

const MAX_LAYERS = 4
/** How a log file of CloudTrail starts. */
const LOG_FILE = /^\s*\{"Records":\[/
const START_BYTES = 16 * 1024
