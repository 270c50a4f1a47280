import { isMenuKey } from '../../ui/asksForMenu.ts'

/** The action of a key on the focused list. */
export type ListIntent =
  /** `extends`: selects the rows it passes. */
  | { readonly kind: 'move' | 'moveWindow'; readonly by: 1 | -1; readonly extends?: boolean }
  | { readonly kind: 'moveToEnd'; readonly end: 'first' | 'last' }
  /** Moves along the cells of the active row; expands and collapses a group of repeats. */
  | { readonly kind: 'moveSideways'; readonly by: 1 | -1 }
  | { readonly kind: 'openMenu' }
  | { readonly kind: 'openEvent' }
  | { readonly kind: 'toggleSelected' }
  | { readonly kind: 'selectAll' }

export interface ListKey {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

const INTENTS: ReadonlyMap<string, ListIntent> = new Map<string, ListIntent>([
  ['ArrowDown', { kind: 'move', by: 1 }],
  ['j', { kind: 'move', by: 1 }],
  ['ArrowUp', { kind: 'move', by: -1 }],
  ['k', { kind: 'move', by: -1 }],
  ['PageDown', { kind: 'moveWindow', by: 1 }],
  ['PageUp', { kind: 'moveWindow', by: -1 }],
  ['Home', { kind: 'moveToEnd', end: 'first' }],
  ['End', { kind: 'moveToEnd', end: 'last' }],
  ['ArrowRight', { kind: 'moveSideways', by: 1 }],
  ['ArrowLeft', { kind: 'moveSideways', by: -1 }],
  ['Enter', { kind: 'openEvent' }],
  [' ', { kind: 'toggleSelected' }],
])

/** Null for keys that the list does not handle: the page or the browser handles them. */
export function intentOf(key: ListKey, hasActiveRow: boolean): ListIntent | null {
  if (isSelectAll(key)) return { kind: 'selectAll' }
  if (key.ctrlKey || key.metaKey || key.altKey) return null
  const intent = isMenuKey(key) ? ({ kind: 'openMenu' } as const) : INTENTS.get(key.key)
  const needsRow = intent?.kind === 'openMenu' || intent?.kind === 'moveSideways'
  if (intent === undefined || (needsRow && !hasActiveRow)) return null
  const moves = intent.kind === 'move' || intent.kind === 'moveWindow'
  return moves && key.shiftKey ? { ...intent, extends: true } : intent
}

const isSelectAll = ({ key, ctrlKey, metaKey, altKey, shiftKey }: ListKey): boolean =>
  key === 'a' && ctrlKey !== metaKey && !altKey && !shiftKey
