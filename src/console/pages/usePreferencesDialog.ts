import { create } from 'zustand'

/** Whether the preferences are being chosen: asked for beside the title, and from the columns. */
export const usePreferencesDialog = create<{ readonly open: boolean }>()(() => ({ open: false }))

export const openPreferences = (): void => usePreferencesDialog.setState({ open: true })
export const closePreferences = (): void => usePreferencesDialog.setState({ open: false })
