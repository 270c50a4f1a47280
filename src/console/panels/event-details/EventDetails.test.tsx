import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { describeRecord } from '../../../cloudtrail/describe.ts'
import { readRecord } from '../../../cloudtrail/record.ts'
import { EVERYTHING } from '../../../filter/filter.ts'
import { currentPreferences } from '../../models/preferences/usePreferences.ts'
import { closeValueMenu, useMenuRequest } from '../../models/value-menu/openValueMenu.ts'
import { Providers } from '../../testing/Providers.tsx'
import { serveRequests } from '../../testing/serveRequests.ts'
import type { Zone } from '../../ui/time.ts'
import { EventDetails } from './EventDetails.tsx'
import { EventIntegrity } from './EventIntegrity.tsx'

const RECORD = {
  eventTime: '2026-03-01T00:30:00Z',
  eventName: 'PutObject',
  eventSource: 's3.amazonaws.com',
  eventType: 'AwsApiCall',
  errorCode: 'AccessDenied',
  requestID: 'REQUEST1',
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLE:bob',
    arn: 'arn:aws:sts::111122223333:assumed-role/admin/bob',
    accountId: '111122223333',
    accessKeyId: 'ASIAEXAMPLEBOB',
    sessionContext: {
      sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::111122223333:role/admin', userName: 'admin' },
      attributes: { creationDate: '2026-03-01T00:20:00Z', mfaAuthenticated: 'false' },
    },
  },
  requestParameters: { bucketName: 'logs', key: 'a.txt', note: 'x'.repeat(300) },
}

interface Shown {
  readonly record?: Readonly<Record<string, unknown>>
  readonly isLoading?: boolean
  readonly zone?: Zone
}

async function show({ record = RECORD, isLoading = false, zone = 'utc' }: Shown = {}) {
  serveRequests((url) => (url.pathname.endsWith('/notes') ? { changed: {} } : undefined))
  const text = JSON.stringify(record)
  const { eventTimeMs: _, ...event } = describeRecord(readRecord(text))
  await page.viewport(700, 900)
  return render(
    <EventDetails
      event={{ ...event, id: 'event-1', eventTime: RECORD.eventTime }}
      recordText={isLoading ? undefined : text}
      logFile={null}
      zone={zone}
      filter={EVERYTHING}
      asOf="1"
    />,
    { wrapper: Providers },
  )
}

const valueOf = (term: string) =>
  [...document.querySelectorAll('dl > div')]
    .find((each) => each.querySelector('dt')?.textContent === term)
    ?.querySelector('dd > span')?.textContent

test('details, identity, resources and record come first, notes last and behind a button', async () => {
  const screen = await show()
  const headings = screen.getByRole('heading').elements()
  expect(headings.map(({ textContent }) => textContent)).toEqual([
    'Details',
    'User identity',
    'Resources referenced',
    'Event record',
    'Around this event',
    'Notes',
  ])
  expect(document.querySelector('textarea')).toBeNull()
})

test('the user identity is readable without the record, and claims nothing about MFA of a role', async () => {
  await show()
  expect(valueOf('User type')).toBe('AssumedRole')
  expect(valueOf('Account ID')).toBe('111122223333')
  expect(valueOf('User ARN')).toBe('arn:aws:sts::111122223333:assumed-role/admin/bob')
  expect(valueOf('Role')).toBe('arn:aws:iam::111122223333:role/admin')
  expect(valueOf('MFA')).toBe('Not recorded for role sessions')
  expect(document.body.textContent).not.toContain('without MFA')
})

test('all times have the same form, in the zone that was chosen', async () => {
  await show({ zone: 'local' })
  expect(valueOf('Event time')).toMatch(/^2026-03-01 \d\d:30:00 UTC[+-]\d\d:00 · /)
  expect(valueOf('Session started')).toMatch(/^2026-03-01 \d\d:20:00 UTC[+-]\d\d:00 · /)
})

