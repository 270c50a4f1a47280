import { splitPath } from '../../../../cloudtrail/fieldPath.ts'
import type { PickedValue } from '../../../models/value-menu/valueActions.ts'
import { pathOf, plainValue, valueText } from '../../../models/record/jsonDocument.ts'
import { rowPath, type TreeRow } from './treeRows.ts'

/** The value of a row for filters; null when it cannot be filtered by. */
export function pickedValue(row: TreeRow): PickedValue | null {
  const { tree, line } = row
  if (tree.within) return valueInside(row)
  const field = pathOf(tree.document, line)
  if (!isFilterable(field)) return null
  if (line.kind === 'open') return { field, value: '', isContainer: true }
  return { field, value: plainValue(tree.document, line) }
}

/**
 * The text that copying a row gives: a string without quotes and escapes, everything else as
 * written.
 */
export function copyOf({ tree, line, chunk }: TreeRow): string {
  if (chunk || line.kind === 'string') return plainValue(tree.document, line)
  return tree.document.text.slice(line.start, line.end)
}

/** `"key": value` as written; null when there is no key, or when the value is too long. */
function keyAndValue({ tree, line }: TreeRow): string | null {
  if (line.kind === 'open' || line.keyStart < 0) return null
  const { text } = tree.document
  return `${text.slice(line.keyStart, line.keyEnd)}: ${text.slice(line.start, line.end)}`
}

/** A text of a row that can be copied, with its label. */
export interface RowCopy {
  readonly label: string
  readonly what: string
  readonly text: string
}

/**
 * What can be copied of a row beyond the actions of a picked value: its value as written, and its
 * path in readable form.
 */
export function rowCopies(row: TreeRow): RowCopy[] {
  const picked = pickedValue(row)
  const written = copyOf(row)
  const path = rowPath(row)
  const pair = keyAndValue(row)
  return [
    ...(picked?.value === written
      ? []
      : [{ label: 'Copy value as written', what: 'the value', text: written }]),
    ...(path === '' || picked?.field === path ? [] : [{ label: 'Copy path', what: 'the path', text: path }]),
    ...(pair === null ? [] : [{ label: 'Copy key and value as JSON', what: 'key and value', text: pair }]),
  ]
}

/**
 * A filter cannot name a place in JSON inside a string, but it can require that the string contains
 * the text written there.
 */
function valueInside({ tree, line, chunk }: TreeRow): PickedValue | null {
  if (
    !tree.within ||
    chunk ||
    tree.within.encoding !== 'json' ||
    line.kind === 'open' ||
    line.kind === 'empty'
  )
    return null
  let outer = tree.within
  while (outer.tree.within) {
    if (outer.tree.within.encoding !== 'json') return null
    outer = outer.tree.within
  }
  const written = valueText(tree.document, line)
  const value = line.kind === 'string' ? written.slice(1, -1) : written
  // In a string inside a string, everything is escaped once more.
  if (value === '' || (outer !== tree.within && /["\\]/.test(value))) return null
  const field = pathOf(outer.tree.document, outer.line)
  return isFilterable(field) ? { field, value, within: true } : null
}

/** A filter cannot name a member without a name, nor the record itself. */
const isFilterable = (path: string): boolean => !splitPath(path).includes('')
