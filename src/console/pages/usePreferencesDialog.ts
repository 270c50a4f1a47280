import { create } from 'zustand'

/**
 * Whether the preferences dialog is open. It can be opened beside the title and from the column
 * menu.
 */
export const usePreferencesDialog = create<{ readonly open: boolean }>()(() => ({ open: false }))

export const openPreferences = (): void => usePreferencesDialog.setState({ open: true })
export const closePreferences = (): void => usePreferencesDialog.setState({ open: false })
