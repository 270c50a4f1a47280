import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  isProblem,
  parseJsonDocument,
  pathOf,
  plainValue,
  valueText,
  type JsonDocument,
  type JsonLine,
} from './jsonDocument.ts'
import { printLines } from './printLines.ts'

const read = (text: string): JsonDocument => {
  const parsed = parseJsonDocument(text)
  if (isProblem(parsed)) throw new Error(`${parsed.reason} at ${parsed.offset}`)
  return parsed
}

/** The line at an index, which must be there. */
const lineAt = (document: JsonDocument, index: number): JsonLine => {
  const line = document.lines[index]
  if (!line) throw new Error(`no line ${index}`)
  return line
}

const printed = (document: JsonDocument): string =>
  printLines(document, (line: JsonLine) => valueText(document, line)).join('\n')

/** JSON text without the white space between its tokens. */
const withoutLayout = (text: string): string => text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, '$1')

describe('a JSON document', () => {
  it('keeps numbers, key order, duplicate keys and escapes as written', () => {
    const text = '{"b":1.0,"a":12345678901234567890,"a":-0.50e+10,"\\u0061":"\\u002f\\/","1":[],"0":{ }}'
    expect(printed(read(text)).split('\n')).toEqual([
      '{',
      '  "b": 1.0,',
      '  "a": 12345678901234567890,',
      '  "a": -0.50e+10,',
      '  "\\u0061": "\\u002f\\/",',
      '  "1": [],',
      '  "0": {}',
      '}',
    ])
  })

  it('says the same as the text, line by line, for any JSON', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(undefined, 1, 3, '\t'), (json, space) => {
        const text = JSON.stringify(JSON.parse(json), null, space)
        expect(withoutLayout(printed(read(text)))).toBe(withoutLayout(text))
      }),
    )
  })

  it('accepts exactly what JSON.parse accepts', () => {
    const pieces = fc.array(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"a"',
        '"',
        '\\',
        '1',
        '-',
        '.5',
        'e3',
        '0',
        'true',
        'null',
        ' ',
        'x',
      ),
      { maxLength: 9 },
    )
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join('')
        let valid = true
        try {
          JSON.parse(text)
        } catch {
          valid = false
        }
        expect(isProblem(parseJsonDocument(text))).toBe(!valid)
      }),
      { numRuns: 3000 },
    )
  })

  it('marks the second of two equal keys, however they are written', () => {
    const { lines } = read('{"a":1,"\\u0061":2,"b":{"a":3}}')
    expect(lines.map((line) => line.duplicate)).toEqual([false, false, true, false, false, false, false])
  })

  it('counts members and knows where an object ends', () => {
    const document = read('{"a":[1,{"b":2},3],"c":{}}')
    const { lines, text } = document
    expect(lines[0]).toMatchObject({ kind: 'open', size: 2, last: lines.length - 1 })
    expect(lines[1]).toMatchObject({ kind: 'open', size: 3, last: 7 })
    const { start, end } = lineAt(document, 1)
    expect(text.slice(start, end)).toBe('[1,{"b":2},3]')
    expect(lines.map((line) => line.position)).toEqual([0, 0, 0, 1, 0, 1, 2, 0, 1, 0])
  })

  it('names a place as the filter does: no positions, dots and backslashes escaped', () => {
    const document = read('{"resources":[{"ARN":"x"}],"a.b":{"c\\\\d":1}}')
    expect(document.lines.filter((line) => line.keyStart >= 0).map((line) => pathOf(document, line))).toEqual(
      ['resources', 'resources.ARN', 'a\\.b', 'a\\.b.c\\\\d'],
    )
  })

  it('gives a filter the string itself, numbers as written, nothing for null', () => {
    const document = read('["a\\"\\u00e9",1.0,true,null,{}]')
    expect(document.lines.slice(1, -1).map((line) => plainValue(document, line))).toEqual([
      'a"é',
      '1.0',
      'true',
      '',
      '',
    ])
  })

  it('says where a text breaks', () => {
    expect(parseJsonDocument('{"a":tru}')).toEqual({ offset: 5, reason: 'expected a value' })
    expect(parseJsonDocument('{"a":1')).toEqual({ offset: 6, reason: 'unexpected end' })
    expect(parseJsonDocument('{"a":1}{')).toEqual({ offset: 7, reason: 'unexpected text after the end' })
  })

  it('survives nesting of 100,000 levels', () => {
    const deep = '{"a":['.repeat(50_000)
    const document = read(deep + ']}'.repeat(50_000))
    expect(document.lines.at(-1)?.depth).toBe(0)
    expect(document.lines[99_999]?.depth).toBe(99_999)
    expect(pathOf(document, lineAt(document, 3))).toBe('a.a')
  })

  it('reads 256 KB of small values in a blink', () => {
    const text = JSON.stringify(Array.from({ length: 40_000 }, (_, i) => i))
    const start = performance.now()
    expect(read(text).lines).toHaveLength(40_002)
    expect(performance.now() - start).toBeLessThan(500)
  })
})
