import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareKeys, objectAt, placeBehindPrefix, putObject, removeObject } from './keyOrder.ts'
import type { StoredObject } from './s3State.ts'

const named = (key: string) => ({ key, size: 0 }) as StoredObject

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

  test('are found, replaced and removed wherever they are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'b', 'a/b', 'a/c', '__proto__', 'ü', '\u{1f600}')),
        (keys) => {
          const objects: StoredObject[] = []
          for (const key of keys) putObject(objects, named(key))
          expect(objects.map(({ key }) => key)).toEqual([...new Set(keys)].toSorted(compareKeys))
          for (const key of keys) expect(objectAt(objects, key)?.key).toBe(key)
          for (const key of keys) removeObject(objects, key)
          expect(objects).toEqual([])
        },
      ),
    )
    expect(objectAt([named('b')], 'a')).toBeNull()
  })

  test('with a prefix are passed over as one', () => {
    const objects = ['a', 'a/1', 'a/2', 'a/3', 'b'].map(named)
    expect(placeBehindPrefix(objects, 1, 'a/')).toBe(4)
  })
})
