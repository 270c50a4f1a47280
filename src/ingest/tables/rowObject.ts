import { membersOf, type JsonMember } from '../shapes/jsonMembers.ts'
import { jsonOfCell } from './cellJson.ts'
import { columnsOf, type Column } from './columns.ts'
import { RowRecord } from './rowRecord.ts'

/**
 * The record of a JSON object whose names are those of a table's columns: `userIdentity.type`,
 * `UserIdentityType`, `user_identity_type`. Values stay as written; null if its names are not those
 * of an event. JSON in and out.
 */
export function recordOfRowObject(object: string): string | null {
  const members = membersOf(object)
  const columns = columnsNamed(members)
  if (columns === null) return null
  const record = new RowRecord()
  for (const [i, [name, value]] of members.entries()) {
    const column = columns[i]!
    if (value === '""' || (value === 'null' && column.kind !== 'free')) continue
    if (column.path === null || !record.set(column.path, valueOf(value, column))) record.set([name], value)
  }
  return record.text
}

/** Rows of one table have the same names, so what they mean is remembered. */
function columnsNamed(members: readonly JsonMember[]): readonly Column[] | null {
  if (members.length > MOST_COLUMNS) return null
  const names = members.map(([name]) => name)
  const key = names.join('\n')
  const known = remembered.get(key)
  if (known !== undefined) return known
  const columns = columnsOf(names)
  const has = (...first: readonly string[]) =>
    columns.some(({ path }) => path !== null && first.includes(path[0]!))
  // An object of a record's own members is what it is: a record, or not.
  const isRow = columns.some(({ name, path }) => path !== null && (path.length > 1 || path[0] !== name))
  const isEvent =
    isRow && has('eventName', 'eventID') && has('eventSource', 'eventVersion') && has('eventTime')
  if (remembered.size >= MOST_REMEMBERED) remembered.clear()
  if (key.length <= LONGEST_KEY) remembered.set(key, isEvent ? columns : null)
  return isEvent ? columns : null
}

const remembered = new Map<string, readonly Column[] | null>()
const MOST_REMEMBERED = 100
const LONGEST_KEY = 20_000
const MOST_COLUMNS = 5000

function valueOf(value: string, column: Column): string {
  if (column.kind === 'account') return /^\d{12}$/.test(value) ? `"${value}"` : value
  if (column.path!.at(-1) === 'resources' && value.startsWith('[')) return jsonOfCell(value, column)
  if (!value.startsWith('"') || column.kind === 'leaf') return value
  // Texts of booleans and of JSON, as databases return them.
  const text = JSON.parse(value) as string
  const json = jsonOfCell(text, column)
  return json === JSON.stringify(text) ? value : json
}
