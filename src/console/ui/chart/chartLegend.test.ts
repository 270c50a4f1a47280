import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitText, layOutLegend, SAMPLE } from './chartLegend.ts'

/** Each character is seven pixels wide. */
const measure = (text: string) => 7 * Array.from(text).length

test('names stand beside each other as long as there is room, and never over each other', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ maxLength: 80 }), { maxLength: 9 }),
      fc.integer({ min: 120, max: 2000 }),
      (names, width) => {
        const { entries, rows } = layOutLegend(names, width, measure)
        for (const [index, { x, row, text }] of entries.entries()) {
          const end = x + SAMPLE + measure(text)
          expect(end).toBeLessThanOrEqual(width + 1)
          expect(row).toBeLessThan(rows)
          const next = entries[index + 1]
          if (next?.row === row) expect(next.x).toBeGreaterThan(end)
          else if (next) expect([next.x, next.row]).toEqual([0, row + 1])
        }
      },
    ),
  )
})

test('a text that fits is left as it is, a longer one keeps as much as fits', () => {
  expect(fitText('GetObject', 63, measure)).toBe('GetObject')
  expect(fitText('GetObject', 62, measure)).toBe('GetObje…')
  expect(fitText('😀😀😀😀', 21, measure)).toBe('😀😀…')
  expect(fitText('GetObject', 3, measure)).toBe('…')
})
