import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Providers } from '../testing/Providers.tsx'
import { serveRequests } from '../testing/serveRequests.ts'
import { TopBar } from './TopBar.tsx'

const STATUS = {
  store: { id: 'account', name: 'Simulated account of a company with a long name', isDefault: true },
  source: 'simulated',
  accounts: ['111122223333', '444455556666'],
  regions: ['us-east-1', 'us-west-2', 'eu-central-1', 'ap-southeast-2'],
  firstEventTime: '2026-03-01T00:00:00Z',
  lastEventTime: '2026-05-30T23:59:59Z',
  loading: null,
  problems: 0,
  version: '1.2.3',
  reader: null,
}

test.each([0, 12_345_678])(
  'the menu of a store of %i events is within the window at every width of a phone',
  async (eventCount) => {
    serveRequests(({ pathname }) => (pathname === '/api/status' ? { ...STATUS, eventCount } : undefined))
    await render(
      <TopBar
        accountActions={null}
        StoreMenu={() => <button type="button">Rename…</button>}
        onPalette={() => {}}
        onHelp={() => {}}
      />,
      { wrapper: Providers },
    )
    const button = page.getByRole('button', { name: / events/ })
    await expect.element(button).toBeVisible()
    const outside: string[] = []
    for (let width = 320; width <= 502; width += 26) {
      await page.viewport(width, 740)
      ;(button.element() as HTMLElement).click()
      await expect.poll(() => page.getByRole('dialog').query()).not.toBeNull()
      await frame()
      const { left, right, bottom } = page.getByRole('dialog').element().getBoundingClientRect()
      if (left < 0 || right > width || bottom > 740) outside.push(`${width}: ${left} to ${right}, ${bottom}`)
      ;(page.getByRole('button', { name: 'Close' }).element() as HTMLElement).click()
      await expect.poll(() => page.getByRole('dialog').query()).toBeNull()
    }
    expect(outside).toEqual([])
  },
)

test.each([
  ['ana', true],
  [null, false],
])('whose token it is, is said to %s', async (reader, isSaid) => {
  serveRequests(({ pathname }) =>
    pathname === '/api/status' ? { ...STATUS, eventCount: 1, reader } : undefined,
  )
  await render(
    <TopBar accountActions={null} StoreMenu={() => null} onPalette={() => {}} onHelp={() => {}} />,
    { wrapper: Providers },
  )
  await page.getByRole('button', { name: / event/ }).click()
  await expect.element(page.getByText('Version')).toBeVisible()
  expect(page.getByText('Signed in as').query() !== null).toBe(isSaid)
  if (reader !== null) await expect.element(page.getByText(reader)).toBeVisible()
})

const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
