// Any component brings the base styles, which Cloudscape misses, and says so, where a hook alone is rendered.
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
let expected: RegExp[] = []
const report = console.error

/** The page is to say this error on the browser's console in this test. */
export function expectConsoleError(text: RegExp): void {
  expected.push(text)
}

beforeEach(async () => {
  said.length = 0
  expected = []
  console.error = (...parts: unknown[]) => {
    said.push(parts.map(String).join(' '))
    report(...parts)
  }
  prefer(DEFAULT_PREFERENCES)
  localStorage.clear()
  go(HOME, 'replace')
  queryClient.clear()
  await page.viewport(1440, 900)
})

afterEach(() => {
  console.error = report
  expect(said.filter((text) => !expected.some((known) => known.test(text)))).toEqual([])
  expect(expected.filter((known) => !said.some((text) => known.test(text)))).toEqual([])
})
