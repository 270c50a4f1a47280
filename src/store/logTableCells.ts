import { LOG_TABLE, type TableColumn, type TableType } from '../cloudtrail/logTable.ts'
import { shapeTree, type ShapeNode, type ShapePart } from '../cloudtrail/shapeTree.ts'

/** Where the records of a shape have the text of a cell: a leaf, by its number from 0, or JSON. */
export type Cell = number | ShapePart

/** What the records of a shape have in a column of a type; null if they have no value there. */
export type ColumnCells = Cell | StructCells | ListCells | MapCells | null

interface StructCells {
  /** One for each member of the structure. */
  readonly struct: readonly ColumnCells[]
}

interface ListCells {
  readonly list: readonly (StructCells | null)[]
}

interface MapCells {
  readonly map: readonly { readonly name: string; readonly cell: Cell | null }[]
}

export interface TableCells {
  /** In the order of LOG_TABLE. */
  readonly columns: readonly ColumnCells[]
  /** How many leaves the records have. */
  readonly leafCount: number
}

/**
 * What the records of a shape have in the columns of LOG_TABLE. A text that is an object or array in these records is
 * shown as JSON. A structure, map or list that is anything else in them has no value.
 */
export function logTableCells(shapeText: string): TableCells {
  const record = shapeTree(shapeText)
  return { columns: structCells(record, LOG_TABLE)?.struct ?? [], leafCount: record.part.count }
}

function cellsOf(node: ShapeNode, type: TableType): ColumnCells {
  if (type === 'text' || type === 'json') return cellOf(node)
  if (type === 'map') return mapCells(node)
  return 'struct' in type ? structCells(node, type.struct) : listCells(node, type.list)
}

function cellOf(node: ShapeNode): Cell | null {
  return typeof node === 'object' && node !== null ? node.part : node
}

function structCells(node: ShapeNode, columns: readonly TableColumn[]): StructCells | null {
  if (typeof node !== 'object' || node === null || !('members' in node)) return null
  return { struct: columns.map(({ member, type }) => cellsOf(node.members.get(member) ?? null, type)) }
}

function listCells(node: ShapeNode, columns: readonly TableColumn[]): ListCells | null {
  if (typeof node !== 'object' || node === null || !('items' in node)) return null
  return { list: node.items.map((item) => structCells(item, columns)) }
}

function mapCells(node: ShapeNode): MapCells | null {
  if (typeof node !== 'object' || node === null || !('members' in node)) return null
  return { map: [...node.members].map(([name, member]) => ({ name, cell: cellOf(member) })) }
}
