import { ByteSource } from './containers/byteSource.ts'
import { CorruptInput } from './containers/corruptInput.ts'
import { ContentReport } from './contentReport.ts'
import { GzipMembers } from './containers/gunzip.ts'
import { hashWhileRead } from './containers/hashWhileRead.ts'
import type { Reading } from './reading.ts'
import { readText } from './text/readText.ts'
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
  await readLayer(source, entry, layer, reading, report)
  report.close()
}

/** Reads what is compressed no further, or in another layer, into the report of its file or entry. */
async function readLayer(
  source: ByteSource,
  entry: string | null,
  layer: number,
  reading: Reading,
  report: ContentReport,
): Promise<void> {
  try {
    const start = await source.peek(512)
    if (start.length === 0) report.refuse('The file is empty.')
    else if (layer > MAX_LAYERS)
      report.refuse(
        `The file is compressed more than ${MAX_LAYERS} times over. Unpack it and load its content.`,
      )
    else if (start[0] === 0x1f && start[1] === 0x8b) await readGzip(source, entry, layer, reading, report)
    else if (officeKind(start) !== null) await readOffice(source, start, report, reading)
    else if (isZip(start)) await readZip(source, entry, layer, reading)
    else {
      const other = otherKind(start)
      if (other) report.refuse(other)
      else await readLogFileText(source, report, reading)
    }
  } catch (error) {
    if (!(error instanceof CorruptInput)) throw error
    report.refuse(error.message)
  }
}

async function readLogFileText(source: ByteSource, report: ContentReport, reading: Reading): Promise<void> {
  const content = hashWhileRead(source)
  await readText(content.bytes, report, reading)
  await reading.sink.contentEnd?.(() => content.hash(reading.pause))
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

/** Members behind a damaged one are read as a continuation of the same file. */
async function readGzip(
  source: ByteSource,
  entry: string | null,
  layer: number,
  reading: Reading,
  report: ContentReport,
): Promise<void> {
  const note = (reason: string) => report.refuse(reason)
  const members = new GzipMembers(source, reading.limits, reading.budget, note)
  do {
    if (members.continues) report.part = `gzip member at byte ${source.taken}`
    await readLayer(new ByteSource(members.text()), entry, layer + 1, reading, report)
    await reading.pause()
  } while (members.continues)
}

async function readZip(
  source: ByteSource,
  entry: string | null,
  layer: number,
  reading: Reading,
): Promise<void> {
  let isEmpty = true
  for await (const { name, bytes } of zipEntries(source, reading.limits, reading.budget)) {
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

/** A sentence for content that is clearly something else; null for what may be a log file. */
function otherKind(start: Buffer): string | null {
  const begins = (magic: string) => start.toString('latin1', 0, magic.length) === magic
  if (begins('PAR1'))
    return 'This is a Parquet file, as written by Security Lake or a query. Load the log files of the trail, or convert it to JSON.'
  for (const [magic, what] of OTHER_KINDS)
    if (begins(magic)) return `This is ${what}. Unpack it and load its content.`
  if (start.toString('latin1', 257, 262) === 'ustar')
    return 'This is a tar archive. Unpack it and load the folder.'
  // A stray NUL in JSON is only a break in it.
  if (start.includes(0) && !isWide(start) && !/^(?:\xef\xbb\xbf)?\s*[{[]/.test(start.toString('latin1')))
    return 'Not a CloudTrail log file (neither text nor compressed text).'
  return null
}

const OTHER_KINDS: readonly (readonly [magic: string, what: string])[] = [
  ['BZh', 'a bzip2 file'],
  ['\u{fd}7zXZ', 'an xz file'],
  ['(\u{b5}/\u{fd}', 'a Zstandard file'],
  ['7z\u{bc}\u{af}', 'a 7z archive'],
  ['Rar!', 'a RAR archive'],
]

/** Whether its NULs are halves of UTF-16 characters. */
function isWide(start: Buffer): boolean {
  return (
    (start[0] === 0xff && start[1] === 0xfe) ||
    (start[0] === 0xfe && start[1] === 0xff) ||
    start[0] === 0 ||
    start[1] === 0
  )
}
