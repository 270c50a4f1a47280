import { Fragment } from 'react'
import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { currentStore, useCurrentStore } from '../../models/address/currentStore.ts'
import { queryClient } from '../../models/queries/queryClient.ts'
import { go } from '../../models/address/useView.ts'
import { HOME } from '../../models/address/view.ts'
import { Providers } from '../../testing/Providers.tsx'
import { serveRequests } from '../../testing/serveRequests.ts'
import { StoreMenu } from './StoreMenu.tsx'
import { StoresDialog } from './StoresDialog.tsx'

const DEFAULT = { id: 'log-files', name: 'Log files', source: 'log-files', isDefault: true, created: null }
const OTHER = { id: 'abc', name: 'Incident 42', source: 'log-files', isDefault: false, created: '2026-03-01' }

/** The menu of a console with two stores, and its dialogs. Requests that change something stay open. */
async function menu(store: string | null) {
  go(HOME, 'replace', store)
  const requests = serveRequests(({ pathname, searchParams }) => {
    const asked = searchParams.get('store') === OTHER.id ? OTHER : DEFAULT
    if (pathname === '/api/status') return { store: asked, source: 'log-files', eventCount: 7 }
    if (pathname === '/api/notes') return { eventNotes: [{ id: 'e', starred: true }] }
    if (pathname === '/api/stores' && requests.all.at(-1)?.method === 'GET')
      return { stores: [DEFAULT, OTHER] }
    return undefined
  })
  await render(<Store />, { wrapper: Providers })
  return requests
}

/** As on the page, where everything is made anew for another store. */
function Store() {
  return (
    <Fragment key={useCurrentStore()}>
      <StoreMenu onLeave={() => {}} />
      <StoresDialog />
    </Fragment>
  )
}

test('another store is shown from its start, and is in the address; every request then names it', async () => {
  const requests = await menu(null)
  await page.getByRole('link', { name: 'Incident 42' }).click()
  await expect.poll(currentStore).toBe('abc')
  expect(location.search).toBe('?store=abc')
  const back = page.getByRole('link', { name: 'Log files' })
  // Shown once the status of this store has come. Until then its first request is still open, and
  // invalidating sends no second one.
  await expect.element(back).toBeVisible()
  const before = requests.all.length
  await queryClient.invalidateQueries({ queryKey: ['status'] })
  const since = requests.all.slice(before).map(({ url }) => url.pathname + url.search)
  expect(new Set(since)).toEqual(new Set(['/api/status?store=abc']))
  await back.click()
  await expect.poll(currentStore).toBe(null)
  expect(location.search).toBe('')
})

test('the default store cannot be deleted, and the menu says why', async () => {
  await menu(null)
  await expect.element(page.getByRole('button', { name: 'Delete…' })).toBeDisabled()
  await expect.element(page.getByText('The default event data store can’t be deleted')).toBeVisible()
})

test('deleting says what is lost, asks for confirmation, and then shows the default store', async () => {
  const requests = await menu('abc')
  await page.getByRole('button', { name: 'Delete…' }).click()
  await expect.element(page.getByText('Delete Incident 42 with 7 events and 1 note?')).toBeVisible()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect.poll(() => requests.open('/api/stores/abc')).toHaveLength(1)
  requests.open('/api/stores/abc')[0]!.answer({})
  await expect.poll(currentStore).toBe(null)
})

test('an invalid name is rejected with a sentence, by the page or by the server', async () => {
  const requests = await menu(null)
  await page.getByRole('button', { name: 'New event data store…' }).click()
  await page.getByRole('button', { name: 'Create' }).click()
  await expect.element(page.getByText('Enter a name.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Name' }).fill('Incident 42')
  await page.getByRole('button', { name: 'Create' }).click()
  await expect.poll(() => requests.open('/api/stores')).toHaveLength(1)
  requests.open('/api/stores')[0]!.refuse(409, 'There is already an event data store named that.')
  await expect
    .element(page.getByText('There is already an event data store named that.', { exact: true }).first())
    .toBeVisible()
  expect(currentStore()).toBe(null)
})
