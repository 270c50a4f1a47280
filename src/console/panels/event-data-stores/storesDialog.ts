import { create } from 'zustand'
import type { EventDataStore } from '../../../api/stores.ts'

type Store = Pick<EventDataStore, 'id' | 'name'>

/** The dialog that is open. */
export type StoresDialogState =
  | { readonly kind: 'make' }
  | { readonly kind: 'rename'; readonly store: Store }
  | { readonly kind: 'delete'; readonly store: Store }

export const useStoresDialog = create<{ readonly open: StoresDialogState | null }>()(() => ({ open: null }))

export const openStoresDialog = (open: StoresDialogState): void => useStoresDialog.setState({ open })
export const closeStoresDialog = (): void => useStoresDialog.setState({ open: null })
