import { createHash } from 'node:crypto'
import { ByteSource } from '../containers/byteSource.ts'
import { CorruptInput } from '../containers/corruptInput.ts'
import { zipEntries } from '../containers/zipEntries.ts'
import type { ContentReport } from '../contentReport.ts'
import type { Reading } from '../reading.ts'
import { SAVE_AS_CSV } from './officeKind.ts'
import { rowHandlers } from './sheetCells.ts'
import { SheetReader } from './sheetReader.ts'
import { WorkbookParts } from './workbookParts.ts'
import { readXml } from './xml.ts'

/**
 * Reads the sheets of an Excel workbook as tables. Sheets refer to texts that may come after them in
 * the file, so its compressed bytes are kept and read twice.
 */
export async function readWorkbook(
  source: ByteSource,
  report: ContentReport,
  reading: Reading,
): Promise<void> {
  const file = await bytesOf(source)
  if (file === null) {
    report.refuse(`This Excel workbook is larger than ${MAX_BYTES / MIB} MiB. ${SAVE_AS_CSV}`)
    return
  }
  const parts = new WorkbookParts()
  const sheets: string[] = []
  await forEachFile(file, reading, async (name, bytes) => {
    if (isSheet(name)) sheets.push(name)
    else await parts.read(name, bytes, reading.pause)
  })
  if (parts.kind !== 'workbook') {
    report.refuse(
      parts.kind === 'binary'
        ? `This is an Excel workbook in the binary .xlsb format. ${SAVE_AS_CSV}`
        : 'This is an Office document, but no Excel workbook, so it has no events.',
    )
    return
  }
  let hasEvents = false
  await forEachFile(file, reading, async (name, bytes) => {
    if (!isSheet(name)) return
    const sheet = new SheetReader(sheets.length > 1 ? parts.sheetName(name) : null, report, reading)
    try {
      await readXml(
        bytes,
        rowHandlers(parts, (cells, row) => sheet.row(cells, row)),
        reading.pause,
      )
    } finally {
      sheet.end()
    }
    hasEvents ||= sheet.isTable
  })
  if (!hasEvents)
    report.refuseIfEmpty(
      'This is an Excel workbook without a table of events: no sheet has columns for the event name (eventName) and other members of records.',
    )
  await reading.sink.contentEnd?.(async () => createHash('sha256').update(file).digest('hex'))
}

async function forEachFile(
  file: Buffer,
  reading: Reading,
  use: (name: string, bytes: ByteSource) => Promise<void>,
): Promise<void> {
  const source = new ByteSource(once(file))
  for await (const { name, bytes } of zipEntries(source, reading.limits, reading.budget)) {
    if (typeof bytes === 'string') throw new CorruptInput(bytes)
    await use(name, bytes)
    await reading.pause()
  }
}

/** All bytes; null if there are too many. */
async function bytesOf(source: ByteSource): Promise<Buffer | null> {
  const pieces: Buffer[] = []
  let length = 0
  for (let piece = await source.next(); piece; piece = await source.next()) {
    length += piece.length
    if (length > MAX_BYTES) return null
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

async function* once(file: Buffer): AsyncGenerator<Buffer> {
  yield file
}

function isSheet(name: string): boolean {
  return /^xl\/worksheets\/[^/]+\.xml$/.test(name)
}

const MIB = 1024 * 1024
const MAX_BYTES = 64 * MIB
