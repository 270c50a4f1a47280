// Before React is loaded.
import './renders.ts'
// Importing any component loads Cloudscape's base styles, whose absence Cloudscape reports where a
// test renders only a hook.
import '@cloudscape-design/components/button'
import '@cloudscape-design/global-styles/index.css'
import { afterEach, beforeEach, expect } from 'vitest'
import { page } from 'vitest/browser'
import { go } from '../models/address/useView.ts'
import { HOME } from '../models/address/view.ts'
import { DEFAULT_PREFERENCES } from '../models/preferences/preferences.ts'
import { prefer } from '../models/preferences/usePreferences.ts'
import { queryClient } from '../models/queries/queryClient.ts'

const said: string[] = []
const report = console.error

beforeEach(async () => {
  said.length = 0
  console.error = (...parts: unknown[]) => {
    said.push(parts.map(String).join(' '))
    report(...parts)
  }
  prefer(DEFAULT_PREFERENCES)
  localStorage.clear()
  go(HOME, 'replace', null)
  queryClient.clear()
  await page.viewport(1440, 900)
})

afterEach(() => {
  console.error = report
  expect(said, 'what the page said on the console').toEqual([])
})
