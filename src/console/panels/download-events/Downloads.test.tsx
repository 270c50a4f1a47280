import { expect, onTestFinished, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { Download } from '../../../api/downloads.ts'
import { EVERYTHING } from '../../../filter/filter.ts'
import { Providers } from '../../testing/Providers.tsx'
import { serveRequests } from '../../testing/serveRequests.ts'
import { DownloadEvents } from './DownloadEvents.tsx'
import { Downloads } from './Downloads.tsx'

const started: Download = {
  id: 'one',
  fileName: 'event_history_20260204T103000Z.csv',
  count: 1200,
  state: 'waiting',
  events: 0,
  bytes: 0,
  sha256: null,
  manifestSha256: null,
  reason: null,
}

/** Starts a download as CSV, and follows what the browser is told to save. */
async function csvDownload() {
  const requests = serveRequests()
  const saved: string[] = []
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    saved.push(this.href)
  })
  onTestFinished(() => click.mockRestore())
  await render(
    <>
      <DownloadEvents filter={EVERYTHING} order="newest" count={1200} />
      <ul aria-label="Notifications">
        <Downloads />
      </ul>
    </>,
    { wrapper: Providers },
  )
  await page.getByRole('button', { name: 'Download events' }).click()
  await page.getByRole('menuitem', { name: 'Download as CSV' }).first().click()
  const asked = async (path: string) => {
    await expect.poll(() => requests.open(path).length).toBeGreaterThan(0)
    return requests.open(path)[0]!
  }
  return { asked, saved }
}

const notice = () => page.getByRole('listitem')

test('a download is counted, followed to its end, and offers its manifest', async () => {
  const { asked, saved } = await csvDownload()
  const start = await asked('/api/downloads')
  expect(start.url.searchParams.get('format')).toBe('csv')
  start.answer(started)
  ;(await asked('/api/downloads/one')).answer({ ...started, state: 'running', events: 400 })
  expect(saved.map((address) => new URL(address).pathname)).toEqual(['/api/downloads/one/file'])
  await expect.element(notice()).toHaveTextContent(`Downloading 400 of 1,200 events to ${started.fileName}`)
  ;(await asked('/api/downloads/one')).answer({ ...started, state: 'complete', events: 1200, bytes: 2048 })
  await expect.element(notice()).toHaveTextContent(`Downloaded 1,200 events (2.0 KB) to ${started.fileName}`)
  await notice().getByRole('button', { name: 'Download manifest' }).click()
  ;(await asked('/api/downloads/one/manifest')).answer({ fileName: started.fileName })
  await expect.poll(() => saved.length).toBe(2)
  await notice().getByRole('button', { name: 'Dismiss' }).click()
  await expect.element(notice()).not.toBeInTheDocument()
})

test('a server that cannot be reached is reported at once, and the download can be tried again', async () => {
  const { asked, saved } = await csvDownload()
  ;(await asked('/api/downloads')).lose()
  await expect.element(notice()).toHaveTextContent('The download could not start')
  await notice().getByRole('button', { name: 'Try again' }).click()
  ;(await asked('/api/downloads')).answer(started)
  await expect.poll(() => saved.length).toBe(1)
  await notice().getByRole('button', { name: 'Cancel' }).click()
  await asked('/api/downloads/one')
})
