import { describe, expect, it } from 'vitest'
import {
  isProblem,
  parseJsonDocument,
  type JsonDocument,
  type JsonLine,
} from '../../../models/record/jsonDocument.ts'
import { EVERYTHING } from '../../../../filter/filter.ts'
import { valueActions } from '../../../models/value-menu/valueActions.ts'
import { copyOf, pickedValue, rowCopies } from './rowMenu.ts'
import { findSecrets } from './secrets.ts'
import { openString, treeRows, type TreeDocument, type TreeRow } from './treeRows.ts'

const tree = (record: unknown): TreeDocument => {
  const document = parseJsonDocument(typeof record === 'string' ? record : JSON.stringify(record))
  if (isProblem(document)) throw new Error(document.reason)
  return { document, id: 'record', depth: 0, within: null, secrets: findSecrets(document) }
}
/** The line at an index, which must be there. */
const lineAt = (document: JsonDocument, index: number): JsonLine => {
  const line = document.lines[index]
  if (!line) throw new Error(`no line ${index}`)
  return line
}

const row = (at: TreeDocument, index: number): TreeRow => ({
  tree: at,
  line: lineAt(at.document, index),
  chunk: null,
})
/** The tokens that the menu of a row offers to add, as they are typed. */
const tokens = (at: TreeRow) => {
  const picked = pickedValue(at)
  return (picked ? valueActions(picked, EVERYTHING) : []).flatMap((action) =>
    action.kind === 'filter' && action.label !== 'Replace filter with this' ? [action.detail] : [],
  )
}

describe('the menu of a row', () => {
  it('makes no filter of a member without a name, which a filter cannot name', () => {
    const at = tree('{"a":{"":"x","b":{"":{"c":1}}},"":"y","z":"{\\"\\":1}"}')
    const without = at.document.lines.filter((_, index) => pickedValue(row(at, index)) === null)
    expect(without.map((line) => at.document.text.slice(line.keyStart, line.keyEnd)).filter(Boolean)).toEqual(
      ['""', '""', '"c"', '""'],
    )
    expect(rowCopies(row(at, 2)).map(({ text }) => text)).toEqual(['x', 'a.', '"": "x"'])
  })

  it('makes a filter of a leaf', () => {
    const record = tree({ resources: [{ ARN: 'arn:aws:s3:::b' }] })
    expect(tokens(row(record, 3))).toEqual([
      'resources.ARN=arn:aws:s3:::b',
      'resources.ARN!=arn:aws:s3:::b',
      'resources.ARN:=arn:aws:s3:::b',
      'resources.ARN!=',
    ])
  })

  it('filters by absence and presence where there is no value', () => {
    expect(tokens(row(tree({ requestParameters: null }), 1))).toEqual([
      'requestParameters=',
      'requestParameters!=',
    ])
  })

  it('filters only by presence where the value is too long for a link', () => {
    expect(tokens(row(tree({ message: 'x'.repeat(3000) }), 1))).toEqual(['message!='])
  })

  it('filters by what a string contains when the leaf is in the JSON inside it', () => {
    const record = tree({ policyDocument: JSON.stringify({ Action: 'iam:*', Note: 'a"b' }) })
    const line = lineAt(record.document, 1)
    const opened = openString(record, line)
    if (!opened) throw new Error('nothing opened')
    const rows = treeRows(record, { folded: new Set(), opened: new Map([[line, opened]]) })
    expect(rows.filter((each) => each.line.kind === 'string' && each.tree.within).flatMap(tokens)).toEqual([
      'policyDocument:=iam:*',
      // As it is written inside the string, which is what the filter compares.
      'policyDocument:="a\\\\\\"b"',
    ])
  })

  it('copies a string without its quotes and everything else as written', () => {
    const record = tree('{"a":"x\\ny","b":1.0,"c":{ "d" : [1,  2] }}')
    expect([1, 2, 3].map((index) => copyOf(row(record, index)))).toEqual(['x\ny', '1.0', '{ "d" : [1,  2] }'])
  })

  it('copies the path in the JSON of a string in readable form, and a leaf with its key', () => {
    const record = tree({ policy: JSON.stringify({ Note: 'x' }), n: 1 })
    const line = lineAt(record.document, 1)
    const opened = openString(record, line)
    if (!opened) throw new Error('nothing opened')
    expect(rowCopies(row(opened, 1)).map(({ text }) => text)).toEqual(['policy → Note', '"Note": "x"'])
    expect(rowCopies(row(record, 2)).map(({ text }) => text)).toEqual(['"n": 1'])
  })
})
