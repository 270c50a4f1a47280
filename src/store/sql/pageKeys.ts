import type { Order } from '../../filter/filter.ts'
import type { PageKey } from '../eventStore.ts'
import { hashesOfID } from '../../cloudtrail/hashID.ts'
import type { Statement } from './statement.ts'
import type { Row, SqlReader } from './sqlReader.ts'
import type { MatchingEvents } from './matchingEvents.ts'

/** The columns of a PageKey. */
const KEY_COLUMNS = 'e.eventTimeMs::DOUBLE, e.eventID, e.ordinal::DOUBLE'

/** The key of the event that an ID opens, null if it does not match. */
export async function keyIn(
  events: MatchingEvents,
  id: string,
  signal: AbortSignal | undefined,
): Promise<PageKey | null> {
  const statement = events.statement()
  const tail = `AND ${hasID(id, statement.param(id))}`
  const [row] = await statement.query(KEY_COLUMNS, tail, signal)
  return row ? (row as unknown as PageKey) : null
}

/** The key of the event with an ordinal. */
export async function keyAt(
  ordinal: number,
  reader: SqlReader,
  signal: AbortSignal | undefined,
): Promise<PageKey> {
  const rows = await reader.query(
    `SELECT ${KEY_COLUMNS} FROM ${reader.dialect.events} e WHERE e.ordinal = ${ordinal}`,
    [],
    signal,
  )
  return rows[0] as unknown as PageKey
}

export async function countBefore(
  events: MatchingEvents,
  key: PageKey,
  order: Order,
  signal: AbortSignal | undefined,
): Promise<number> {
  const statement = events.narrowStatement()
  const before = order === 'newest' ? precedes(key, statement) : follows(key, statement)
  const [[count]] = (await statement.query('count(*)::DOUBLE', `AND (${before})`, signal)) as [[number]]
  return count
}

export function rowsAfter(
  events: MatchingEvents,
  columns: string,
  key: PageKey,
  wanted: { order: Order; limit: number; signal: AbortSignal | undefined },
): Promise<Row[]> {
  const isAfter = (statement: Statement) =>
    wanted.order === 'newest' ? follows(key, statement) : precedes(key, statement)
  return events.rows(columns, isAfter, { ...wanted, skip: 0 })
}

/**
 * The ordinal of the event that an ID opens: of the event that has it, otherwise of the first one with this
 * eventID; null if there is none. The hashes are read alone, since the engine would prepare to read every column
 * that a statement names in all row groups.
 */
export async function ordinalOpenedBy(id: string, reader: SqlReader): Promise<number | null> {
  const { dialect } = reader
  const param = dialect.param(1)
  const rows = await reader.query(
    `SELECT e.ordinal::DOUBLE, ${ID} = ${param} FROM ${dialect.events} e
      WHERE e.idHash IN (${hashesOfID(id).join(',')}) AND (e.eventID = ${param} OR ${ID} = ${param})`,
    [id],
  )
  const [found] = (rows as [number, boolean][]).toSorted(
    ([a, isIDofA], [b, isIDofB]) => Number(isIDofB) - Number(isIDofA) || a - b,
  )
  return found?.[0] ?? null
}

/** Whether an event has this ID. `param` stands for the same ID in the statement. */
function hasID(id: string, param: string): string {
  return `e.idHash IN (${hashesOfID(id).join(',')}) AND ${ID} = ${param}`
}

/** The `id` of a {@link CloudTrailEvent}. */
export const ID = "coalesce(e.eventID, '') || coalesce(e.idSuffix, '')"

/** Whether an event comes after a key, newest first. */
function follows([ms, eventID, ordinal]: PageKey, statement: Statement): string {
  const sameID = eventID === null ? 'e.eventID IS NULL' : `e.eventID = ${statement.param(eventID)}`
  const lowerID =
    eventID === null ? 'false' : `(e.eventID < ${statement.param(eventID)} OR e.eventID IS NULL)`
  const inTime = `${lowerID} OR (${sameID} AND e.ordinal < ${ordinal})`
  return ms === null
    ? `e.eventTimeMs IS NULL AND (${inTime})`
    : `(e.eventTimeMs <= ${ms} OR e.eventTimeMs IS NULL) AND (e.eventTimeMs < ${ms} OR e.eventTimeMs IS NULL OR (${inTime}))`
}

/** Whether an event comes before a key, newest first. */
function precedes([ms, eventID, ordinal]: PageKey, statement: Statement): string {
  const sameID = eventID === null ? 'e.eventID IS NULL' : `e.eventID = ${statement.param(eventID)}`
  const higherID = eventID === null ? 'e.eventID IS NOT NULL' : `e.eventID > ${statement.param(eventID)}`
  const inTime = `${higherID} OR (${sameID} AND e.ordinal > ${ordinal})`
  return ms === null
    ? `e.eventTimeMs IS NOT NULL OR (${inTime})`
    : `e.eventTimeMs >= ${ms} AND (e.eventTimeMs > ${ms} OR ${inTime})`
}
