import { RECORD_PATHS } from '../../cloudtrail/recordPaths.ts'
import { itemsOf, membersOf, objectOf, soundJson } from './jsonMembers.ts'

const SEGMENTS = [...RECORD_PATHS.keys()].flatMap((path) => path.split('.'))

/**
 * Names of record members that have capitals. Athena and CloudTrail Lake write them in lower case:
 * docs/cloudtrail.md#lower-case-names
 */
const NAMES: ReadonlyMap<string, string> = new Map(
  SEGMENTS.map((name): [string, string] => [name.toLowerCase(), name]).filter(
    ([lower, name]) => lower !== name,
  ),
)

const TABLE_NAMES: ReadonlySet<string> = new Set(SEGMENTS.map((name) => name.toLowerCase()))

/** Whether Athena's table has a column or a member with this name. */
export function isTableName(name: string): boolean {
  return TABLE_NAMES.has(name)
}

/** Columns that contain JSON text in Athena's table, with its capitals intact. */
const JSON_TEXTS = new Set([
  'requestparameters',
  'responseelements',
  'additionaleventdata',
  'serviceeventdetails',
])

/**
 * The text of the record that a row was made from, with its capitals restored and its values as
 * written; null if the object is not such a row. `row` is valid JSON.
 */
export function restoreRow(row: string): string | null {
  const members = membersOf(row)
  if (!members.some(([name]) => name === 'eventsource' || name === 'eventversion' || name === 'eventid'))
    return null
  return objectOf(
    members
      .filter(([, value]) => value !== 'null' && value !== '""')
      .map(([name, value]) => [
        NAMES.get(name) ?? name,
        JSON_TEXTS.has(name) ? jsonInString(value) : restoreNames(value, name),
      ]),
  )
}

/**
 * A member's value with the capitals of the names in it, as written if there is none to restore.
 * JSON in and out.
 */
export function restoreNames(value: string, of: string): string {
  return LOWER_NAME.test(value) || of === 'readonly' ? restored(value, of, 0) : value
}

function restored(value: string, of: string, depth: number): string {
  if (depth > MAX_DEPTH) return value
  if (value.startsWith('['))
    return `[${itemsOf(value)
      .map((item) => restored(item, of, depth + 1))
      .join(',')}]`
  if (!value.startsWith('{')) return of === 'readonly' ? asBoolean(value) : value
  return objectOf(
    membersOf(value).map(([name, inner]) => [
      of === 'resources' && name === 'arn' ? 'ARN' : (NAMES.get(name) ?? name),
      restored(inner, name, depth + 1),
    ]),
  )
}

function asBoolean(value: string): string {
  return value === '"true"' ? 'true' : value === '"false"' ? 'false' : value
}

/** JSON that is the text of a string; any other value as it is. */
function jsonInString(value: string): string {
  return value.startsWith('"') ? (soundJson(JSON.parse(value) as string) ?? value) : value
}

/** No structure of Athena's table is deeper. */
const MAX_DEPTH = 10

/** A name that may have lost its capitals. */
const LOWER_NAME = new RegExp(`"(?:arn|${[...NAMES.keys()].join('|')})"\\s*:`)
