import { isMenuKey } from '../../../ui/asksForMenu.ts'
import type { JsonLine } from '../../../models/record/jsonDocument.ts'
import { isExpanded, isMasked, type Folds, type TreeRow } from './treeRows.ts'

/** The intent of a key in the tree. Rows are indexes into `rows`. */
export type TreeIntent =
  | { readonly kind: 'activate'; readonly row: number }
  | { readonly kind: 'toggle' }
  | { readonly kind: 'reveal' }
  | { readonly kind: 'menu' }
  | { readonly kind: 'find' }
  | { readonly kind: 'copy' }
  /** Goes to the next or previous hit. */
  | { readonly kind: 'step'; readonly by: 1 | -1 }

export interface PressedKey {
  readonly key: string
  readonly shiftKey: boolean
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

export interface TreeKeysState {
  readonly rows: readonly TreeRow[]
  /** The index of the active row. */
  readonly active: number
  readonly folds: Folds
  readonly revealed: ReadonlySet<JsonLine>
  /** How many rows fit the window. */
  readonly rowsPerWindow: number
}

/** The intent of a key; null for keys that the page handles. */
export function treeIntent(pressed: PressedKey, state: TreeKeysState): TreeIntent | null {
  const { rows, active, folds, revealed, rowsPerWindow } = state
  const row = rows[active]
  if (!row || pressed.altKey) return null
  const { key } = pressed
  if (pressed.ctrlKey || pressed.metaKey) return COMMANDS[key] ?? null
  const expanded = isExpanded(row, folds)
  switch (key) {
    case 'ArrowDown':
      return to(step(rows, active, 1))
    case 'ArrowUp':
      return to(step(rows, active, -1))
    case 'PageDown':
      return to(step(rows, active, 1, rowsPerWindow - 1))
    case 'PageUp':
      return to(step(rows, active, -1, rowsPerWindow - 1))
    case 'Home':
      return to(0)
    case 'End':
      return to(step(rows, rows.length, -1))
    case 'ArrowRight':
      return expanded === false ? { kind: 'toggle' } : to(expanded === true ? step(rows, active, 1) : active)
    case 'ArrowLeft':
      return expanded === true ? { kind: 'toggle' } : to(parentOf(rows, active))
    case 'n':
      return { kind: 'step', by: 1 }
    case 'N':
      return { kind: 'step', by: -1 }
    case ' ':
      if (isMasked(row, revealed)) return { kind: 'reveal' }
      return expanded === null ? to(active) : { kind: 'toggle' }
    case 'Enter':
      return { kind: 'menu' }
    default:
      return isMenuKey(pressed) ? { kind: 'menu' } : null
  }
}

const COMMANDS: Readonly<Record<string, TreeIntent>> = { f: { kind: 'find' }, c: { kind: 'copy' } }

const to = (row: number): TreeIntent => ({ kind: 'activate', row })

/** The row `count` rows further; closing brackets are skipped. */
function step(rows: readonly TreeRow[], from: number, by: 1 | -1, count = 1): number {
  let at = from
  let left = count
  for (let next = from + by; next >= 0 && next < rows.length && left > 0; next += by) {
    if (rows[next]?.line.kind === 'close') continue
    at = next
    left--
  }
  return at
}

function parentOf(rows: readonly TreeRow[], index: number): number {
  const row = rows[index]
  if (!row) return index
  const line = row.chunk ? row.line : (row.line.parent ?? row.tree.within?.line)
  for (let i = index - 1; i >= 0; i--) {
    const other = rows[i]
    if (other && other.line === line && !other.chunk) return i
  }
  return index
}
