import { expect, onTestFinished, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { render, renderHook } from 'vitest-browser-react'
import type { ExerciseStep } from '../../../api/account.ts'
import { lookupEvents } from '../../../api/lookupEvents.ts'
import { parseFilterText } from '../../../filter/text.ts'
import { go } from '../../models/address/useView.ts'
import { HOME } from '../../models/address/view.ts'
import { usePerformStep } from '../../models/queries/performStep.ts'
import { listedEvent } from '../../testing/listedEvent.ts'
import { Providers } from '../../testing/Providers.tsx'
import { serveRequests } from '../../testing/serveRequests.ts'
import { PerformedSteps } from './PerformedSteps.tsx'

const LOOK_AGAIN_MS = 1500
const NONE = { events: [], asOf: '1' }
const FOUND = { events: [listedEvent(1)], asOf: '2' }

const stepOf = (name: string): ExerciseStep => ({
  id: name,
  title: `To ${name}`,
  description: '',
  as: null,
  missing: null,
  prepare: null,
  command: 'aws s3api',
  region: 'eu-central-1',
  service: 's3',
  operation: name,
  eventName: name,
  eventSource: 's3.amazonaws.com',
  isReadOnly: false,
  isData: false,
})

async function account() {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const requests = serveRequests()
  const { result, act } = await renderHook(usePerformStep, { wrapper: Providers })
  const show = () =>
    render(
      <ul>
        <PerformedSteps />
      </ul>,
      { wrapper: Providers },
    )
  const screen = await show()
  /** The only open request for a path. */
  const asked = async (path: string) => {
    await expect.poll(() => requests.open(path)).toHaveLength(1)
    return requests.open(path)[0]!
  }
  const done = (name: string) => asked(`/api/account/exercises/buckets/steps/${name}`)
  return {
    requests,
    perform: (name: string) =>
      act(() => result.current.mutate({ exercise: 'buckets', step: stepOf(name), as: 'user/learner' })),
    done,
    /** The server has done it; its event can be seen at once. */
    leave: async (name: string, eventID: string) =>
      (await done(name)).answer({ eventID, visibleAt: new Date().toISOString(), failure: null, made: [] }),
    looked: () => asked(lookupEvents.path),
    toAnotherPage: async () => {
      await screen.unmount()
      await show()
    },
    notices: () =>
      page
        .getByRole('listitem')
        .elements()
        .map(({ textContent }) => textContent),
  }
}

test('the event of a step is looked for again and again until it is there, and its notice then leads to it', async () => {
  const { requests, perform, leave, looked, notices } = await account()
  await perform('CreateBucket')
  await leave('CreateBucket', 'event-1')
  const first = await looked()
  expect(first.url.searchParams.get('eventID')).toBe('event-1')
  await expect.poll(notices).toEqual([expect.stringContaining('Request sent: To CreateBucket.')])
  first.answer(NONE)
  await expect.poll(() => vi.getTimerCount()).toBe(1)
  vi.advanceTimersByTime(LOOK_AGAIN_MS)
  ;(await looked()).answer(FOUND)
  await expect.poll(notices).toEqual([expect.stringMatching(/the event is available\.\s*Open CreateBucket/)])
  vi.advanceTimersByTime(LOOK_AGAIN_MS)
  expect(requests.open(lookupEvents.path)).toEqual([])
})

test.each([
  ['beside the list that contains it', 3, '/?userName=alice&event=event-1'],
  [
    'beside the events of its name where the filter excludes it',
    null,
    '/?eventName=CreateBucket&event=event-1',
  ],
])('its event is opened %s', async (_, offset, address) => {
  go({ ...HOME, filter: parseFilterText('userName=alice') })
  onTestFinished(() => go(HOME))
  const { requests, perform, leave, looked } = await account()
  await perform('CreateBucket')
  await leave('CreateBucket', 'event-1')
  ;(await looked()).answer(FOUND)
  await page.getByRole('link', { name: 'Open CreateBucket' }).click()
  const asked = () => requests.open('/api/events/event-1/position')
  await expect.poll(asked).toHaveLength(1)
  expect(asked()[0]!.url.searchParams.get('userName')).toBe('alice')
  asked()[0]!.answer({ event: listedEvent(1), offset, asOf: '2', logFile: null })
  await expect.poll(() => location.pathname + location.search).toBe(address)
})

test('the event is waited for on every page', async () => {
  const { perform, leave, looked, toAnotherPage, notices } = await account()
  await perform('CreateBucket')
  await leave('CreateBucket', 'event-1')
  ;(await looked()).answer(NONE)
  await expect.poll(() => vi.getTimerCount()).toBe(1)
  await toAnotherPage()
  await expect.poll(notices).toEqual([expect.stringContaining('Request sent: To CreateBucket.')])
  vi.advanceTimersByTime(LOOK_AGAIN_MS)
  ;(await looked()).answer(FOUND)
  await expect.poll(notices).toEqual([expect.stringContaining('the event is available')])
})

test('the last of several steps comes first, and a dismissed one is no longer waited for', async () => {
  const { requests, perform, leave, looked, notices } = await account()
  await perform('CreateBucket')
  await leave('CreateBucket', 'event-1')
  ;(await looked()).answer(NONE)
  await perform('DeleteBucket')
  await expect
    .poll(notices)
    .toEqual([expect.stringContaining('DeleteBucket'), expect.stringContaining('CreateBucket')])
  await page.getByRole('button', { name: 'Dismiss' }).nth(1).click()
  await expect.poll(notices).toEqual([expect.stringContaining('DeleteBucket')])
  expect(vi.getTimerCount()).toBe(0)
  expect(requests.open(lookupEvents.path)).toEqual([])
})

test('a failed step says why, and so does one whose event cannot be requested', async () => {
  const { perform, done, leave, looked, notices } = await account()
  await perform('CreateBucket')
  ;(await done('CreateBucket')).refuse(507, 'The disk is full')
  await expect.poll(notices).toEqual([expect.stringContaining('To CreateBucket failedThe disk is full')])
  await perform('DeleteBucket')
  await leave('DeleteBucket', 'event-2')
  ;(await looked()).lose()
  await expect.poll(() => notices()[0]).toMatch('To DeleteBucket failedCan’t reach the server.')
  expect(vi.getTimerCount()).toBe(0)
})
