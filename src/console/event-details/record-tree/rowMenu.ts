import type { Token } from '../../../filter/filter.ts'
import { pathOf, plainValue, valueText } from './jsonDocument.ts'
import { rowPath, type TreeRow } from './treeRows.ts'

/** What can be done with a row. */
export type RowAction =
  | { readonly kind: 'filter'; readonly label: string; readonly token: Token }
  | { readonly kind: 'column'; readonly label: string; readonly path: string }
  | { readonly kind: 'copy'; readonly label: string; readonly what: string; readonly text: string }

/** Longer values make no token that a person could read, or a link could carry. */
const LONGEST_TOKEN = 2000

export function rowActions(row: TreeRow): RowAction[] {
  return [...(row.tree.within ? insideActions(row) : filterActions(row)), ...copyActions(row)]
}

/** What copying a row takes: a string without quotes and escapes, everything else as written. */
export function copyOf({ tree, line, chunk }: TreeRow): string {
  if (chunk || line.kind === 'string') return plainValue(tree.document, line)
  return tree.document.text.slice(line.start, line.end)
}

function filterActions({ tree, line }: TreeRow): RowAction[] {
  const field = pathOf(tree.document, line)
  if (field === '') return []
  const column: RowAction = { kind: 'column', label: 'Show as column', path: field }
  if (line.kind === 'open') return [column]
  const value = plainValue(tree.document, line)
  if (value.length > LONGEST_TOKEN) return [filter('Exists', field, '!=', ''), column]
  const actions = [filter('Is', field, '=', value), filter('Is not', field, '!=', value)]
  // Is not "nothing" is what exists says.
  if (value !== '') actions.push(filter('Exists', field, '!=', ''))
  return [...actions, column]
}

/** JSON inside a string is no place that a filter can name, but the string contains what is written there. */
function insideActions({ tree, line, chunk }: TreeRow): RowAction[] {
  if (
    !tree.within ||
    chunk ||
    tree.within.encoding !== 'json' ||
    line.kind === 'open' ||
    line.kind === 'empty'
  )
    return []
  let outer = tree.within
  while (outer.tree.within) {
    if (outer.tree.within.encoding !== 'json') return []
    outer = outer.tree.within
  }
  const written = valueText(tree.document, line)
  const value = line.kind === 'string' ? written.slice(1, -1) : written
  // What stands in a string of a string is escaped once more there.
  if (value === '' || value.length > LONGEST_TOKEN || (outer !== tree.within && /["\\]/.test(value)))
    return []
  return [filter('Contains', pathOf(outer.tree.document, outer.line), ':', value)]
}

function copyActions(row: TreeRow): RowAction[] {
  const { tree, line } = row
  const path = rowPath(row)
  const actions: RowAction[] = [{ kind: 'copy', label: 'Copy value', what: 'the value', text: copyOf(row) }]
  if (path !== '') actions.push({ kind: 'copy', label: 'Copy path', what: 'the path', text: path })
  if (line.kind !== 'open' && line.keyStart >= 0) {
    const text = `${tree.document.text.slice(line.keyStart, line.keyEnd)}: ${tree.document.text.slice(line.start, line.end)}`
    actions.push({ kind: 'copy', label: 'Copy key and value as JSON', what: 'key and value', text })
  }
  return actions
}

function filter(label: string, field: string, operator: Token['operator'], value: string): RowAction {
  return { kind: 'filter', label, token: { kind: 'token', field, operator, value } }
}
