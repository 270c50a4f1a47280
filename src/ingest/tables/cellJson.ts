import type { PathKind } from '../../cloudtrail/recordPaths.ts'
import { restoreNames } from '../shapes/athenaRows.ts'
import { itemsOf, membersOf, objectOf, soundJson, type JsonMember } from '../shapes/jsonMembers.ts'
import { jsonOfStruct } from './athenaStructs.ts'
import type { Column } from './columns.ts'
import { jsonOfPython } from './pythonLiteral.ts'

/**
 * The text of a cell without what spreadsheets and tools put around it: `="0123"`, an apostrophe
 * before a formula. Empty if it has no value.
 */
export function valueOfCell(cell: string): string {
  if (cell.length > LONGEST_NO_VALUE && PLAIN_START.test(cell)) return cell
  const trimmed = cell.trim()
  if (NO_VALUE.has(trimmed)) return ''
  const formula = /^="(.*)"$/s.exec(trimmed)?.[1]
  if (formula !== undefined) return formula.replaceAll('""', '"')
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell
}

/** JSON for a cell that has a value. JSON in it stays as it is written. */
export function jsonOfCell(value: string, { kind, path }: Column): string {
  const member = path?.at(-1) ?? ''
  switch (kind) {
    case 'boolean':
      return BOOLEANS.get(value.trim().toLowerCase()) ?? JSON.stringify(value)
    case 'booleanText':
      return JSON.stringify(BOOLEANS.get(value.trim().toLowerCase()) ?? value)
    case 'free':
      return structured(value, true) ?? JSON.stringify(value)
    case 'object': {
      const json = structured(value, false)
      if (member === 'resources') return resources(json, value)
      return json === null ? JSON.stringify(value) : restoreNames(json, member)
    }
    case 'leaf':
      return (/^\s*[[{(]/.test(value) ? structured(value, true) : booleanOf(value)) ?? JSON.stringify(value)
    default:
      return JSON.stringify(value)
  }
}

/** JSON, a structure of Athena, or a literal of Python; null for any other text. */
function structured(value: string, isFree: boolean): string | null {
  const trimmed = value.trim()
  if (trimmed === 'null') return 'null'
  if (trimmed.startsWith('"')) {
    // JSON, written as the text of a string, as some tools do it twice.
    const json = soundJson(trimmed)
    return json === null ? null : structured(JSON.parse(json) as string, isFree)
  }
  if (!/^[[{(]/.test(trimmed)) return null
  // In tab-separated text, backslashes may be doubled.
  return (
    soundJson(trimmed) ??
    jsonOfStruct(trimmed, isFree) ??
    jsonOfPython(trimmed) ??
    (trimmed.includes('\\\\') ? soundJson(trimmed.replaceAll('\\\\', '\\')) : null)
  )
}

/** Only as JSON and Python write them: text of one's own may be `TRUE`. */
function booleanOf(value: string): string | null {
  return /^(?:true|false|True|False)$/.test(value) ? value.toLowerCase() : null
}

/**
 * The console writes `[{"resourceType":…,"resourceName":…}]`, before 2021 names separated by
 * commas.
 */
function resources(json: string | null, value: string): string {
  if (json === null)
    return `[${value
      .split(/,\s*/)
      .map((name) => `{"ARN":${JSON.stringify(name)}}`)
      .join(',')}]`
  if (!json.startsWith('[')) return json
  const items = itemsOf(json).map((item) =>
    item.startsWith('{') ? objectOf(membersOf(item).map(resourceMember)) : item,
  )
  return restoreNames(`[${items.join(',')}]`, 'resources')
}

function resourceMember([name, value]: JsonMember): JsonMember {
  return [RESOURCE_MEMBERS.get(name.toLowerCase()) ?? name, value]
}

const RESOURCE_MEMBERS: ReadonlyMap<string, string> = new Map([
  ['resourcetype', 'type'],
  ['resourcename', 'ARN'],
])

/** Also as spreadsheets in other languages show them. */
const BOOLEANS: ReadonlyMap<string, string> = new Map([
  ...['true', 'wahr', 'vrai', 'verdadero', 'vero', 'waar', 'verdadeiro', 'prawda', 'истина'].map(
    (word): [string, string] => [word, 'true'],
  ),
  ...['false', 'falsch', 'faux', 'falso', 'onwaar', 'fałsz', 'ложь'].map((word): [string, string] => [
    word,
    'false',
  ]),
])

/** How tools write that there is no value. `null` alone is a value of parameters. */
const NO_VALUE: ReadonlySet<string> = new Set(['', 'nan', 'NaN', 'None', '\\N', '<null>', '(null)', '<NA>'])

const LONGEST_NO_VALUE = 6
const PLAIN_START = /^[\w[{]/

/** Whether a text means that there is no value, in a column of this kind. */
export function isNothing(value: string, kind: PathKind | 'leaf'): boolean {
  if (value.length > LONGEST_NO_VALUE && PLAIN_START.test(value)) return false
  return value.trim() === '' || (kind !== 'free' && /^null$/i.test(value.trim()))
}
