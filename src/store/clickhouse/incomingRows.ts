import { decodeLeaf, LEAF_SEPARATOR } from '../../cloudtrail/recordShape.ts'
import { BATCH_COLUMNS, columnsOf, rowsOf, ROW_SEPARATOR } from '../batchChunks.ts'
import { EVENT_COLUMNS, ITEM_SEPARATOR, type ColumnType } from '../eventColumns.ts'
import { hashID } from '../../cloudtrail/hashID.ts'
import { suffixOfPlace } from '../idSuffix.ts'
import type { BatchRows } from '../recordBatch.ts'

/** A row that is being added, as the table `events` has it, and what else is known of it. */
export interface IncomingRow {
  /** Its place in the order of arrival. */
  readonly row: number
  /** Its shape among those of the batch. */
  readonly shape: number
  /** Its log file among those of the batch; null for the simulated account. */
  readonly logFile: number | null
  readonly position: string
  /** By the name of the column. */
  readonly columns: Readonly<Record<string, unknown>>
  readonly eventID: string | null
  readonly idSuffix: string | null
  readonly idHash: number
  readonly eventTimeMs: number | null
  readonly leaves: string
}

/** The rows of a batch that were read one by one. */
export function* incomingRows({ chunks }: Pick<BatchRows, 'chunks'>): Generator<IncomingRow> {
  for (const chunk of chunks) {
    const columns = columnsOf(chunk).map((column) => rowsOf(column))
    for (let index = 0; index < columns[0]!.length; index++)
      yield incomingRow((column) => textOf(columns[column]![index]!))
  }
}

/** A row of a record without eventID, now that the hash of its content is known. */
export function identifiedRow(row: IncomingRow, hash: string, logFile: number): IncomingRow {
  const idSuffix = suffixOfPlace(hash, Number(row.idSuffix))
  const idHash = hashID(idSuffix)
  return { ...row, logFile, idSuffix, idHash, columns: { ...row.columns, idSuffix, idHash } }
}

/**
 * The identity of an event: its eventID, or its suffix, which no eventID equals.
 */
export function identityOf({ eventID, idSuffix }: Pick<IncomingRow, 'eventID' | 'idSuffix'>): string {
  return eventID ?? `${ROW_SEPARATOR}${idSuffix}`
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const textOf = (value: Uint8Array): string => decoder.decode(value)

const AT = Object.fromEntries(BATCH_COLUMNS.map((name, index) => [name, index])) as Record<
  (typeof BATCH_COLUMNS)[number],
  number
>

function incomingRow(text: (column: number) => string): IncomingRow {
  const columns: Record<string, unknown> = {}
  for (const { name, type } of EVENT_COLUMNS) columns[name] = VALUES[type](text(AT[name]))
  // Both lists are empty if both texts are: otherwise an empty text is a list of one.
  if (text(AT.resourceTypes) === '' && text(AT.resourceNames) === '')
    columns['resourceTypes'] = columns['resourceNames'] = []
  const leaves = text(AT.leaves)
  columns['leaves'] = leaves
  columns['decodedLeaves'] = decodedLeaves(leaves)
  columns['readings'] = text(AT.readings) || null
  const logFile = text(AT.logFile)
  return {
    row: Number(text(AT.row)),
    shape: Number(text(AT.shape)),
    logFile: logFile === '' ? null : Number(logFile),
    position: text(AT.position),
    columns,
    eventID: columns['eventID'] as string | null,
    idSuffix: columns['idSuffix'] as string | null,
    idHash: columns['idHash'] as number,
    eventTimeMs: columns['eventTimeMs'] as number | null,
    leaves,
  }
}

/** How a value is written in a batch, by the type of its column. */
const VALUES: Readonly<Record<ColumnType, (text: string) => unknown>> = {
  text: (text) => text || null,
  texts: (text) => text.split(ITEM_SEPARATOR),
  boolean: (text) => (text === '' ? null : text === 'true'),
  count: Number,
  hash: Number,
  timeMs: (text) => (text === '' ? null : Number(text)),
}

/** The leaves with their escapes decoded; null if they have none. */
function decodedLeaves(leaves: string): string | null {
  if (!leaves.includes('\\')) return null
  return leaves
    .split(LEAF_SEPARATOR)
    .map((leaf) => decodeLeaf(leaf))
    .join(LEAF_SEPARATOR)
}
