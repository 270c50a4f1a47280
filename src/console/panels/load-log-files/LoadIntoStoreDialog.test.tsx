import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { currentStore } from '../../models/address/currentStore.ts'
import { Providers } from '../../testing/Providers.tsx'
import { serveRequests } from '../../testing/serveRequests.ts'
import { LoadIntoStoreDialog } from './LoadIntoStoreDialog.tsx'
import { giveLogFiles } from './loadRequest.ts'

const ACCOUNT = {
  id: 'account',
  name: 'Simulated account',
  source: 'simulated',
  isDefault: true,
  created: null,
}
const INCIDENT = { id: 'abc', name: 'incident', source: 'log-files', isDefault: false, created: '2026-03-01' }

const FILES = [{ file: new File(['{}'], 'a.json'), name: 'incident/a.json' }]

/** Files given to a console of the simulated account with these stores. */
async function given(stores: readonly object[]) {
  const requests = serveRequests(({ pathname, searchParams }) => {
    if (pathname === '/api/status')
      return { store: ACCOUNT, source: searchParams.has('store') ? 'log-files' : 'simulated' }
    if (pathname === '/api/stores' && requests.all.at(-1)?.method === 'GET') return { stores }
    return undefined
  })
  await giveLogFiles(FILES)
  await render(<LoadIntoStoreDialog />, { wrapper: Providers })
  const uploads = () => requests.open('/api/log-files').map(({ url }) => url.searchParams.get('store'))
  return { requests, uploads }
}

test('log files for the simulated account are loaded into a store of their own, once that is named', async () => {
  const { requests, uploads } = await given([ACCOUNT])
  await expect.element(page.getByRole('heading', { name: 'Load into a new event data store' })).toBeVisible()
  await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveValue('incident')
  expect(uploads()).toEqual([])
  await page.getByRole('button', { name: 'Load 1 log file' }).click()
  await expect.poll(() => requests.open('/api/stores')).toHaveLength(1)
  requests.open('/api/stores')[0]!.answer({ ...INCIDENT, id: 'new' })
  await expect.poll(uploads).toEqual(['new'])
  expect(currentStore()).toBe('new')
})

test('they can be loaded into a store that exists', async () => {
  const { uploads } = await given([ACCOUNT, INCIDENT])
  await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveValue('incident 2')
  await page.getByRole('radio', { name: 'Existing event data store' }).click()
  await page.getByRole('button', { name: 'Load 1 log file' }).click()
  await expect.poll(uploads).toEqual(['abc'])
  expect(currentStore()).toBe('abc')
})
