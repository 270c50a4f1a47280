import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { keptStorage } from './keptStorage.ts'
import { PREFERENCES_VERSION, readPreferences, upgradePreferences, type Preferences } from './preferences.ts'

const usePreferenceStore = create<Preferences>()(
  persist(() => readPreferences(undefined), {
    name: 'event-history-preferences',
    storage: keptStorage,
    version: PREFERENCES_VERSION,
    migrate: upgradePreferences,
    merge: (stored) => readPreferences(stored),
  }),
)

/**
 * One preference. The selector must return something that already exists in them: a new object each
 * time would loop.
 */
export function usePreferences<T>(select: (preferences: Preferences) => T): T {
  return usePreferenceStore(select)
}

export const currentPreferences = (): Preferences => usePreferenceStore.getState()

export function prefer(patch: Partial<Preferences>): void {
  usePreferenceStore.setState(patch)
}
