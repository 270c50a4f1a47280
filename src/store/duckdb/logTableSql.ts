import { LOG_TABLE, type TableColumn, type TableType } from '../../cloudtrail/logTable.ts'
import { LEAF, LEAF_SEPARATOR } from '../../cloudtrail/recordShape.ts'
import type { Cell, ColumnCells, TableCells } from '../logTableCells.ts'

/**
 * The columns of LOG_TABLE as SQL over `l`, the texts of a record, and `p`, a row that says for the records of its shape
 * which of the texts each cell has: first come the leaves, then the objects and arrays that are shown as JSON. Both count
 * from 1, as the engine does.
 */

/** A field of `p` in addition to those of columns: the parts of JSON, each with its leaves. */
const PARTS = 'parts'

/** A column: its SQL, the fields of `p` that it uses, and what they are for records with such cells. */
interface ColumnSql {
  readonly sql: string
  readonly types: Readonly<Record<string, string>>
  readonly fill: (row: PlanRow, cells: ColumnCells, textOf: TextOf) => void
}

type PlanRow = Record<string, unknown>

/** The number of a cell's text. */
type TextOf = (cell: Cell | null) => number | null

const COLUMNS: readonly ColumnSql[] = LOG_TABLE.map(({ name, type }) => columnSql(`cell.${name}`, type))

/** The types of the fields of `p`. */
export const PLAN_TYPES: Readonly<Record<string, string>> = {
  id: 'INTEGER',
  ...Object.assign({}, ...COLUMNS.map(({ types }) => types)),
  [PARTS]: 'STRUCT(text VARCHAR, "first" INTEGER, "last" INTEGER)[]',
}

/** The row of `p` for a shape. */
export function planRow(id: number, { columns, leafCount }: TableCells): PlanRow {
  const parts: unknown[] = []
  // A record without leaves has one empty text.
  const leaves = Math.max(1, leafCount)
  const textOf: TextOf = (cell) => {
    if (cell === null || typeof cell === 'number') return cell === null ? null : cell + 1
    const { text, from, count } = cell
    return leaves + parts.push({ text, first: from + 1, last: from + count })
  }
  const row: PlanRow = { id, [PARTS]: parts }
  COLUMNS.forEach(({ fill }, index) => fill(row, columns[index] ?? null, textOf))
  return row
}

/** The columns, to be selected. */
export const LOG_TABLE_COLUMNS = LOG_TABLE.map(({ name }, index) => `${COLUMNS[index]!.sql} AS ${name}`).join(
  ', ',
)

/** `l`, from the column `leaves` and the field of `p`. */
export const RECORD_TEXTS = `
  string_split(leaves, chr(${LEAF_SEPARATOR.charCodeAt(0)})) AS written,
  CASE WHEN contains(leaves, '\\') THEN list_transform(written, lambda x: decode_leaf(x)) ELSE written END
    || list_transform(${PARTS}, lambda part: array_to_string(list_transform(
      list_zip(string_split(part.text, chr(${LEAF.charCodeAt(0)})), written[part."first":part."last"]),
      lambda x: x[1] || coalesce(x[2], '')), '')) AS l`

/** `name` is that of its field: unlike that of any column of events, and of any other field. */
function columnSql(name: string, type: TableType): ColumnSql {
  const field = `"${name}"`
  if (type === 'text' || type === 'json')
    return {
      sql: `l[${field}]`,
      types: { [name]: 'INTEGER' },
      fill: (row, cells, textOf) => (row[name] = textOf(cells as Cell | null)),
    }
  if (type === 'map')
    return {
      sql: `map_from_entries(list_transform(${field}, lambda e: struct_pack(k := e.name, v := l[e.text])))`,
      types: { [name]: 'STRUCT(name VARCHAR, text INTEGER)[]' },
      fill: (row, cells, textOf) => {
        if (isMap(cells))
          row[name] = cells.map.map((entry) => ({ name: entry.name, text: textOf(entry.cell) }))
      },
    }
  return 'list' in type ? listSql(name, type.list) : structSql(name, type.struct)
}

function structSql(name: string, members: readonly TableColumn[]): ColumnSql {
  const columns = members.map((member) => columnSql(`${name}.${member.name}`, member.type))
  const packed = columns.map(({ sql }, index) => `${members[index]!.name} := ${sql}`).join(', ')
  return {
    sql: `CASE WHEN "${name}" THEN struct_pack(${packed}) END`,
    types: { [name]: 'BOOLEAN', ...Object.assign({}, ...columns.map(({ types }) => types)) },
    fill: (row, cells, textOf) => {
      row[name] = cells !== null
      if (isStruct(cells))
        columns.forEach(({ fill }, index) => fill(row, cells.struct[index] ?? null, textOf))
    },
  }
}

/** The items are structures of texts. */
function listSql(name: string, members: readonly TableColumn[]): ColumnSql {
  const packed = members.map((member, index) => `${member.name} := l[item[${index + 1}]]`).join(', ')
  return {
    sql: `list_transform("${name}", lambda item: CASE WHEN item IS NOT NULL THEN struct_pack(${packed}) END)`,
    types: { [name]: 'INTEGER[][]' },
    fill: (row, cells, textOf) => {
      if (isList(cells))
        row[name] = cells.list.map((item) => item && item.struct.map((cell) => textOf(cell as Cell | null)))
    },
  }
}

const isStruct = (cells: ColumnCells) => cells !== null && typeof cells === 'object' && 'struct' in cells
const isList = (cells: ColumnCells) => cells !== null && typeof cells === 'object' && 'list' in cells
const isMap = (cells: ColumnCells) => cells !== null && typeof cells === 'object' && 'map' in cells
