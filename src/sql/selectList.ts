import { LOG_TABLE } from '../cloudtrail/logTable.ts'
import { contentOf, isKeyword, sqlTokens, type SqlToken } from './sqlTokens.ts'
import { tablePath, type TablePath } from './tablePaths.ts'

/** Where a column of a result comes from. */
export interface ColumnSource {
  /** The column of the table that it is, unchanged; null for anything else. */
  readonly source: TablePath | null
  /** What is selected, as written without its name; empty if that cannot be told. */
  readonly expression: string
}

/**
 * Where the columns of a result come from, by the statement and their names. Of `*`, of several
 * statements joined by UNION, and of whatever else is not a plain list, only the names are known.
 */
export function columnSources(statement: string, names: readonly string[]): readonly ColumnSource[] {
  const items = selectedItems(statement)
  if (items === null || items.length !== names.length) return names.map(sourceByName)
  return items.map((item) => {
    const selected = withoutAlias(item)
    const [first, last] = [selected[0], selected.at(-1)]
    return {
      source: pathOf(selected),
      expression: first && last ? statement.slice(first.from, last.to) : '',
    }
  })
}

const COLUMN_NAMES = new Set(LOG_TABLE.map(({ name }) => name))

const sourceByName = (name: string): ColumnSource => ({
  source: COLUMN_NAMES.has(name.toLowerCase()) ? (tablePath(name) ?? null) : null,
  expression: '',
})

const AFTER_LIST = ['FROM', 'WHERE', 'GROUP', 'ORDER', 'LIMIT', 'HAVING']
const SET_OPERATIONS = ['UNION', 'INTERSECT', 'EXCEPT']

/** The tokens of each item that the outermost SELECT lists; null unless it is one plain list. */
function selectedItems(statement: string): readonly (readonly SqlToken[])[] | null {
  const items: SqlToken[][] = []
  let depth = 0
  let place: 'before' | 'in' | 'after' = 'before'
  for (const token of sqlTokens(statement)) {
    if (token.kind === 'comment') continue
    if (token.text === ')' || token.text === ']') depth--
    const is = (...keywords: readonly string[]) =>
      depth === 0 && keywords.some((each) => isKeyword(token, each))
    if (is(...SET_OPERATIONS)) return null
    if (place === 'before' && is('SELECT')) {
      place = 'in'
      items.push([])
    } else if (place === 'in') {
      if (is(...AFTER_LIST)) place = 'after'
      else if (depth === 0 && token.text === ',') items.push([])
      else items.at(-1)!.push(token)
    }
    if (token.text === '(' || token.text === '[') depth++
  }
  const [first] = items
  if (isKeyword(first?.[0], 'DISTINCT') || isKeyword(first?.[0], 'ALL')) first?.shift()
  const isPlain = items.every((item) => item.length > 0 && item.at(-1)!.text !== '*')
  return isPlain ? items : null
}

/** `count(*) AS events` and `count(*) events` without the name. */
function withoutAlias(item: readonly SqlToken[]): readonly SqlToken[] {
  const [before, last] = [item.at(-2), item.at(-1)]
  if (last?.kind !== 'word' && last?.kind !== 'name') return item
  if (isKeyword(before, 'AS')) return item.slice(0, -2)
  const endsExpression = before && (before.kind !== 'symbol' || before.text === ')' || before.text === ']')
  return endsExpression && !isKeyword(last, 'END') && !isOperator(before) ? item.slice(0, -1) : item
}

const isOperator = (token: SqlToken): boolean =>
  token.kind === 'word' && /^(?:and|or|not|in|is|like|between|interval)$/i.test(token.text)

/** The column of the table that the tokens name, also behind the name of the table: `t.eventname`. */
export function pathOf(tokens: readonly SqlToken[]): TablePath | null {
  const isPath = tokens.every(({ kind, text }, at) =>
    at % 2 === 0 ? kind === 'word' || kind === 'name' : text === '.',
  )
  if (!isPath || tokens.length % 2 === 0) return null
  const names = tokens.filter((_, at) => at % 2 === 0).map(contentOf)
  return tablePath(names.join('.')) ?? tablePath(names.slice(1).join('.')) ?? null
}
