import { literal } from './literal.ts'

/** A table of given values, as a subquery. null stands for NULL. */
export function literalTable(
  columns: readonly (readonly [name: string, type: string])[],
  rows: readonly (readonly (string | number | null)[])[],
): string {
  const structure = literal(columns.map(([name, type]) => `${name} ${type}`).join(', '))
  if (rows.length === 0)
    return `(SELECT ${columns.map(([name, type]) => `CAST(defaultValueOfTypeName(${literal(type)}), ${literal(type)}) AS ${name}`).join(', ')} WHERE 0)`
  const values = rows.map(
    (row) => `(${row.map((value) => (value === null ? 'NULL' : literal(value))).join(', ')})`,
  )
  return `(SELECT * FROM values(${structure}, ${values.join(', ')}))`
}
