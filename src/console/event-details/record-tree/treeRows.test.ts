import { describe, expect, it } from 'vitest'
import { findEmbeddedJson } from './embeddedJson.ts'
import { isProblem, parseJsonDocument, type JsonDocument, type JsonLine, valueText } from './jsonDocument.ts'
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
    searchRecord(record.document, searched, new Set()).map((hit) =>
      record.document.text.slice(hit.start, hit.end),
    )

  it('finds keys and values whatever their case', () => {
    expect(texts('EVENT')).toEqual(['event', 'Event', 'event', 'event'])
  })

  it('takes every character literally', () => {
    expect(texts('a+b (c)')).toEqual(['a+b (c)'])
    expect(texts('.*')).toEqual([])
  })

  it('does not find what lies across a key and its value', () => {
    expect(texts('":"')).toEqual([])
    expect(texts('')).toEqual([])
  })

  it('does not look behind a mask', () => {
    const masked = tree('{"sessionToken":"FwoGZXIvYXdzEJr","sessionName":"FwoG"}')
    const secrets = findSecrets(masked.document)
    expect([...secrets].map((line) => line.index)).toEqual([1])
    expect(searchRecord(masked.document, 'FwoG', secrets)).toHaveLength(1)
  })
})
