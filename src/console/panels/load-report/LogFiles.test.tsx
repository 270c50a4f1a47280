import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Providers } from '../../testing/Providers.tsx'
import { serveRequests } from '../../testing/serveRequests.ts'
import { LogFiles } from './LogFiles.tsx'

const FILE = {
  name: 'a.json',
  size: 1000,
  records: 7,
  added: 5,
  duplicates: 2,
  salvaged: 0,
  leftOut: 0,
  conflicts: 0,
  problems: 0,
  sha256: `3f2a9c0d1e${'0'.repeat(54)}`,
  outcome: 'loaded',
  firstEventTime: null,
  lastEventTime: null,
  accounts: [],
  isRemovable: true,
  ownEvents: 4,
}

const NO_TOTALS = {
  logFiles: 5,
  skipped: 1,
  digestFiles: 0,
  failed: 1,
  unfinished: 1,
  records: 7,
  added: 5,
  duplicates: 2,
  salvaged: 0,
  leftOut: 0,
  conflicts: 0,
}

async function shown(totals: Partial<typeof NO_TOTALS> = {}) {
  const requests = serveRequests(({ pathname, search }) => {
    if (pathname === '/api/status')
      return { contentsMark: '1', source: 'log-files', eventCount: 7, store: {} }
    if (pathname === '/api/log-files' && search !== '')
      return {
        logFiles: [
          { ...FILE, id: 3 },
          { ...FILE, id: 4, name: 'old.json', isRemovable: false, sha256: null },
          { ...FILE, id: 5, name: 'logs/notes.txt', outcome: 'skipped' },
          { ...FILE, id: 8, name: 'logs/digest.json.gz', outcome: 'digest' },
          { ...FILE, id: 6, name: 'half.json', outcome: 'failed', salvaged: 3, leftOut: 1234 },
          { ...FILE, id: 7, name: 'begun.json', outcome: null },
        ],
        total: 5,
      }
    return undefined
  })
  await render(<LogFiles report={{ ...NO_TOTALS, ...totals }} />, { wrapper: Providers })
  return requests
}

test('a log file is removed after the dialog has said how many events are removed with it', async () => {
  const requests = await shown()
  await page.getByRole('button', { name: 'Remove a.json' }).click()
  const dialog = page.getByRole('dialog', { name: 'Remove log file' })
  await expect.element(dialog).toHaveTextContent(/Remove a\.json and 4 events from this event data store\?/)
  await expect.element(dialog).toHaveTextContent(/Events that are also in other loaded log files are kept\./)
  await expect.element(dialog).toHaveTextContent(/The file on disk is not touched/)
  expect(requests.open('/api/log-files/3')).toHaveLength(0)
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect.poll(() => requests.open('/api/log-files/3').map(({ method }) => method)).toEqual(['DELETE'])
  requests.open('/api/log-files/3')[0]!.answer({ name: 'a.json', removed: 4, kept: 1 })
  await expect.poll(() => dialog.query()).toBeNull()
})

test('the SHA-256 is shown shortened, whole in its tooltip, and copied whole; an unknown one says so', async () => {
  await shown()
  const hash = page.getByText('3f2a9c0d1e…').first()
  await expect.element(hash).toHaveAttribute('title', expect.stringContaining(FILE.sha256))
  await page
    .getByRole('row', { name: /a\.json/ })
    .getByRole('button', { name: 'Copy SHA-256' })
    .click()
  await expect.poll(() => navigator.clipboard.readText()).toBe(FILE.sha256)
  await expect.element(page.getByRole('row', { name: /old\.json/ })).toHaveTextContent('SHA-256 unknown')
})

test('a file that was skipped, is a digest file, or could not be read to its end, is marked', async () => {
  await shown()
  await expect
    .element(page.getByRole('row', { name: /digest\.json/ }))
    .toHaveTextContent('Digest file · logs/')
  await expect.element(page.getByRole('row', { name: /notes\.txt/ })).toHaveTextContent('Skipped · logs/')
  await expect.element(page.getByRole('row', { name: /half\.json/ })).toHaveTextContent('Not read to its end')
  await expect.element(page.getByRole('row', { name: /begun\.json/ })).toHaveTextContent('Not finished')
})

test('a log file that an earlier version loaded cannot be removed by itself', async () => {
  await shown()
  await expect.element(page.getByRole('button', { name: 'Remove old.json' })).toBeDisabled()
})

test('records behind a break, left out and in conflict have columns if there are any', async () => {
  await shown()
  const header = (name: string) => page.getByRole('columnheader', { name })
  await expect.element(header('Duplicates')).toBeVisible()
  for (const name of ['Salvaged', 'Left out', 'Conflicts']) expect(header(name).query()).toBeNull()
})

test('they are sorted by these columns', async () => {
  const requests = await shown({ salvaged: 3, leftOut: 1234 })
  await expect.element(page.getByRole('row', { name: /half\.json/ })).toHaveTextContent(/31,234/)
  expect(page.getByRole('columnheader', { name: 'Conflicts' }).query()).toBeNull()
  await page.getByRole('columnheader', { name: 'Left out' }).getByRole('button').first().click()
  await expect.poll(() => requests.all.map(({ url }) => url.searchParams.get('sort'))).toContain('leftOut')
})
