import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { panelPlace } from './panelPlace.ts'

describe('the panel beside the content', () => {
  test('covers it where both would be too narrow to read, whatever is preferred', () => {
    for (const width of [360, 480, 768, 1024, 1049])
      for (const position of ['side', 'bottom'] as const)
        expect(panelPlace({ width, height: 900 }, position, 400)).toEqual({ kind: 'cover' })
  })

  test('is beside it from 1050 pixels on', () => {
    expect(panelPlace({ width: 1050, height: 700 }, 'side', null)).toEqual({
      kind: 'side',
      size: 441,
      min: 420,
      max: 510,
    })
  })

  test('is below it when that is preferred and both are high enough', () => {
    expect(panelPlace({ width: 1440, height: 852 }, 'bottom', null)).toMatchObject({
      kind: 'bottom',
      size: 383,
    })
    expect(panelPlace({ width: 1280, height: 500 }, 'bottom', 300)).toMatchObject({ kind: 'side', size: 538 })
  })

  test('leaves room for the content and keeps its own, whatever size was dragged', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1050, max: 4000 }),
        fc.integer({ min: 600, max: 2500 }),
        fc.constantFrom('side' as const, 'bottom' as const),
        fc.option(fc.integer({ min: 1, max: 9999 })),
        (width, height, position, preferred) => {
          const place = panelPlace({ width, height }, position, preferred)
          if (place.kind === 'cover') throw new Error('it covers the content')
          expect(place.kind).toBe(position)
          expect(place.size).toBeGreaterThanOrEqual(place.min)
          expect(place.size).toBeLessThanOrEqual(place.max)
          expect((position === 'side' ? width : height) - place.size).toBeGreaterThanOrEqual(380)
        },
      ),
    ))
})
