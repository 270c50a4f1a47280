import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { readPreferences, type Preferences } from './preferences.ts'

const usePreferenceStore = create<Preferences>()(
  persist(() => readPreferences(undefined), {
    name: 'event-history-preferences',
    merge: (stored) => readPreferences(stored),
  }),
)

/** One preference, or something already in them: a selector that returns a new object each time would loop. */
export function usePreferences<T>(select: (preferences: Preferences) => T): T {
  return usePreferenceStore(select)
}

export const currentPreferences = (): Preferences => usePreferenceStore.getState()

export function prefer(patch: Partial<Preferences>): void {
  usePreferenceStore.setState(patch)
}
