import { create } from 'zustand'
import type { SavedView } from '../../../api/views.ts'
import type { Preset } from '../../../filter/presets/preset.ts'

/** The dialog that is open. */
export type OpenDialog =
  | { readonly kind: 'views' }
  | { readonly kind: 'save' }
  | { readonly kind: 'edit'; readonly view: SavedView }
  | { readonly kind: 'preset-value'; readonly preset: Preset }

export const useViewsDialog = create<{ readonly open: OpenDialog | null }>()(() => ({ open: null }))

export const openViewsDialog = (open: OpenDialog): void => useViewsDialog.setState({ open })
export const closeViewsDialog = (): void => useViewsDialog.setState({ open: null })
