import { expect, test } from 'vitest'
import { columnTracks } from './columnTracks.ts'

const NAMES = ['eventName', 'eventTime', 'userName', 'eventSource', 'resource']

const same = (widths: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(widths).map(([name, full]) => [name, { full, narrow: full }]))

const CONTENTS = {
  ...same({ userName: 180, eventSource: 110 }),
  eventTime: { full: 170, narrow: 90 },
  eventName: { full: 320, narrow: 260 },
  resource: { full: 400, narrow: 300 },
}

test('columns are as wide as their contents, and names and resources share what is left', () => {
  expect(columnTracks(NAMES, {}, CONTENTS)).toEqual({
    tracks:
      'minmax(min(260px, max(140px, var(--content-width, 100vw) - 203px)), 320fr) calc(170px - var(--stacked, 0) * 80px) minmax(180px, 180fr) 110px minmax(170px, 400fr)',
    width:
      'min(260px, max(140px, var(--content-width, 100vw) - 203px)) + calc(170px - var(--stacked, 0) * 80px) + 180px + 110px + 170px',
  })
})

test('contents that are very long or very short do not decide alone', () => {
  const contents = same({ eventName: 9000, eventTime: 10, userName: 20, resource: 30 })
  const { tracks } = columnTracks(NAMES, {}, contents)
  expect(tracks).toBe(
    'minmax(min(300px, max(140px, var(--content-width, 100vw) - 177px)), 440fr) calc(64px - var(--stacked, 0) * 0px) minmax(112px, 112fr) 64px minmax(160px, 160fr)',
  )
})

test('a path is cut off before the list scrolls sideways', () => {
  const path = 'requestParameters.a'
  expect(columnTracks([path, 'eventTime'], {}, same({ [path]: 300 })).tracks).toBe(
    'minmax(140px, 300fr) calc(64px - var(--stacked, 0) * 0px)',
  )
})

test('a column that was resized keeps its width', () => {
  expect(columnTracks(NAMES.slice(0, 3), { eventName: 400 }, CONTENTS).tracks).toBe(
    '400px calc(170px - var(--stacked, 0) * 80px) minmax(180px, 180fr)',
  )
})

test('when every column has a width of its own, the last one takes the rest', () => {
  expect(columnTracks(NAMES.slice(0, 3), { eventName: 400, userName: 100 }, CONTENTS)).toEqual({
    tracks: '400px calc(170px - var(--stacked, 0) * 80px) minmax(100px, 1fr)',
    width: '400px + calc(170px - var(--stacked, 0) * 80px) + 100px',
  })
})

test('the names leave room for the times only where both come first', () => {
  expect(columnTracks(['userName', 'eventTime', 'eventName'], {}, CONTENTS).tracks).toMatch(
    / minmax\(260px, 320fr\)$/,
  )
})
