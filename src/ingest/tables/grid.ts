import { itemsOf, membersOf } from '../shapes/jsonMembers.ts'
import { columnsOf } from './columns.ts'
import { isHeader } from './tableLayout.ts'
import type { TableRows } from '../reading.ts'

/**
 * A table in JSON: the rows that Athena (`{"Data":[{"VarCharValue":…}]}`, the first has the names),
 * CloudTrail Lake (`[{"eventName":…},{…}]`) and query APIs with a list of columns return. Rows of
 * anything else are not taken.
 */
export class Grid {
  readonly #begin: (header: readonly string[]) => TableRows
  #names: readonly string[] | null
  #table: TableRows | null = null
  #rows = 0

  /** `names`: of the columns, if they are listed beside the rows. */
  constructor(names: readonly string[] | null, begin: (header: readonly string[]) => TableRows) {
    this.#names = names
    this.#begin = begin
  }

  /** `row` is valid JSON. Returns whether it is a row of this table. */
  row(row: string): boolean {
    this.#rows++
    const cells = this.#cellsOf(row)
    if (cells === null) return false
    this.#table ??= this.#names && isOfRecords(this.#names) ? this.#begin(this.#names) : null
    if (this.#table === null) return false
    if (cells !== HEADER) this.#table.row(cells, this.#rows)
    return true
  }

  end(): void {
    this.#table?.end(false)
  }

  #cellsOf(row: string): readonly string[] | null {
    if (row.startsWith('{')) return this.#cellsOfAthena(row)
    const items = itemsOf(row)
    if (items.length > 0 && items.every((item) => item.startsWith('{'))) return this.#cellsOfLake(items)
    return this.#names?.length === items.length ? items.map(textOf) : null
  }

  #cellsOfAthena(row: string): readonly string[] | null {
    const data = membersOf(row).find(([name]) => name === 'Data')?.[1]
    if (data === undefined || !data.startsWith('[')) return null
    const cells = itemsOf(data).map((cell) => {
      const value = cell.startsWith('{')
        ? membersOf(cell).find(([name]) => name === 'VarCharValue')
        : undefined
      return value === undefined ? '' : textOf(value[1])
    })
    if (this.#names) return cells
    this.#names = cells
    return HEADER
  }

  #cellsOfLake(items: readonly string[]): readonly string[] {
    const cells = new Map(items.flatMap((item) => membersOf(item)))
    this.#names ??= [...cells.keys()]
    return this.#names.map((name) => textOf(cells.get(name) ?? 'null'))
  }
}

/** Whether the columns have enough of a record. A query for less is better asked for the record. */
function isOfRecords(names: readonly string[]): boolean {
  return (
    isHeader(names, true) &&
    columnsOf(names).some(({ path }) => path !== null && /^(?:eventVersion|userIdentity)$/.test(path[0]!))
  )
}

/** The names in a list of columns: texts, or objects with a name; null if it is something else. */
export function columnNames(list: string): string[] | null {
  const names = itemsOf(list).map((item) => {
    if (item.startsWith('"')) return textOf(item)
    if (!item.startsWith('{')) return null
    const name = membersOf(item).find(([member]) => /^(?:column_?)?(?:name|label)$/i.test(member))
    return name === undefined ? null : textOf(name[1])
  })
  return names.length > 0 && names.every((name) => name !== null) ? names : null
}

/** A value as the text of a cell: texts decoded, nothing for null, all else as written. */
function textOf(value: string): string {
  if (value === 'null') return ''
  return value.startsWith('"') ? (JSON.parse(value) as string) : value
}

const HEADER: readonly string[] = []
