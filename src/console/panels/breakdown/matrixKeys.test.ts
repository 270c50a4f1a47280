import { expect, test } from 'vitest'
import { movedInMatrix } from './matrixKeys.ts'

const press = (key: string, ctrlKey = false) => ({ key, ctrlKey, metaKey: false, altKey: false })

test('arrows move by one and stop at the edges, Home and End go to them', () => {
  const moved = (key: string, ctrlKey = false) => movedInMatrix(press(key, ctrlKey), [1, 2], [12, 5])
  expect(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'].map((key) => moved(key))).toEqual([
    [0, 2],
    [2, 2],
    [1, 1],
    [1, 3],
  ])
  expect([moved('Home'), moved('End'), moved('Home', true), moved('End', true)]).toEqual([
    [1, 0],
    [1, 5],
    [0, 0],
    [12, 5],
  ])
  expect([moved('PageUp'), moved('PageDown')]).toEqual([
    [0, 2],
    [11, 2],
  ])
  expect(movedInMatrix(press('ArrowUp'), [0, 0], [3, 3])).toEqual([0, 0])
})

test('other keys, and those of the browser, are left to it', () => {
  expect(movedInMatrix(press('Enter'), [0, 0], [3, 3])).toBeNull()
  expect(movedInMatrix({ ...press('ArrowLeft'), altKey: true }, [0, 1], [3, 3])).toBeNull()
})
