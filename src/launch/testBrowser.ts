import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Where `findBrowser` in browser.mjs writes what it found: the same path from here and from dist/server, where the bench is built. */
const FOUND = fileURLToPath(
  new URL('../../node_modules/.cache/event-history-console/browser.json', import.meta.url),
)

/**
 * How Playwright starts the browser for tests: the one that was found, otherwise Playwright's own.
 */
export function testBrowser() {
  return {
    ...foundBrowser(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      '--font-render-hinting=none',
      '--disable-lcd-text',
      '--force-color-profile=srgb',
    ],
  }
}

/** The browser that was found, with the environment that it needs; null before one was. */
export function foundBrowser() {
  const { executablePath, env } = written()
  return executablePath === undefined ? null : { executablePath, env: { ...process.env, ...env } }
}

function written(): { readonly executablePath?: string; readonly env?: Readonly<Record<string, string>> } {
  try {
    return JSON.parse(readFileSync(FOUND, 'utf8'))
  } catch {
    return {}
  }
}
