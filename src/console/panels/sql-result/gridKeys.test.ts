import { expect, it } from 'vitest'
import { movedTo } from './gridKeys.ts'

const SIZE = { rows: 100, columns: 3, page: 10 }

const press = (key: string, row: number, column: number, more = {}) => {
  const place = movedTo({ row, column }, { key, ctrlKey: false, shiftKey: false, ...more }, SIZE)
  return place && [place.row, place.column]
}

it('moves as in any grid, and stays within it', () => {
  expect(press('ArrowDown', 0, 0)).toEqual([1, 0])
  expect(press('ArrowUp', 0, 0)).toEqual([0, 0])
  expect(press('ArrowRight', 5, 2)).toEqual([5, 2])
  expect(press('PageDown', 95, 1)).toEqual([99, 1])
  expect(press('Home', 5, 2)).toEqual([5, 0])
  expect(press('End', 5, 2, { ctrlKey: true })).toEqual([99, 2])
})

it('leaves other keys alone', () => {
  expect(press('Enter', 0, 0)).toBeNull()
  expect(press('ArrowDown', 0, 0, { shiftKey: true })).toBeNull()
  expect(
    movedTo(
      { row: 0, column: 0 },
      { key: 'ArrowDown', ctrlKey: false, shiftKey: false },
      { ...SIZE, rows: 0 },
    ),
  ).toBeNull()
})
