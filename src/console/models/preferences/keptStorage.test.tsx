import { expect, onTestFinished, test } from 'vitest'
import { useStorageRefused } from './keptStorage.ts'
import { currentPreferences, prefer } from './usePreferences.ts'

test('with the storage full, a preference lasts as long as the page, which says that it is not saved', () => {
  onTestFinished(() => localStorage.clear())
  localStorage.clear()
  // Halving pieces, until not one character fits.
  for (let length = 4 << 20; length >= 1; length = Math.floor(length / 2)) {
    try {
      localStorage.setItem(`filled-${length}`, 'x'.repeat(length))
    } catch {
      // This piece is too large.
    }
  }
  prefer({ density: 'compact' })
  expect(currentPreferences().density).toBe('compact')
  expect(useStorageRefused.getState().refused).toBe(true)
  localStorage.clear()
  prefer({ density: 'comfortable' })
  expect(useStorageRefused.getState().refused).toBe(false)
})
