import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'

const inProject = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))

export default defineConfig({
  testDir: '.',
  outputDir: inProject('test-results/e2e'),
  reporter: [['list'], ['json', { outputFile: inProject('test-results/e2e.json') }]],
  forbidOnly: process.env['CI'] !== undefined,
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    ...browser(),
    locale: 'en-US',
    timezoneId: 'UTC',
    colorScheme: 'light',
    contextOptions: { reducedMotion: 'reduce' },
    viewport: { width: 1440, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
    // A trace costs a tenth of the time: `npm run e2e -- --trace on NAME` takes one.
    trace: 'off',
  },
})

/** The browser that `npm test` found; without it Playwright looks for its own. */
function browser() {
  const { executablePath, env } = found()
  return {
    launchOptions: {
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
    },
  }
}

function found(): { readonly executablePath?: string; readonly env?: Readonly<Record<string, string>> } {
  try {
    return JSON.parse(
      readFileSync(inProject('node_modules/.cache/event-history-console/browser.json'), 'utf8'),
    )
  } catch {
    return {}
  }
}
