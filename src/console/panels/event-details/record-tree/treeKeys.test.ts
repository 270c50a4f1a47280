import { describe, expect, it } from 'vitest'
import { isProblem, parseJsonDocument, type JsonLine } from '../../../models/record/jsonDocument.ts'
import { findSecrets } from './secrets.ts'
import { treeIntent, type PressedKey } from './treeKeys.ts'
import { rowPath, treeRows, type Folds } from './treeRows.ts'

const document = parseJsonDocument(
  '{"eventName":"AssumeRole","requestParameters":{"roleArn":"a"},"responseElements":{"sessionToken":"a-long-enough-token"}}',
)
if (isProblem(document)) throw new Error(document.reason)
const tree = { document, id: 'r', depth: 0, within: null, secrets: findSecrets(document) }

const lineOf = (path: string): JsonLine => {
  const row = treeRows(tree, { folded: new Set(), opened: new Map() }).find((each) => rowPath(each) === path)
  if (!row) throw new Error(`no row ${path}`)
  return row.line
}

/**
 * The intent of a key on the row at a path, in a few words. The rows: the record, eventName,
 * requestParameters, its roleArn, its end, responseElements, its sessionToken, its end, the end.
 */
function asks(
  key: string,
  path: string,
  given: { folded?: string; held?: Partial<PressedKey> } = {},
): string {
  const folds: Folds = { folded: new Set(given.folded ? [lineOf(given.folded)] : []), opened: new Map() }
  const rows = treeRows(tree, folds)
  const intent = treeIntent(
    { key, shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, ...given.held },
    {
      rows,
      active: rows.findIndex((row) => rowPath(row) === path),
      folds,
      revealed: new Set(),
      rowsPerWindow: 3,
    },
  )
  if (intent?.kind === 'activate') return `to ${rowPath(rows[intent.row]!) || 'the record'}`
  if (intent?.kind === 'step') return intent.by > 0 ? 'next hit' : 'previous hit'
  return intent?.kind ?? 'nothing'
}

describe('the keys of the tree', () => {
  it.each([
    ['ArrowDown', 'eventName', 'to requestParameters'],
    ['ArrowDown', 'requestParameters.roleArn', 'to responseElements'],
    ['ArrowDown', 'responseElements.sessionToken', 'to responseElements.sessionToken'],
    ['ArrowUp', 'responseElements', 'to requestParameters.roleArn'],
    ['ArrowUp', '', 'to the record'],
    ['PageDown', 'eventName', 'to requestParameters.roleArn'],
    ['PageUp', 'responseElements', 'to requestParameters'],
    ['Home', 'responseElements', 'to the record'],
    ['End', '', 'to responseElements.sessionToken'],
    ['ArrowRight', 'requestParameters', 'to requestParameters.roleArn'],
    ['ArrowRight', 'eventName', 'to eventName'],
    ['ArrowLeft', 'requestParameters', 'toggle'],
    ['ArrowLeft', 'requestParameters.roleArn', 'to requestParameters'],
    ['ArrowLeft', 'eventName', 'to the record'],
    [' ', 'requestParameters', 'toggle'],
    [' ', 'responseElements.sessionToken', 'reveal'],
    [' ', 'eventName', 'to eventName'],
    ['Enter', 'eventName', 'menu'],
    ['.', 'eventName', 'menu'],
    ['ContextMenu', 'eventName', 'menu'],
    ['n', 'eventName', 'next hit'],
    ['N', 'eventName', 'previous hit'],
    ['x', 'eventName', 'nothing'],
    ['Tab', 'eventName', 'nothing'],
  ])('%s on “%s” asks for %s', (key, path, intent) => {
    expect(asks(key, path)).toBe(intent)
  })

  it('unfolds what is folded to the right, and passes what is hidden', () => {
    const given = { folded: 'requestParameters' }
    expect(asks('ArrowRight', 'requestParameters', given)).toBe('toggle')
    expect(asks('ArrowDown', 'requestParameters', given)).toBe('to responseElements')
    expect(asks('ArrowLeft', 'requestParameters', given)).toBe('to the record')
  })

  it('finds and copies with Ctrl or Cmd, and leaves all other commands to the browser', () => {
    expect(asks('f', 'eventName', { held: { ctrlKey: true } })).toBe('find')
    expect(asks('c', 'eventName', { held: { metaKey: true } })).toBe('copy')
    expect(asks('a', 'eventName', { held: { ctrlKey: true } })).toBe('nothing')
    expect(asks('ArrowDown', 'eventName', { held: { ctrlKey: true } })).toBe('nothing')
    expect(asks('ArrowDown', 'eventName', { held: { altKey: true } })).toBe('nothing')
  })
})
