import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { joinPath, printPaths, readPaths, splitPath } from './fieldPath.ts'

describe('a path', () => {
  test('is the names of members, whatever is in them, and back', () => {
    expect(joinPath(['a', 'b.c', 'd!', 'e f', 'g=h', 'i\\'])).toBe('a.b\\.c.d\\!.e\\ f.g\\=h.i\\\\')
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (names) => {
        expect(splitPath(joinPath(names))).toEqual(names)
      }),
    )
  })

  test('keeps a backslash at its end', () => {
    expect(splitPath('a.b\\')).toEqual(['a', 'b\\'])
  })
})

describe('paths as one text', () => {
  test('are separated by commas outside names, without duplicates', () => {
    expect(printPaths(['a.b', 'c,d'])).toBe('a.b,c\\,d')
    expect(readPaths('a.b,c\\,d,a.b')).toEqual(['a.b', 'c,d'])
    expect(readPaths('')).toEqual([])
    expect(readPaths('a,b\\')).toEqual(['a', 'b\\\\'])
  })

  test('are the same after writing and reading them', () => {
    const anyPath = fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 3 }).map(joinPath)
    fc.assert(
      fc.property(fc.uniqueArray(anyPath), (paths) => {
        expect(readPaths(printPaths(paths))).toEqual(paths)
      }),
    )
  })
})
