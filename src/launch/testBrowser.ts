import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Written by `findBrowser` in browser.mjs. */
const FOUND = fileURLToPath(
  new URL('../../node_modules/.cache/event-history-console/browser.json', import.meta.url),
)

/**
 * How Playwright starts the browser for tests: the one that was found, otherwise Playwright's own.
 */
export function testBrowser() {
  const { executablePath, env } = found()
  return {
    ...(executablePath && { executablePath }),
    env: { ...process.env, ...env },
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

function found(): { readonly executablePath?: string; readonly env?: Readonly<Record<string, string>> } {
  try {
    return JSON.parse(readFileSync(FOUND, 'utf8'))
  } catch {
    return {}
  }
}
