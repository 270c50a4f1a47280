import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { AlarmsResponse } from '../../../api/alarms.ts'
import { Providers } from '../../testing/Providers.tsx'
import { serveRequests } from '../../testing/serveRequests.ts'
import { Alarms } from './Alarms.tsx'
import { FiredAlarms } from './FiredAlarms.tsx'

const ROOT: AlarmsResponse['alarms'][number] = {
  name: 'root-use',
  region: 'eu-central-1',
  description: 'The root user was used.',
  state: 'ALARM',
  reason: 'Threshold Crossed',
  since: new Date(Date.now() + 1000).toISOString(),
  events: 'userIdentity.type=Root',
}
const OLD = { ...ROOT, name: 'old', since: '2026-01-01T00:00:00.000Z' }
const DATA: AlarmsResponse = {
  alarms: [ROOT, { ...OLD, state: 'OK' }],
  logGroups: [{ name: 'CloudTrail/logs', region: 'eu-central-1' }],
  presets: [{ name: 'p', sentence: 's', pattern: '{ $.a = 1 }' }],
}

test('the table has each alarm with its state, and a link to its events', async () => {
  serveRequests(() => undefined)
  await render(<Alarms data={DATA} />, { wrapper: Providers })
  await expect.element(page.getByRole('row', { name: /root-use.*In alarm/ })).toBeVisible()
  await expect.element(page.getByRole('row', { name: /old.*OK/ })).toBeVisible()
  const link = page.getByRole('link', { name: 'Events of root-use' })
  await expect.element(link).toHaveAttribute('href', '/?userIdentity.type=Root')
})

test('one click creates the presets for the log group of the trail', async () => {
  const requests = serveRequests(({ pathname }) =>
    pathname === '/api/account/alarms' ? { created: 1, failure: null } : undefined,
  )
  await render(<Alarms data={DATA} />, { wrapper: Providers })
  await page.getByRole('button', { name: 'Create 1 CIS alarms' }).click()
  await expect
    .poll(() => requests.all.find(({ method }) => method === 'POST')?.url.pathname)
    .toBe('/api/account/alarms')
})

test('Delete says what stays, and deletes the alarm', async () => {
  const requests = serveRequests(({ pathname }) =>
    pathname === '/api/account/calls'
      ? { eventID: 'event', visibleAt: ROOT.since, output: {}, failure: null }
      : undefined,
  )
  await render(<Alarms data={DATA} />, { wrapper: Providers })
  await page.getByRole('button', { name: 'Delete root-use' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete alarm' })
  await expect.element(dialog).toHaveTextContent('The metric filter that it counts by stays.')
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect.element(dialog).not.toBeInTheDocument()
  expect(requests.all.map(({ url }) => url.pathname)).toContain('/api/account/calls')
})

test('without a log group nothing can be created, and the table says what to do', async () => {
  serveRequests(() => undefined)
  await render(<Alarms data={{ ...DATA, alarms: [], logGroups: [] }} />, { wrapper: Providers })
  await expect.element(page.getByText(/Create a trail that delivers/)).toBeVisible()
  await expect
    .element(page.getByRole('link', { name: 'Create trail' }))
    .toHaveAttribute('href', '/create-trail')
  await expect.element(page.getByRole('button')).not.toBeInTheDocument()
})

test('an alarm that fires is a notice until it is dismissed; one that fired earlier is none', async () => {
  serveRequests(({ pathname }) =>
    pathname === '/api/account/alarms' ? { ...DATA, alarms: [ROOT, OLD] } : undefined,
  )
  await render(
    <ul>
      <FiredAlarms />
    </ul>,
    { wrapper: Providers },
  )
  await expect.element(page.getByText('Alarm root-use')).toBeVisible()
  await expect.element(page.getByText('The root user was used.')).toBeVisible()
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await expect.element(page.getByText('Alarm root-use')).not.toBeInTheDocument()
})
