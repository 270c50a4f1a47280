import { hashID } from '../../cloudtrail/hashID.ts'
import { decodeLeaf, LEAF_SEPARATOR } from '../../cloudtrail/recordShape.ts'
import { BATCH_COLUMNS, columnsOf, ROW_SEPARATOR, type BatchColumnName } from '../batchChunks.ts'
import { EVENT_COLUMNS, ITEM_SEPARATOR, type ColumnType } from '../eventColumns.ts'
import { suffixOfPlace } from '../idSuffix.ts'
import type { BatchRows } from '../recordBatch.ts'
import { listCell, NULL_CELL, textCell } from './tabSeparated.ts'

/** A row that is being added: what is compared of it, and the rest as the table `events` gets it. */
export interface IncomingRow {
  /** Its place in the order of arrival. */
  readonly row: number
  /** Its shape among those of the batch. */
  readonly shape: number
  /** Its log file among those of the batch; null for the simulated account. */
  readonly logFile: number | null
  readonly position: string
  readonly eventID: string | null
  readonly idSuffix: string | null
  readonly idHash: number
  readonly leaves: string
  /** Its cells of KNOWN_COLUMNS, separated by tabs. */
  readonly known: string
}

/** The columns of `events` that are known as soon as a row arrives. */
export const KNOWN_COLUMNS: readonly string[] = [
  ...EVENT_COLUMNS.map(({ name }) => name).filter((name) => name !== 'idSuffix' && name !== 'idHash'),
  'readings',
  'leaves',
  'decodedLeaves',
]

/** The rows of a batch that were read one by one. */
export function* incomingRows({ chunks }: Pick<BatchRows, 'chunks'>): Generator<IncomingRow> {
  for (const chunk of chunks) {
    const columns = columnsOf(chunk).map((column) => decoder.decode(column).split(ROW_SEPARATOR))
    for (let index = 0; index < columns[0]!.length; index++)
      yield incomingRow((column) => columns[AT[column]]![index]!)
  }
}

/** A row of a record without eventID, now that the hash of its content is known. */
export function identifiedRow(row: IncomingRow, hash: string, logFile: number): IncomingRow {
  const idSuffix = suffixOfPlace(hash, Number(row.idSuffix))
  return { ...row, logFile, idSuffix, idHash: hashID(idSuffix) }
}

/**
 * The identity of an event: its eventID, or its suffix, which no eventID equals.
 */
export function identityOf({ eventID, idSuffix }: Pick<IncomingRow, 'eventID' | 'idSuffix'>): string {
  return eventID ?? `${ROW_SEPARATOR}${idSuffix}`
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

const AT = Object.fromEntries(BATCH_COLUMNS.map((name, index) => [name, index])) as Record<
  BatchColumnName,
  number
>

function incomingRow(text: (column: BatchColumnName) => string): IncomingRow {
  const leaves = text('leaves')
  // Both lists are empty if both texts are: otherwise an empty text is a list of one.
  const hasResources = text('resourceTypes') !== '' || text('resourceNames') !== ''
  const cells: string[] = []
  for (const { name, type } of EVENT_COLUMNS)
    if (name !== 'idSuffix' && name !== 'idHash')
      cells.push(type === 'texts' && !hasResources ? '[]' : CELLS[type](text(name)))
  const decoded = decodedLeaves(leaves)
  const leavesCell = textCell(leaves)
  cells.push(CELLS.text(text('readings')), leavesCell, decoded === null ? NULL_CELL : textCell(decoded))
  const logFile = text('logFile')
  return {
    row: Number(text('row')),
    shape: Number(text('shape')),
    logFile: logFile === '' ? null : Number(logFile),
    position: text('position'),
    eventID: text('eventID') || null,
    idSuffix: text('idSuffix') || null,
    idHash: Number(text('idHash')),
    leaves,
    known: cells.join('\t'),
  }
}

/** How a value of a batch is written for the table, by the type of its column. */
const CELLS: Readonly<Record<ColumnType, (text: string) => string>> = {
  text: (text) => (text === '' ? NULL_CELL : textCell(text)),
  texts: (text) => listCell(text.split(ITEM_SEPARATOR)),
  boolean: (text) => (text === '' ? NULL_CELL : text === 'true' ? '1' : '0'),
  count: (text) => text,
  hash: (text) => text,
  timeMs: (text) => text || NULL_CELL,
}

/** The leaves with their escapes decoded; null if they have none. */
function decodedLeaves(leaves: string): string | null {
  if (!leaves.includes('\\')) return null
  return leaves
    .split(LEAF_SEPARATOR)
    .map((leaf) => decodeLeaf(leaf))
    .join(LEAF_SEPARATOR)
}
