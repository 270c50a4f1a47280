import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Providers } from '../../testing/Providers.tsx'
import { serveRequests, type ServedRequests } from '../../testing/serveRequests.ts'
import { CreateTrail } from './CreateTrail.tsx'

const CALLS = '/api/account/calls'

interface Answered {
  readonly output: object | null
  readonly failure: { readonly code: string; readonly message: string } | null
}

const DONE: Answered = { output: {}, failure: null }

const failed = (code: string, message: string): Answered => ({ output: null, failure: { code, message } })

/** Answers the calls that the page makes, one after another. */
async function answerCalls(requests: ServedRequests, answers: readonly Answered[]): Promise<void> {
  for (const answer of answers) {
    await expect.poll(() => requests.open(CALLS)).toHaveLength(1)
    requests.open(CALLS)[0]!.answer({ eventID: 'event', visibleAt: new Date().toISOString(), ...answer })
  }
}

async function open() {
  const created: string[] = []
  const requests = serveRequests()
  await render(
    <CreateTrail
      accountId="111122223333"
      region="eu-central-1"
      unique="0a1b2c3d"
      onCreated={(name) => created.push(name)}
      onCancel={() => {}}
    />,
    { wrapper: Providers },
  )
  return { requests, created }
}

const press = (name: string) => page.getByRole('button', { name, exact: true }).click()

test('a trail is created in three steps, with its bucket, and starts logging', async () => {
  const { requests, created } = await open()
  await page.getByLabelText('Trail name').fill('management-events')
  await press('Next')
  await expect.element(page.getByRole('heading', { name: 'Choose log events' })).toBeVisible()
  await press('Next')
  await expect
    .element(page.getByText('aws-cloudtrail-logs-111122223333-0a1b2c3d/AWSLogs/111122223333/'))
    .toBeVisible()
  await press('Create trail')
  // CreateBucket, PutBucketPolicy, CreateTrail, StartLogging.
  await answerCalls(requests, [DONE, DONE, DONE, DONE])
  await expect.poll(() => created).toEqual(['management-events'])
  expect(requests.all).toHaveLength(4)
})

test('what is missing is said at its field, which gets the focus', async () => {
  await open()
  await press('Next')
  await expect.element(page.getByText('Enter a name for the trail.')).toBeVisible()
  await expect.element(page.getByLabelText('Trail name')).toHaveFocus()
  await userEvent.keyboard('management-events')
  await press('Next')
  await page.getByRole('checkbox', { name: 'Read' }).click()
  await page.getByRole('checkbox', { name: 'Write' }).click()
  await press('Next')
  await expect.element(page.getByText('Choose Read, Write, or both for management events.')).toBeVisible()
})

test('a failure of AWS is said at its field, and nothing is left behind', async () => {
  const { requests, created } = await open()
  await page.getByLabelText('Trail name').fill('x')
  await press('Next')
  await press('Next')
  await press('Create trail')
  // The last one deletes the bucket again.
  await answerCalls(requests, [
    DONE,
    DONE,
    failed('InvalidTrailNameException', 'Trail name must be at least 3 characters long.'),
    DONE,
  ])
  await expect.element(page.getByLabelText('Trail name')).toHaveFocus()
  await expect.element(page.getByText('Trail name must be at least 3 characters long.')).toBeVisible()
  expect(created).toEqual([])
})

test('what cannot be created with a trail is said at its field', async () => {
  const { requests } = await open()
  await page.getByLabelText('Trail name').fill('management-events')
  await page.getByRole('checkbox', { name: 'Log file SSE-KMS encryption' }).click()
  await page.getByRole('checkbox', { name: 'SNS notification delivery' }).click()
  await press('Next')
  await expect.element(page.getByLabelText('AWS KMS alias')).toHaveFocus()
  await userEvent.keyboard('trail-key')
  await press('Next')
  await press('Next')
  await expect.element(page.getByText('New: trail-key')).toBeVisible()
  await press('Create trail')
  // CreateBucket, PutBucketPolicy, CreateKey, CreateAlias, CreateTopic.
  const key = { output: { KeyMetadata: { Arn: 'the key' } }, failure: null }
  const taken = failed('InvalidParameter', 'Topic already exists with different attributes')
  await answerCalls(requests, [DONE, DONE, key, DONE, taken])
  // DeleteAlias, ScheduleKeyDeletion, DeleteBucket.
  await answerCalls(requests, [DONE, DONE, DONE])
  await expect.element(page.getByLabelText('Topic name')).toHaveFocus()
  await expect.element(page.getByText('Topic already exists with different attributes')).toBeVisible()
  expect(requests.all).toHaveLength(8)
})

test('a failure that belongs to no field stays at the last step', async () => {
  const { requests } = await open()
  await page.getByLabelText('Trail name').fill('management-events')
  await press('Next')
  await press('Next')
  await press('Create trail')
  await answerCalls(requests, [failed('AccessDenied', 'You are not authorized.')])
  await expect.element(page.getByText('You are not authorized.', { exact: true })).toBeVisible()
  await expect.element(page.getByRole('heading', { name: 'Review and create' })).toBeVisible()
})

test('data events have conditions, or the resources of basic event selectors', async () => {
  await open()
  await page.getByLabelText('Trail name').fill('data-events')
  await press('Next')
  await page.getByRole('checkbox', { name: 'Data events' }).click()
  await press('Add condition')
  await page.getByLabelText('Values, one a line').fill('true')
  await press('Next')
  await expect.element(page.getByText('readOnly equals true')).toBeVisible()
  await press('Previous')
  await press('Switch to basic event selectors')
  await expect.element(page.getByLabelText('Resources, one ARN a line')).toHaveValue('arn:aws:s3')
  await press('Next')
  await expect.element(page.getByText('API activity: Read and write')).toBeVisible()
})
