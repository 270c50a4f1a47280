import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { loadLogFile } from '../../../api/loadLogFile.ts'
import { useRefreshes } from '../../models/queries/refreshes.ts'
import { Providers } from '../../testing/Providers.tsx'
import { serveRequests } from '../../testing/serveRequests.ts'
import { LogFileReports } from './LogFileReports.tsx'
import { loadLogFiles } from './useLogFileBatches.ts'

const CONTENT = 'x'.repeat(1_024_000)

async function reports() {
  const requests = serveRequests()
  await render(
    <ul>
      <LogFileReports />
    </ul>,
    { wrapper: Providers },
  )
  return {
    requests,
    /** A question for how far the upload is, once it is asked. */
    progress: async () => {
      const request = () =>
        requests.all.findLast(({ url, isOpen }) => /uploads/.test(url.pathname) && isOpen())
      await expect.poll(request).toBeDefined()
      return request()!
    },
    load: (...names: string[]) =>
      loadLogFiles(
        names.map((name) => ({ file: new File([CONTENT], name), name })),
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
  outcome: records === 0 && problems.length > 0 ? 'skipped' : 'loaded',
  sha256: null,
  records,
  added,
  duplicates: records - added,
  salvaged: 0,
  leftOut: 0,
  conflicts: 0,
  problems: problems.map((reason) => ({ position: null, reason })),
})

test('files are sent one after the other; how many were sent is shown, and what came of them in the end', async () => {
  const { load, sent, asked, notices } = await reports()
  const refreshes = useRefreshes.getState().count
  const loading = load('a.json', 'b.json', 'c.json')
  const a = await asked('a.json')
  expect(sent()).toEqual(['a.json'])
  await expect.poll(notices).toEqual([expect.stringContaining('0 of 3 files')])
  a.answer(report('a.json', 5, 4))
  ;(await asked('b.json')).refuse(400, 'This is no log file')
  const c = await asked('c.json')
  await expect.poll(notices).toEqual([expect.stringContaining('2 of 3 files')])
  expect(useRefreshes.getState().count).toBe(refreshes)
  c.answer(report('c.json', 2, 2, 'A record has no time'))
  await loading
  await expect
    .poll(notices)
    .toEqual([
      expect.stringMatching(
        /Loaded 2 log files: 7 records, 6 added, 1 duplicate. 1 file could not be loaded.*b\.json: This is no log file.*c\.json: A record has no time/,
      ),
    ])
  expect(useRefreshes.getState().count).toBe(refreshes + 1)
})

test('what is loaded without problems has one notice, which names the files', async () => {
  const { load, asked, notices } = await reports()
  const first = load('a.json', 'b.json', 'c.json')
  const second = load('d.json')
  for (const name of ['a.json', 'b.json', 'c.json', 'd.json']) (await asked(name)).answer(report(name, 2))
  await Promise.all([first, second])
  await expect
    .poll(notices)
    .toEqual([
      expect.stringMatching(
        /Loaded 4 log files: 8 records, 8 added, 0 duplicates.*a\.json, b\.json, c\.json and 1 more/,
      ),
    ])
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await expect.poll(notices).toEqual([])
})

test('a file without records is skipped rather than loaded; problems stay until they are dismissed', async () => {
  const { load, asked, notices } = await reports()
  const bad = load('notes.txt')
  ;(await asked('notes.txt')).answer(report('notes.txt', 0, 0, 'Not a CloudTrail log file.'))
  await bad
  const lost = load('a.json')
  ;(await asked('a.json')).lose()
  await lost
  await expect
    .poll(notices)
    .toEqual([
      expect.stringMatching(/^.*1 file skipped.*notes\.txt: Not a CloudTrail log file/),
      expect.stringMatching(/1 file could not be loaded.*a\.json: Can’t reach the server/),
    ])
})

test('the notice counts records behind a break, left out and in conflict, if there are any', async () => {
  const { load, asked, notices } = await reports()
  const loading = load('a.json')
  const salvaged = { salvaged: 2, leftOut: 1, conflicts: 1 }
  ;(await asked('a.json')).answer({ ...report('a.json', 5, 4, 'It breaks here.'), ...salvaged })
  await loading
  await expect
    .poll(notices)
    .toEqual([
      expect.stringContaining(
        'Loaded 1 log file: 5 records, 2 salvaged, 1 left out, 4 added, 1 duplicate, 1 conflict',
      ),
    ])
})

test('the notice says how many bytes were sent and read', async () => {
  const { progress, load, asked, notices } = await reports()
  const loading = load('a.json', 'b.json')
  const bar = page.getByRole('progressbar')
  const a = await asked('a.json')
  a.sent(400_000)
  await expect.poll(notices).toEqual([expect.stringContaining('0 of 2 files, 391 KB of 2.0 MB sent')])
  await expect.element(bar).toHaveAttribute('value', expect.stringMatching(/^0\.019/))
  a.sent(1_024_000)
  ;(await progress()).answer({ bytesRead: 512_000, bytesStored: 102_400 })
  await expect.poll(notices).toEqual([expect.stringContaining('500 KB of 2.0 MB read')])
  await expect.element(bar).toHaveAttribute('value', '0.215')
  ;(await progress()).answer({ bytesRead: 1_024_000, bytesStored: 512_000 })
  await expect.poll(notices).toEqual([expect.stringContaining('1,000 KB of 2.0 MB read, storing events')])
  a.answer(report('a.json', 5))
  ;(await asked('b.json')).answer(report('b.json', 5))
  await loading
})

test('a batch can be canceled: the file that is being loaded is ended by the server, the others are not sent', async () => {
  const { requests, load, sent, asked, notices } = await reports()
  const loading = load('a.json', 'b.json', 'c.json')
  ;(await asked('a.json')).answer(report('a.json', 5))
  const b = await asked('b.json')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect.element(page.getByRole('button', { name: 'Cancel' })).toBeDisabled()
  const cancel = () => requests.all.find(({ method }) => method === 'DELETE')
  await expect.poll(cancel).toBeDefined()
  expect(cancel()!.url.pathname).toBe(`/api/uploads/${b.url.searchParams.get('upload')}`)
  expect(b.isOpen()).toBe(true)
  cancel()!.answer({ records: 3 })
  await loading
  expect(b.isCalledOff()).toBe(true)
  expect(sent()).toEqual([])
  await expect
    .poll(notices)
    .toEqual([
      expect.stringMatching(
        /Loading canceled. Loaded 1 log file: 5 records, 5 added, 0 duplicates. 1 file not sent.*b\.json: 3 records loaded so far\. To discard them/,
      ),
    ])
})

test('when the server cannot be reached, the remaining files are not tried one by one', async () => {
  const { requests, progress, load, asked, notices } = await reports()
  const loading = load('a.json', 'b.json', 'c.json')
  const a = await asked('a.json')
  ;(await progress()).answer({ bytesRead: 500, bytesStored: 0 })
  await expect.poll(notices).toEqual([expect.stringContaining('0 of 3 files')])
  a.lose()
  await loading
  expect(requests.open(loadLogFile.path)).toEqual([])
  await expect
    .poll(notices)
    .toEqual([
      expect.stringMatching(
        /1 file could not be loaded. 2 files not sent.*Can’t reach the server.*Records that were already loaded are kept/,
      ),
    ])
})
