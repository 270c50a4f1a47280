import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitPath } from './fieldPath.ts'
import { CloudTrailRecord, readRecord, RecordReader } from './record.ts'

describe('a record', () => {
  test('returns its text byte for byte', () => {
    const texts = [
      '{"eventName":"RunInstances","readOnly":false}',
      '{ "a" : 1.0, "b":[1,2,{"c":null}],\n "d":"x\\u00e9\\"\\\\","e":12345678901234567890, "e":{} , "f":[] }',
      '{"a":"\\ud800","":"","\\"":-0.0e+5}',
    ]
    for (const text of texts) expect(readRecord(text).text).toBe(text)
  })

  test('returns any JSON object, and reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()),
        fc.nat(3),
        (object, indent) => {
          const text = JSON.stringify(object, null, indent)
          expect(readRecord(text).text).toBe(text)
        },
      ),
    )
  })

  test('rejects exactly what JSON.parse rejects, however it is broken', () => {
    const character = fc.constantFrom(...'{}[]",:\\ 0123.-eEtrufalsn\n\t\u0001\u001fab'.split(''))
    const base = '{"a":["x",1,true,{"b":null}],"c":{"d":"e\\n"},"f":-1.5e3}'
    fc.assert(
      fc.property(
        fc.nat(base.length),
        fc.nat(4),
        fc.string({ unit: character, maxLength: 4 }),
        (at, cut, put) => {
          const text = base.slice(0, at) + put + base.slice(at + cut)
          expect(accepts(text)).toBe(isObject(text))
        },
      ),
      { numRuns: 5000 },
    )
  })

  test('has values at paths, any item of an array', () => {
    const record = readRecord(
      '{"resources":[{"ARN":"a"},{"ARN":"b"}],"x":{"y":"","z":"q\\/\\u0041"},"n":1.50,"t":true,"nothing":null,"i":[[1],[2]]}',
    )
    expect(record.values('resources.ARN')).toEqual(['a', 'b'])
    expect(record.value('x.z')).toBe('q/A')
    expect(record.value('x.y')).toBeNull()
    expect(record.value('n')).toBe('1.50')
    expect(record.value('t')).toBe('true')
    expect(record.value('nothing')).toBeNull()
    expect(record.values('i')).toEqual(['1', '2'])
    expect(record.value('x')).toBeNull()
    expect(record.shape.hasBelow('x')).toBe(true)
    expect(record.shape.paths).toEqual(['resources.ARN', 'x.y', 'x.z', 'n', 't', 'i'])
  })

  test('takes the last of two members of one name, as JSON.parse does', () => {
    expect(readRecord('{"a":"1","a":"2"}').value('a')).toBe('2')
  })

  test('keeps names that no store can contain as written, like values', () => {
    const { paths } = readRecord('{"\\ud800":1,"a\\u0000":{"\\u001f":2},"\\u0062":3}').shape
    expect(paths.map((path) => splitPath(path))).toEqual([['\\ud800'], ['a\\u0000', '\\u001f'], ['b']])
  })

  test('reports where broken text breaks', () => {
    expect(() => readRecord('{"a":1,,"b":2}')).toThrow(/double-quoted property name.* at 7/)
    expect(() => readRecord('{"a":"x')).toThrow('the text ends inside a record')
    expect(() => readRecord(`${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`)).toThrow(
      'nested deeper than 500 levels',
    )
  })

  test('has an end, and the number of shapes is bounded', () => {
    const reader = new RecordReader(2)
    const text = '[{"a":1},{"b":"}"},{"c":{}}]'
    const ends: number[] = []
    for (let at = 1; text[at] === '{'; at = reader.end + 1) {
      expect(reader.read(text, at)).toBeInstanceOf(CloudTrailRecord)
      ends.push(reader.end)
    }
    expect(ends).toEqual([8, 18, 27])
  })
})

function accepts(text: string): boolean {
  try {
    const start = text.search(/\S/)
    const reader = new RecordReader()
    if (text[start] !== '{') return false
    return reader.read(text, start) instanceof CloudTrailRecord && text.slice(reader.end).trim() === ''
  } catch {
    return false
  }
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}
