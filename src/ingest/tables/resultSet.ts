import type { Facts } from '../shapes/envelopes.ts'
import { objectOf, type JsonMember } from '../shapes/jsonMembers.ts'

/**
 * The rows of `aws athena get-query-results`, each as an object with the names of the columns and
 * texts as values; null for any other object. The first row of a query's first page has the names;
 * later pages have them behind the rows, so a page is read as a whole. (A result that is too large
 * for that is read as a Grid.)
 */
export function rowsOfResultSet(object: Facts): readonly string[] | null {
  const rows = listIn(object['ResultSet'], 'Rows')
  if (rows === null) return null
  const cells = rows.map(cellsOf)
  const names = columnNames(object['ResultSet']) ?? cells[0] ?? []
  const first = cells[0]?.every((cell, i) => cell === names[i]) ? 1 : 0
  return cells.slice(first).map((row) =>
    objectOf(
      row.flatMap((cell, i): JsonMember[] => {
        const name = names[i]
        return cell === null || typeof name !== 'string' ? [] : [[name, JSON.stringify(cell)]]
      }),
    ),
  )
}

/** null for a value that is null. */
const cellsOf = (row: unknown): readonly (string | null)[] =>
  (listIn(row, 'Data') ?? []).map((cell) => textIn(cell, 'VarCharValue'))

/** Further pages only have the names in the metadata. */
function columnNames(resultSet: unknown): readonly (string | null)[] | null {
  const columns = listIn(member(resultSet, 'ResultSetMetadata'), 'ColumnInfo')
  return columns && columns.map((column) => textIn(column, 'Name'))
}

function listIn(value: unknown, name: string): readonly unknown[] | null {
  const list = member(value, name)
  return Array.isArray(list) ? list : null
}

function textIn(value: unknown, name: string): string | null {
  const text = member(value, name)
  return typeof text === 'string' ? text : null
}

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined
