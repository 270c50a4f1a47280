import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { findBrowser, FOUND } from './browser.mjs'
import { buildIfStale } from './buildIfStale.mjs'
import { installIfNeeded } from './install.mjs'
import { checkNodeVersion } from './nodeVersion.mjs'
import { LaunchError, ROOT, main, say } from './run.mjs'

const PICTURES = join(ROOT, 'e2e/pictures')

/**
 * The write events from the addresses of the thief with the leaked key, and the event that shows it
 * best.
 */
const FILTER = 'readOnly=false&sourceIPAddress=192.0.2.0/24'
const EVENT_NAME = 'StopLogging'

/**
 * Takes the README's pictures: the Event history of the simulated account, with an event opened,
 * light and dark.
 */
await main(async () => {
  checkNodeVersion()
  await installIfNeeded()
  await findBrowser()
  await buildIfStale()
  const server = await startServer(['--in-memory', '--seed', '1', '--no-live'])
  const { chromium } = await import('@playwright/test')
  const { executablePath, env } = JSON.parse(readFileSync(join(ROOT, FOUND), 'utf8'))
  const browser = await chromium.launch({
    executablePath,
    env: { ...process.env, ...env },
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', '--force-color-profile=srgb'],
  })
  try {
    const address = `${server.origin}/?${FILTER}&event=${await eventToOpen(server.origin)}`
    mkdirSync(PICTURES, { recursive: true })
    for (const [colorScheme, name] of [
      ['light', 'event-history.png'],
      ['dark', 'event-history-dark.png'],
    ]) {
      await takePicture(browser, address, colorScheme, join(PICTURES, name))
      say(`e2e/pictures/${name}`)
    }
  } finally {
    await browser.close()
    server.child.kill()
    await once(server.child, 'close')
  }
})

async function startServer(options) {
  const child = spawn(process.execPath, [join(ROOT, 'dist/server/main.js'), '--port', '0', ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface(child.stdout)) {
    const [, origin] = /^Event History Console: (http:\S+)\/$/.exec(line) ?? []
    if (origin) return { child, origin }
  }
  throw new LaunchError('The server exited before it was ready; its output is above.')
}

async function eventToOpen(origin) {
  const response = await fetch(`${origin}/api/events?${FILTER}&eventName=${EVENT_NAME}&maxResults=1`)
  const { events } = await response.json()
  if (events.length === 0) throw new LaunchError(`No event of ${FILTER} is named ${EVENT_NAME}.`)
  return events[0].eventID
}

async function takePicture(browser, address, colorScheme, path) {
  const context = await browser.newContext({
    colorScheme,
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    locale: 'en-US',
    timezoneId: 'UTC',
  })
  const page = await context.newPage()
  await page.goto(address)
  await page.getByRole('tree', { name: 'Event record' }).waitFor()
  await page.getByRole('group', { name: 'Events over time' }).waitFor()
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' })
  await context.close()
}
