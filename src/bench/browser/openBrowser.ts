import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from '@playwright/test'

const FOUND = '../../node_modules/.cache/event-history-console/browser.json'

/** The browser that was found before the bench began; null where there is none. */
export async function openBrowser(): Promise<Browser | null> {
  const found = whatWasFound()
  if (!found) return null
  const { chromium } = await import('@playwright/test')
  return chromium.launch({
    executablePath: found.executablePath,
    env: { ...process.env, ...found.env },
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    // The scrollbar is what a person drags.
    ignoreDefaultArgs: ['--hide-scrollbars'],
  })
}

export const VIEW = { viewport: { width: 1440, height: 900 }, locale: 'en-US', timezoneId: 'UTC' } as const

function whatWasFound(): { executablePath: string; env?: Record<string, string> } | null {
  try {
    return JSON.parse(readFileSync(join(dirname(fileURLToPath(import.meta.url)), FOUND), 'utf8'))
  } catch {
    return null
  }
}
