import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { loadLogFile } from '../../../api/loadLogFile.ts'
import { useRefreshes } from '../../models/queries/refreshes.ts'
import { Providers } from '../../testing/Providers.tsx'
import { serveRequests } from '../../testing/serveRequests.ts'
import { LogFileReports } from './LogFileReports.tsx'
import { loadLogFiles } from './useLogFileBatches.ts'

async function reports() {
  const requests = serveRequests()
  await render(<LogFileReports />, { wrapper: Providers })
  return {
    load: (...names: string[]) =>
      loadLogFiles(
        names.map((name) => ({ file: new File(['{}'], name), name })),
        null,
      ),
    /** The files that are being sent. */
    sent: () => requests.open(loadLogFile.path).map(({ url }) => url.searchParams.get('name')),
    /** The request for a file, once it is sent. */
    asked: async (name: string) => {
      const found = () =>
        requests.open(loadLogFile.path).find(({ url }) => url.searchParams.get('name') === name)
      await expect.poll(found).toBeDefined()
      return found()!
    },
    notices: () =>
      page
        .getByRole('listitem')
        .elements()
        .map(({ textContent }) => textContent),
  }
}

const report = (logFile: string, records: number, added = records, ...problems: string[]) => ({
  logFile,
  records,
  added,
  duplicates: records - added,
  problems: problems.map((reason) => ({ position: null, reason })),
})

test('files are sent one after the other; how many were sent is shown, and what came of them in the end', async () => {
  const { load, sent, asked, notices } = await reports()
  const refreshes = useRefreshes.getState().count
  const loading = load('a.json', 'b.json', 'c.json')
  const a = await asked('a.json')
  expect(sent()).toEqual(['a.json'])
  await expect.poll(notices).toEqual([expect.stringContaining('0 of 3 log files')])
  a.answer(report('a.json', 5, 4))
  ;(await asked('b.json')).refuse(400, 'This is no log file')
  const c = await asked('c.json')
  await expect.poll(notices).toEqual([expect.stringContaining('2 of 3 log files')])
  expect(useRefreshes.getState().count).toBe(refreshes)
  c.answer(report('c.json', 2, 2, 'A record has no time'))
  await loading
  await expect
    .poll(notices)
    .toEqual([
      expect.stringMatching(
        /Loaded 2 log files: 7 records, 6 added, 1 duplicate.*b\.json: This is no log file.*c\.json: A record has no time/,
      ),
    ])
  expect(useRefreshes.getState().count).toBe(refreshes + 1)
})

test('batches go on beside each other, and each is shown until it is dismissed', async () => {
  const { load, asked, notices } = await reports()
  const first = load('a.json')
  const second = load('b.json')
  ;(await asked('b.json')).answer(report('b.json', 1))
  await second
  await expect
    .poll(notices)
    .toEqual([expect.stringContaining('0 of 1 log file'), expect.stringContaining('Loaded 1 log file')])
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await expect.poll(notices).toEqual([expect.stringContaining('0 of 1 log file')])
  ;(await asked('a.json')).lose()
  await first
  await expect
    .poll(notices)
    .toEqual([expect.stringMatching(/1 log file could not be loaded.*a\.json: Can't reach the server/)])
})
