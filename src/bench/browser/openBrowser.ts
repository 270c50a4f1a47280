import type { Browser } from '@playwright/test'
import { foundBrowser } from '../../launch/testBrowser.ts'

/** The browser that was found before the bench began; null if there is none. */
export async function openBrowser(): Promise<Browser | null> {
  const found = foundBrowser()
  if (!found) return null
  const { chromium } = await import('@playwright/test')
  return chromium.launch({
    ...found,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    // The scrollbar is what a person drags.
    ignoreDefaultArgs: ['--hide-scrollbars'],
  })
}

export const VIEW = { viewport: { width: 1440, height: 900 }, locale: 'en-US', timezoneId: 'UTC' } as const