test('while the record loads, nothing is shown as absent, and no sentence is incomplete', async () => {
  const screen = await show({ isLoading: true })
  expect(document.querySelector('.event-summary [aria-hidden=true]')).not.toBeNull()
  expect(valueOf('Request ID')).toBe('')
  await expect.element(screen.getByRole('status', { name: 'Loading the event record' })).toBeVisible()
  const reserved = document.querySelector('.event-summary')!.clientHeight
  await screen.unmount()
  await show()
  expect(document.querySelector('.event-summary')!.textContent).toContain(
    'was denied PutObject on object a.txt',
  )
  expect(document.querySelector('.event-summary')!.clientHeight).toBeLessThanOrEqual(reserved)
})

test('each value is one tab stop, at least 24 px high, whose Enter opens the menu of the value', async () => {
  await show()
  const values = [...document.querySelectorAll('dl > div')].filter(
    (each) => !/^(?:-|Not recorded)/.test(each.querySelector('dd')!.textContent),
  )
  expect(values.length).toBeGreaterThan(12)
  for (const value of values) {
    const stops = [...value.querySelectorAll<HTMLElement>('a, button')].filter(
      ({ tabIndex }) => tabIndex >= 0,
    )
    expect(stops).toHaveLength(1)
    expect(stops[0]!.offsetHeight).toBeGreaterThanOrEqual(24)
  }
  document.querySelector<HTMLElement>('[aria-label="Actions for Event source"]')!.focus()
  await userEvent.keyboard('{Enter}')
  expect(useMenuRequest.getState().request?.values).toEqual([
    { field: 'eventSource', value: 's3.amazonaws.com' },
  ])
  closeValueMenu()
})

test('long lines of the record wrap; otherwise it scrolls sideways, which is remembered', async () => {
  const screen = await show()
  const tree = screen.getByRole('tree').element()
  expect(tree.scrollWidth).toBeLessThanOrEqual(tree.clientWidth)
  expect(getComputedStyle(tree).overflowY).toBe('hidden')
  await screen.getByRole('button', { name: 'Wrap lines' }).click()
  expect(tree.scrollWidth).toBeGreaterThan(tree.clientWidth)
  expect(currentPreferences().recordWrapped).toBe(false)
})

test('of a long record only the rows near the window are drawn, and the keyboard reaches the last one', async () => {
  const requestParameters = Object.fromEntries(Array.from({ length: 900 }, (_, at) => [`key${at}`, at]))
  const screen = await show({ record: { ...RECORD, requestParameters } })
  const tree = screen.getByRole('tree')
  expect(tree.element().clientHeight).toBeGreaterThan(900 * 20)
  expect(tree.element().querySelectorAll('[role=treeitem]').length).toBeLessThan(400)
  ;(tree.element() as HTMLElement).focus()
  await userEvent.keyboard('{End}')
  await expect.element(screen.getByRole('treeitem', { selected: true })).toBeInViewport()
  await expect.element(screen.getByRole('treeitem', { name: 'key899: 899' })).toBeInTheDocument()
})

test('the key for a note opens its form and puts the focus there', async () => {
  const screen = await show()
  await userEvent.keyboard('a')
  await expect.element(screen.getByRole('textbox', { name: 'Comment' })).toHaveFocus()
})

test('what digest files say of the event is said in words, with a link to the digest file', async () => {
  const uri = 'file:///logs/AWSLogs/a_1.json.gz'
  const digest = 's3://logs/AWSLogs/CloudTrail-Digest/d_1.json.gz'
  serveRequests((url) =>
    url.pathname === '/api/integrity/log-files' && url.searchParams.get('contains') === 'a_1.json.gz'
      ? { logFiles: [{ uri, digest, reason: 'Its hash is another one.' }], total: 1 }
      : undefined,
  )
  const screen = await render(<EventIntegrity integrity="broken" logFileUri={uri} />, { wrapper: Providers })
  await expect.element(screen.getByText('Broken.')).toBeVisible()
  await expect.element(screen.getByText('Its hash is another one.')).toBeVisible()
  await expect
    .element(screen.getByRole('link', { name: 'd_1.json.gz' }))
    .toHaveAttribute('href', '/integrity?section=digests&contains=d_1.json.gz')
})
