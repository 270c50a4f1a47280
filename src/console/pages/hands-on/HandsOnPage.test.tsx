import { expect, onTestFinished, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { AccountResponse, ExerciseStep } from '../../../api/account.ts'
import { go, usePage } from '../../models/address/useView.ts'
import { HOME } from '../../models/address/view.ts'
import { currentPreferences } from '../../models/preferences/usePreferences.ts'
import { EXERCISES_PAGE } from '../../routes.ts'
import { Providers } from '../../testing/Providers.tsx'
import { serveRequests } from '../../testing/serveRequests.ts'
import { HandsOnPage } from './HandsOnPage.tsx'

const step = (id: string, changed: Partial<ExerciseStep> = {}): ExerciseStep => ({
  id,
  title: `Step ${id}`,
  description: '',
  as: null,
  missing: null,
  prepare: null,
  command: `aws ec2 ${id}`,
  region: 'eu-central-1',
  service: 'ec2',
  operation: id,
  eventName: id,
  eventSource: 'ec2.amazonaws.com',
  isReadOnly: false,
  isData: false,
  ...changed,
})

const ACCOUNT: AccountResponse = {
  accountId: '111122223333',
  homeRegion: 'eu-central-1',
  regions: ['eu-central-1'],
  deliveryDelaySeconds: 7,
  deliversTo: null,
  secretIsToken: false,
  people: [
    { id: 'user/learner', name: 'learner', kind: 'user', arn: 'arn:1', description: 'IAM user' },
    { id: 'person/mara', name: 'mara', kind: 'role', arn: 'arn:2', description: 'IAM Identity Center' },
  ],
  resources: [
    {
      service: 'ec2',
      title: 'EC2',
      resources: [{ kind: 'instance', id: 'i-1', name: 'web', state: 'running', region: 'eu-central-1' }],
    },
  ],
  exercises: [
    {
      id: 'one',
      title: 'The first',
      summary: '',
      steps: [step('a'), step('b', { missing: 'Do a first.', command: null })],
    },
    { id: 'two', title: 'The second', summary: '', steps: [step('c')] },
  ],
}

const CREDENTIALS = {
  accessKeyId: 'AKIAEXAMPLE',
  secretAccessKey: 'secret/EXAMPLE',
  sessionToken: null,
  expiresAt: null,
}

function ShownPage() {
  const shown = usePage()
  return shown.kind === 'hands-on' ? <HandsOnPage page={shown} /> : null
}

async function open(account: AccountResponse | null = ACCOUNT) {
  go(EXERCISES_PAGE)
  onTestFinished(() => go(HOME))
  const requests = serveRequests((url) => {
    if (url.pathname === '/api/account') return account ?? undefined
    return url.pathname === '/api/account/credentials' ? CREDENTIALS : undefined
  })
  await render(<ShownPage />, { wrapper: Providers })
  return requests
}

test('the first exercise is open, and its command has credentials, Region and endpoint', async () => {
  await open()
  const command = page.getByLabelText('AWS CLI command', { exact: true }).first()
  await expect
    .element(command)
    .toHaveTextContent(
      /AWS_ACCESS_KEY_ID=AKIAEXAMPLE AWS_SECRET_ACCESS_KEY=secret\/EXAMPLE AWS_SESSION_TOKEN= \\ aws ec2 a \\ --region eu-central-1 --endpoint-url http:\/\//,
    )
  await expect.element(page.getByText('Do a first.').first()).toBeVisible()
  await page.getByRole('button', { name: 'The second' }).click()
  await expect.poll(() => location.search).toBe('?exercise=two')
  await expect.element(page.getByText('aws ec2 c')).toBeVisible()
})

test('a call that failed says why, and its event is on the way', async () => {
  const requests = await open()
  await page.getByRole('button', { name: 'Run: Step a' }).click()
  const sent = () => requests.open('/api/account/exercises/one/steps/a')
  await expect.poll(sent).toHaveLength(1)
  sent()[0]!.answer({
    eventID: 'event-1',
    visibleAt: new Date(Date.now() + 3_000_000).toISOString(),
    failure: { code: 'UnauthorizedOperation', message: 'You are not authorized.' },
    made: [],
  })
  await expect.element(page.getByText('UnauthorizedOperation: You are not authorized.')).toBeVisible()
  await expect.element(page.getByText(/Delivered in \d+ s/).first()).toBeVisible()
})

test('the tour is offered once, and does not come back after it was left', async () => {
  await open()
  await page.getByRole('button', { name: 'Start the tour' }).click()
  await expect.element(page.getByText('Tour, step 1 of 5: Act')).toBeVisible()
  await page.getByRole('button', { name: 'Leave the tour' }).click()
  await expect.poll(() => page.getByText(/^Tour, step/).elements()).toEqual([])
  expect(currentPreferences().tour).toBe('over')
  expect(page.getByRole('button', { name: 'Start the tour' }).elements()).toEqual([])
})

test('on log files the page says what it needs', async () => {
  const requests = await open(null)
  await expect.poll(() => requests.open('/api/account')).toHaveLength(1)
  requests.open('/api/account')[0]!.refuse(404, 'This console shows log files.')
  await expect.element(page.getByText('This console shows log files.')).toBeVisible()
})
