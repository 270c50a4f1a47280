import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { LiveAccountStatus } from '../../api/getStatus.ts'
import { LiveAccountProgress } from './LiveAccountProgress.tsx'

const REGION = { readBackTo: null, waitingFor: null, refused: null }
const READING: LiveAccountStatus = {
  profile: 'auditor',
  accountId: '111122223333',
  notice: null,
  isWhole: false,
  secondsLeft: 1500,
  regions: [
    { ...REGION, region: 'eu-central-1', share: 0.25, isWhole: false },
    { ...REGION, region: 'us-east-1', share: 1, isWhole: true },
  ],
}

test('it says how far the history is read, and how long the rest takes', async () => {
  const { container } = await render(<LiveAccountProgress account={READING} />)
  await expect.element(page.getByText('Reading the event history of account 111122223333')).toBeVisible()
  await expect
    .element(page.getByText('1 of 2 Regions read, the newest events first. About 25 minutes left.'))
    .toBeVisible()
  expect(container.querySelector('progress')!.value).toBe(0.25)
})

test('what is waited for is a sentence of its own', async () => {
  const waitingFor = 'the credentials of the profile auditor have expired. Get new ones'
  const regions = READING.regions.map((region) => ({ ...region, waitingFor }))
  await render(<LiveAccountProgress account={{ ...READING, regions }} />)
  await expect.element(page.getByText('Waiting for AWS')).toBeVisible()
  await expect.element(page.getByText('The credentials of the profile auditor have expired.')).toBeVisible()
})

test('Regions that refuse are named until that is dismissed, and do not delay the others', async () => {
  const [first, second] = READING.regions
  const regions = [{ ...first!, refused: 'the profile may not' }, second!]
  const { container } = await render(
    <LiveAccountProgress account={{ ...READING, isWhole: true, secondsLeft: 0, regions }} />,
  )
  await expect.element(page.getByText('eu-central-1: The profile may not.')).toBeVisible()
  await page.getByRole('button', { name: 'Dismiss' }).click()
  expect(container.textContent).toBe('')
})
