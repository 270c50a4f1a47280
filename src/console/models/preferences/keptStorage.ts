import { create } from 'zustand'
import { createJSONStorage } from 'zustand/middleware'

/** Whether the browser failed to store the last change of a preference or of recent searches. */
export const useStorageRefused = create<{ readonly refused: boolean }>()(() => ({ refused: false }))

/**
 * The browser's storage. When it is full or blocked, changes last until the page is closed, and the
 * page says so.
 */
export const keptStorage = createJSONStorage<unknown>(() => ({
  getItem: (name) => localStorage.getItem(name),
  setItem: (name, value) => {
    try {
      localStorage.setItem(name, value)
      if (useStorageRefused.getState().refused) useStorageRefused.setState({ refused: false })
    } catch {
      useStorageRefused.setState({ refused: true })
    }
  },
  removeItem: (name) => localStorage.removeItem(name),
}))
