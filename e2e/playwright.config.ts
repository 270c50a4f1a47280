import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'
import { testBrowser } from '../src/launch/testBrowser.ts'

const inProject = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))

export default defineConfig({
  testDir: '.',
  globalSetup: inProject('e2e/simulatedAccount.ts'),
  outputDir: inProject('test-results/e2e'),
  reporter: [['list'], ['json', { outputFile: inProject('test-results/e2e.json') }]],
  forbidOnly: process.env['CI'] !== undefined,
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    // Starting a context and its first page costs more than most tests. Between tests Playwright
    // empties it: storage, cookies, routes, scripts, listeners.
    reuseContext: true,
    launchOptions: testBrowser(),
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
