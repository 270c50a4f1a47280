import { expect, test } from 'vitest'
import { columnTracks } from './columnTracks.ts'

const NAMES = ['eventName', 'eventTime', 'userName']

test('columns share what is left, but for the time, which is read whole', () => {
  expect(columnTracks(NAMES, {}, 'utc')).toEqual({
    tracks: 'minmax(190px, 262fr) 196px minmax(136px, 230fr)',
    width: 190 + 196 + 136,
  })
  expect(columnTracks(['eventTime', 'userName'], {}, 'local').tracks).toBe('232px minmax(136px, 230fr)')
})

test('a column that was dragged keeps its width', () => {
  expect(columnTracks(NAMES, { eventName: 400 }, 'utc').tracks).toBe('400px 196px minmax(136px, 230fr)')
})

test('when every column has its width the last one takes the rest', () => {
  expect(columnTracks(NAMES, { eventName: 400, userName: 100 }, 'utc')).toEqual({
    tracks: '400px 196px minmax(100px, 1fr)',
    width: 696,
  })
})
