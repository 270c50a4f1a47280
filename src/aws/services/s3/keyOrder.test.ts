import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareKeys, placeBehindPrefix } from './keyOrder.ts'

describe('keys', () => {
  test('are in the order of their bytes in UTF-8', () => {
    const wellFormed = fc.string({ unit: 'binary', maxLength: 5 })
    fc.assert(
      fc.property(wellFormed, wellFormed, (one, other) => {
        expect(Math.sign(compareKeys(one, other))).toBe(Buffer.compare(Buffer.from(one), Buffer.from(other)))
      }),
    )
    expect(compareKeys('\u{1f600}', '\uffe6')).toBeGreaterThan(0)
    expect(compareKeys('a', 'a/')).toBeLessThan(0)
  })

  test('with a prefix are passed over as one', () => {
    const objects = ['a', 'a/1', 'a/2', 'a/3', 'b'].map((key) => ({ key }))
    expect(placeBehindPrefix(objects, 1, 'a/')).toBe(4)
  })
})
