import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { listedEvent } from '../../testing/listedEvent.ts'
import { Providers } from '../../testing/Providers.tsx'
import { serveRequests } from '../../testing/serveRequests.ts'
import { AroundEvent } from './AroundEvent.tsx'

async function show(corrections: number) {
  serveRequests(({ pathname, searchParams }) =>
    pathname.endsWith('/count')
      ? { count: searchParams.has('addendum.originalEventID') ? corrections : 7, asOf: '1' }
      : undefined,
  )
  const event = listedEvent(1, { eventID: 'e-1', sourceIPAddress: '203.0.113.7' })
  await render(<AroundEvent event={event} record={{ eventID: 'e-1' }} asOf="1" />, { wrapper: Providers })
  await expect
    .element(page.getByRole('link', { name: 'Same source IP address, any time: 7 events' }))
    .toBeVisible()
}

test('corrections of an event are in the last row if there are any', async () => {
  await show(2)
  await expect
    .element(page.getByRole('link', { name: 'Corrections of this event, any time: 2 events' }))
    .toBeVisible()
  await expect.element(page.getByRole('row').last()).toHaveTextContent(/^Corrections of this event/)
})

test('they have no row if there are none', async () => {
  await show(0)
  await expect.element(page.getByRole('row').last()).toHaveTextContent(/^Same source IP address/)
})
