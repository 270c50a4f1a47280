import { isMenuKey } from '../../../ui/asksForMenu.ts'

/** The action of a key on the header of a column. */
export type HeaderIntent =
  | { readonly kind: 'openMenu' }
  /** Moves the column by one place. */
  | { readonly kind: 'moveColumn'; readonly by: 1 | -1 }
  | { readonly kind: 'resizeColumn'; readonly by: 1 | -1 }
  | { readonly kind: 'moveFocus'; readonly to: number }
  | { readonly kind: 'leave' }

export interface HeaderKey {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

/**
 * `at` is the index of the column among `count` columns. Null for keys that the header does not
 * handle.
 */
export function headerIntentOf(pressed: HeaderKey, at: number, count: number): HeaderIntent | null {
  const { key, shiftKey, ctrlKey, metaKey, altKey } = pressed
  if (ctrlKey || metaKey) return null
  if (isMenuKey(pressed)) return { kind: 'openMenu' }
  const by = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : null
  if (altKey) return by !== null && shiftKey ? { kind: 'moveColumn', by } : null
  if (by !== null) return shiftKey ? { kind: 'resizeColumn', by } : { kind: 'moveFocus', to: at + by }
  switch (key) {
    case 'Home':
      return { kind: 'moveFocus', to: 0 }
    case 'End':
      return { kind: 'moveFocus', to: count - 1 }
    case 'ArrowDown':
      return { kind: 'leave' }
    default:
      return null
  }
}
