import { joinPath } from '../cloudtrail/fieldPath.ts'
import { LOG_TABLE, type TableColumn, type TableType } from '../cloudtrail/logTable.ts'

/** A column of the table, or a member of a structure in one. */
export interface TablePath {
  /** `useridentity.sessioncontext.sessionissuer.username` */
  readonly path: string
  /** The documented type: `string`, `struct`, `array<struct<arn,accountid,type>>`. */
  readonly type: string
  /** The field of a filter with the same values; null unless it is a text with a field of its own. */
  readonly field: string | null
  /** Its own name in a record: `requestParameters`. */
  readonly member: string
  /** Whether it is the JSON text of an object. */
  readonly isJson: boolean
}

/** All of them, each column followed by what is in it. */
export const TABLE_PATHS: readonly TablePath[] = pathsIn(LOG_TABLE, [], [])

const byPath = new Map(TABLE_PATHS.map((each) => [each.path, each]))

/** By its name in any case. */
export const tablePath = (path: string): TablePath | undefined => byPath.get(path.toLowerCase())

function pathsIn(
  columns: readonly TableColumn[],
  names: readonly string[],
  members: readonly string[],
): readonly TablePath[] {
  return columns.flatMap(({ name, member, type }) => {
    const inner = [...names, name]
    const innerMembers = [...members, member]
    return [
      {
        path: inner.join('.'),
        type: typeWords(type),
        field: type === 'text' ? joinPath(innerMembers) : null,
        member,
        isJson: type === 'json',
      },
      ...(typeof type === 'object' && 'struct' in type ? pathsIn(type.struct, inner, innerMembers) : []),
    ]
  })
}

function typeWords(type: TableType): string {
  if (type === 'text') return 'string'
  if (type === 'json') return 'string, JSON'
  if (type === 'map') return 'map<string,string>'
  if ('struct' in type) return 'struct'
  return `array<struct<${type.list.map(({ name }) => name).join(',')}>>`
}
