import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { InsightsResponse, InsightSummary } from '../../../api/insights.ts'
import { queryClient } from '../../models/queries/queryClient.ts'
import { Providers } from '../../testing/Providers.tsx'
import { serveRequests } from '../../testing/serveRequests.ts'
import { InsightsPage } from './InsightsPage.tsx'

const INSIGHT: InsightSummary = {
  id: 'first',
  insightType: 'ApiCallRateInsight',
  eventSource: 'ec2.amazonaws.com',
  eventName: 'RunInstances',
  errorCode: null,
  accountId: '111122223333',
  awsRegion: 'eu-central-1',
  startTime: '2026-03-01T10:00:00Z',
  endTime: null,
  baselineAverage: 0.0000882145,
  insightAverage: 12,
  rateChange: 13_603_205.4,
  source: 'found-here',
}
const ANSWER: InsightsResponse = {
  insights: [INSIGHT],
  history: { days: 40, leastDays: 3, learnedDays: 28, shortage: null },
  canAdd: false,
  isAdded: false,
}

async function show(answer: () => InsightsResponse | undefined) {
  queryClient.clear()
  await page.viewport(1200, 900)
  const requests = serveRequests(({ pathname }) => (pathname === '/api/insights' ? answer() : undefined))
  await render(
    <InsightsPage
      page={{ kind: 'insights', eventName: null, eventSource: null, timeRange: { kind: 'all' } }}
    />,
    { wrapper: Providers },
  )
  return requests
}

const rows = page.getByRole('table', { name: 'Insights' }).getByRole('row')

test('rates are rounded with the exact number in the title, and the change is read as a word', async () => {
  await show(() => ANSWER)
  await expect.element(rows.nth(1)).toHaveTextContent(/RunInstances.*Not over.*0\.0000882.*Up to 13,603,205%/)
  await expect.element(page.getByTitle('0.0000882145 per minute')).toBeVisible()
  await expect.element(page.getByRole('columnheader', { name: 'Region' })).not.toBeInTheDocument()
})

test('account and Region have a column where there are several', async () => {
  await show(() => ({ ...ANSWER, insights: [INSIGHT, { ...INSIGHT, id: 'other', awsRegion: 'us-east-1' }] }))
  await expect.element(page.getByRole('columnheader', { name: 'Region' })).toBeVisible()
  await expect.element(page.getByRole('columnheader', { name: 'Account' })).not.toBeInTheDocument()
})

test('new insights wait until they are asked for; known ones are kept up to date', async () => {
  let answer = ANSWER
  await show(() => answer)
  await expect.element(page.getByText('Not over')).toBeVisible()
  answer = {
    ...ANSWER,
    insights: [
      { ...INSIGHT, id: 'second', eventName: 'CreateUser' },
      { ...INSIGHT, endTime: '2026-03-01T10:05:00Z' },
    ],
  }
  await queryClient.invalidateQueries({ queryKey: ['insights'] })
  const more = page.getByRole('button', { name: 'Show 1 new insight' })
  await expect.element(more).toBeVisible()
  await expect.element(page.getByText('Not over')).not.toBeInTheDocument()
  expect(rows.elements()).toHaveLength(2)
  await more.click()
  await expect.element(rows.nth(1)).toHaveTextContent('CreateUser')
  await expect.element(more).not.toBeInTheDocument()
})

test('without insights, the page says from how much it was found, or what is missing', async () => {
  let answer: InsightsResponse = { ...ANSWER, insights: [] }
  await show(() => answer)
  await expect.element(page.getByText('In 40 days with events, no rate of calls')).toBeVisible()
  answer = { ...answer, history: { ...answer.history, days: 1, shortage: 'The events cover one day.' } }
  await queryClient.invalidateQueries({ queryKey: ['insights'] })
  await expect.element(page.getByText('The events cover one day.')).toBeVisible()
  await expect.element(page.getByText('no rate of calls')).not.toBeInTheDocument()
})

test('where none is listed, new insights are shown at once', async () => {
  let answer: InsightsResponse = { ...ANSWER, insights: [] }
  await show(() => answer)
  await expect.element(page.getByText('In 40 days with events, no rate of calls')).toBeVisible()
  answer = ANSWER
  await queryClient.invalidateQueries({ queryKey: ['insights'] })
  await expect.element(rows.nth(1)).toHaveTextContent('RunInstances')
  await expect.element(page.getByRole('button', { name: /new insight/ })).not.toBeInTheDocument()
})

test('a failure is said, and adding can be tried again', async () => {
  const requests = await show(() => undefined)
  await expect.element(page.getByText('Looking for unusual rates')).toBeVisible()
  for (const request of requests.open('/api/insights')) request.answer({ ...ANSWER, canAdd: true })
  await page.getByRole('button', { name: 'Add to the event history' }).click()
  await expect.poll(() => requests.open('/api/insights')).toHaveLength(1)
  requests.open('/api/insights')[0]!.refuse(409, 'Log files are being loaded.')
  await expect.element(page.getByText('Log files are being loaded.')).toBeVisible()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect
    .poll(() => requests.open('/api/insights').filter(({ method }) => method === 'POST'))
    .toHaveLength(1)
})

test('a list that cannot be loaded says so', async () => {
  const requests = await show(() => undefined)
  await expect.poll(() => requests.open('/api/insights')).toHaveLength(1)
  requests.open('/api/insights')[0]!.refuse(500, 'The store is closed.')
  await expect.element(page.getByText('The store is closed.')).toBeVisible()
})
