import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyRecord } from '../../../../testing/anyRecord.ts'
import { escapeInvisible } from '../../../ui/invisibleCharacters.ts'
import { findEmbeddedJson } from './embeddedJson.ts'
import {
  isProblem,
  parseJsonDocument,
  type JsonDocument,
  type JsonLine,
  valueText,
} from '../../../models/record/jsonDocument.ts'
import { innerHit } from './innerHit.ts'
import { printRecord } from './printRecord.ts'
import { searchRecord } from './searchRecord.ts'
import { findSecrets } from './secrets.ts'
import { foldedFrom, openString, rowPath, treeRows, type TreeDocument } from './treeRows.ts'

const tree = (text: string): TreeDocument => {
  const document = parseJsonDocument(text)
  if (isProblem(document)) throw new Error(document.reason)
  return { document, id: 'record', depth: 0, within: null, secrets: findSecrets(document) }
}
/** The line at an index, which must be there. */
const lineAt = (document: JsonDocument, index: number): JsonLine => {
  const line = document.lines[index]
  if (!line) throw new Error(`no line ${index}`)
  return line
}

const nothing = { folded: new Set<never>(), opened: new Map<never, never>() }

describe('the rows of a record', () => {
  it('hide what is folded, with its closing bracket', () => {
    const record = tree('{"a":{"b":1,"c":[2]},"d":3}')
    expect(treeRows(record, nothing)).toHaveLength(9)
    const folded = foldedFrom(record.document, 1)
    expect(treeRows(record, { ...nothing, folded }).map(rowPath)).toEqual(['', 'a', 'd', ''])
  })

  it('show the JSON in a string below it, with the path there', () => {
    const record = tree(JSON.stringify({ policyDocument: '{"Statement":[{"Effect":"Allow"}]}' }))
    const line = lineAt(record.document, 1)
    const opened = openString(record, line)
    if (!opened) throw new Error('nothing opened')
    const rows = treeRows(record, { ...nothing, opened: new Map([[line, opened]]) })
    expect(rows.map(rowPath)).toContain('policyDocument → Statement.Effect')
    expect(rows).toHaveLength(10)
  })

  it('show a long string in stretches that give it back', () => {
    const record = tree(JSON.stringify({ message: '😀'.repeat(500) }))
    const line = lineAt(record.document, 1)
    const rows = treeRows(record, { ...nothing, opened: new Map([[line, null]]) })
    const stretches = rows
      .filter((row) => row.chunk)
      .map(({ chunk }) => record.document.text.slice(chunk?.start, chunk?.end))
    expect(stretches.join('')).toBe(valueText(record.document, line))
    expect(stretches.some((stretch) => /\p{Cs}/u.test(stretch))).toBe(false)
  })
})

describe('JSON in strings', () => {
  it('is found as text and URL-encoded', () => {
    expect(findEmbeddedJson('{"Version":"2012-10-17"}')?.encoding).toBe('json')
    expect(findEmbeddedJson('%7B%22Version%22%3A%222012-10-17%22%7D')?.document.text).toBe(
      '{"Version":"2012-10-17"}',
    )
  })

  it('is not taken from what only looks alike', () => {
    for (const text of ['[aws-cli/2.0]', '{}', '[]', '%7Bnothing', '%7B%ZZ%7D', '{"a":', 'plain', '']) {
      expect(findEmbeddedJson(text)).toBeNull()
    }
  })
})

describe('searching a record', () => {
  const record = tree('{"eventName":"Event","x":{"event":1},"y":"eventually a+b (c)"}')
  const texts = (searched: string) =>
    searchRecord(record.document, [searched], new Set()).map((hit) =>
      record.document.text.slice(hit.start, hit.end),
    )

  it('finds keys and values whatever their case', () => {
    expect(texts('EVENT')).toEqual(['event', 'Event', 'event', 'event'])
  })

  it('takes every character literally', () => {
    expect(texts('a+b (c)')).toEqual(['a+b (c)'])
    expect(texts('.*')).toEqual([])
  })

  it('finds what spans a key and its value, once', () => {
    expect(texts('Name":"Event')).toEqual(['Name":"Event'])
    expect(texts('')).toEqual([])
    const [across] = searchRecord(tree('{"eventName":"DeleteBucket"}').document, ['name":"delete'], new Set())
    expect(across?.lines.map(({ index }) => index)).toEqual([1])
  })

  it('finds any of several words, and overlapping ones once', () => {
    const found = searchRecord(record.document, ['a+b', 'eventName', 'event'], new Set())
    expect(found.map(({ start, end }) => record.document.text.slice(start, end))).toEqual([
      'eventName',
      'Event',
      'event',
      'event',
      'a+b',
    ])
  })

  it('leads into the JSON of a string', () => {
    const policy = '{"Version":"2012-10-17","Statement":[{"Sid":"é \\"x\\"","Action":"s3:GetObject"}]}'
    const outer = tree(JSON.stringify({ policyDocument: policy }).replace('é', String.raw`\u00e9`))
    const [hit] = searchRecord(outer.document, ['S3:GET'], new Set())
    if (!hit) throw new Error('no hit')
    const inner = innerHit(outer, hit.lines[0], hit)
    if (!inner) throw new Error('no hit inside')
    expect(inner.tree.document.text.slice(inner.start, inner.end)).toBe('s3:Get')
    expect(rowPath({ tree: inner.tree, line: inner.line, chunk: null })).toBe(
      'policyDocument → Statement.Action',
    )
  })

  it('has its hits at their places in the text, on any record', () => {
    const pieces = (document: JsonDocument, word: string) => {
      const secrets = findSecrets(document)
      const printed = printRecord(document, secrets)
      return searchRecord(document, [word], secrets).map((hit) => ({
        written: escapeInvisible(document.text.slice(hit.start, hit.end)),
        printed: printed.stretchesOf(hit).map(({ start, end }) => printed.text.slice(start, end)),
      }))
    }
    fc.assert(
      fc.property(anyRecord, fc.constantFrom('a', 'alice', 'NAME', '1', 'x', '\\u', '<'), (any, word) => {
        for (const { written, printed } of pieces(tree(JSON.stringify(any)).document, word))
          expect(printed).toEqual([written])
      }),
    )
    expect(pieces(record.document, 'name":"e')[0]?.printed).toEqual(['Name"', '"E'])
  })

  it('does not look behind a mask', () => {
    const masked = tree('{"sessionToken":"FwoGZXIvYXdzEJr","sessionName":"FwoG"}')
    const secrets = findSecrets(masked.document)
    expect([...secrets].map((line) => line.index)).toEqual([1])
    expect(searchRecord(masked.document, ['FwoG'], secrets)).toHaveLength(1)
  })
})
