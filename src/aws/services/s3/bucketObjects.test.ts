import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BucketObjects } from './bucketObjects.ts'
import { compareKeys } from './keyOrder.ts'

interface Named {
  readonly key: string
  readonly version: number
}

type Act = readonly ['put' | 'remove', string] | readonly ['save'] | readonly ['undo']

const anyKey = fc.constantFrom('a', 'b', 'a/b', 'a/c', '__proto__', 'ü', '\u{1f600}')
const anyAct: fc.Arbitrary<Act> = fc.oneof(
  fc.tuple(fc.constantFrom('put' as const, 'remove' as const), anyKey),
  fc.tuple(fc.constantFrom('save' as const, 'undo' as const)),
)

describe("a bucket's objects", () => {
  test('are those that were put and not removed, in order, and go back to what was saved', () => {
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 30 }), (acts) => {
        const objects = new BucketObjects<Named>()
        let now = new Map<string, Named>()
        let saved = new Map<string, Named>()
        const replayed = new Map<string, Named>()
        acts.forEach(([act, key = ''], version) => {
          if (act === 'put') {
            objects.put({ key, version })
            now.set(key, { key, version })
          } else if (act === 'remove') {
            objects.remove(key)
            now.delete(key)
          } else if (act === 'undo') {
            objects.undo()
            now = new Map(saved)
          } else {
            for (const [changed, object] of objects.changes) {
              if (object === null) replayed.delete(changed)
              else replayed.set(changed, object)
            }
            objects.saved()
            saved = new Map(now)
            expect(replayed).toEqual(saved)
          }
          const sorted = [...now.values()].toSorted((one, other) => compareKeys(one.key, other.key))
          expect(objects.sorted).toEqual(sorted)
          for (const each of ['a', 'a/', 'a/c', '__proto__'])
            expect(objects.at(each)).toEqual(now.get(each) ?? null)
        })
      }),
    )
  })

  test('are only their ID in JSON, which no other objects have', () => {
    const objects = new BucketObjects<Named>()
    objects.put({ key: 'a', version: 1 })
    expect(JSON.parse(JSON.stringify({ objects }))).toEqual({ objects: objects.id })
    expect(new BucketObjects().id).not.toBe(objects.id)
  })
})
