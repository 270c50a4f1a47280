import { beforeEach, expect, test } from 'vitest'
import { renderHook } from 'vitest-browser-react'
import { parseFilterText } from '../../../filter/text.ts'
import { listedResult } from '../../testing/listedEvent.ts'
import { useAnnouncement } from '../../ui/announce.ts'
import { useSpokenResult, type SpokenResultOptions } from './useSpokenResult.ts'

/** A new query each time, answered with so many events. */
const found = (count: number, rows = count): SpokenResultOptions => {
  const { query, ...listed } = listedResult(0)
  const asked = { ...query }
  return {
    result: { ...listed, query: asked, readAtMs: 0, count, rows },
    query: asked,
    stale: false,
    error: null,
    quiet: false,
  }
}

const heard = () => useAnnouncement.getState().text.trim()

beforeEach(() => useAnnouncement.setState({ text: '', shown: false }))

const spoken = (initialProps: SpokenResultOptions) =>
  renderHook((options?: SpokenResultOptions) => useSpokenResult(options!), { initialProps })

test('the first result is read as part of the page; each later one is announced with its count', async () => {
  const { rerender } = await spoken(found(1200))
  expect(heard()).toBe('')
  await rerender(found(7))
  expect(heard()).toBe('7 events')
  await rerender(found(0))
  expect(heard()).toBe('No events match this filter')
  await rerender(found(12, 3))
  expect(heard()).toBe('3 rows, 12 events')
})

test('a result is announced once, and only when it is counted', async () => {
  const { rerender } = await spoken(found(1))
  const counted = found(2)
  await rerender({ ...counted, result: { ...counted.result!, count: undefined } })
  await rerender({ ...counted, stale: true })
  expect(heard()).toBe('')
  await rerender(counted)
  expect(heard()).toBe('2 events')
  useAnnouncement.setState({ text: '', shown: false })
  await rerender({ ...counted, result: { ...counted.result! } })
  expect(heard()).toBe('')
})

test('what the live tail brings in is not announced as a result, but that of another filter is', async () => {
  const { rerender } = await spoken(found(1))
  await rerender({ ...found(2), quiet: true })
  expect(heard()).toBe('')
  const { result, ...other } = found(0)
  const query = { ...result!.query, filter: parseFilterText('eventName=NoSuchName') }
  await rerender({ ...other, query, result: { ...result!, query }, quiet: true })
  expect(heard()).toBe('No events match this filter')
})
