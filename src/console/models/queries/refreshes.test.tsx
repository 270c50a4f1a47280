import { expect, onTestFinished, test, vi } from 'vitest'
import { renderHook } from 'vitest-browser-react'
import { parseFilterText } from '../../../filter/text.ts'
import { currentView, go } from '../address/useView.ts'
import { HOME } from '../address/view.ts'
import { currentNow, refresh, useNow } from './refreshes.ts'

const LAST_HOUR = parseFilterText('userName=alice range=1h')

/** The moment after each of these, as it is drawn; the clock goes on by a second before each. */
async function momentsOf(...acts: (() => void)[]) {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  const startMs = Date.parse('2026-03-01T12:00:00Z')
  vi.setSystemTime(startMs)
  go({ ...HOME, filter: LAST_HOUR })
  const { result, act } = await renderHook(useNow)
  const seconds = []
  for (const [index, each] of acts.entries()) {
    vi.setSystemTime(startMs + (index + 1) * 1000)
    await act(each)
    expect(result.current).toBe(currentNow())
    seconds.push((result.current - startMs) / 1000)
  }
  return seconds
}

test('a refresh moves the moment that relative time ranges reach back from', async () => {
  expect(await momentsOf(refresh, refresh)).toEqual([1, 2])
})

test('another filter, order or grouping moves the moment, and so does the way back to the one before', async () => {
  const moments = await momentsOf(
    () => go({ filter: parseFilterText('range=1h') }),
    () => go({ order: 'oldest' }),
    () => go({ group: 'repeats' }),
    () => go({ ...HOME, filter: LAST_HOUR }),
  )
  expect(moments).toEqual([1, 2, 3, 4])
})

test('another page moves the moment', async () => {
  const moments = await momentsOf(
    () => go({ kind: 'event-details', id: 'a', view: currentView() }),
    () => go(currentView()),
  )
  expect(moments).toEqual([1, 2])
})

test('what is opened, how it is shown and the name of the view leave the moment as it is', async () => {
  const moments = await momentsOf(
    () => go({ openEvent: 'a' }),
    () => go({ savedView: 'Mine' }),
    () => go({ columns: { names: ['eventName'], widths: {}, wrapLines: false } }),
    () => go({ filter: parseFilterText('userName=alice range=1h') }),
  )
  expect(moments).toEqual([0, 0, 0, 0])
})

test('the next event on a page of its own is seen from the same moment', async () => {
  const open = (id: string) => () => go({ kind: 'event-details', id, view: currentView() })
  expect(await momentsOf(open('a'), open('b'))).toEqual([1, 1])
})
