import { describe, expect, it } from 'vitest'
import { isProblem, parseJsonDocument } from '../../../models/record/jsonDocument.ts'
import {
  FIRST_VIEW,
  maskedLines,
  nextRecordView,
  NO_HIT,
  type RecordViewAction,
  type RecordViewState,
} from './recordViewState.ts'
import { searchRecord } from './searchRecord.ts'
import { findSecrets } from './secrets.ts'
import { rowKey, rowPath, treeRows, type TreeDocument } from './treeRows.ts'

const RECORD = {
  eventName: 'PutBucketPolicy',
  requestParameters: { bucketName: 'alice-logs', policy: '{"Statement":[{"Effect":"Allow"}]}' },
  responseElements: { credentials: { sessionToken: 'secret-alice' } },
  note: `${'-'.repeat(500)}alice`,
}

const document = parseJsonDocument(JSON.stringify(RECORD))
if (isProblem(document)) throw new Error(document.reason)
const tree: TreeDocument = { document, id: 'r', depth: 0, within: null, secrets: findSecrets(document) }

/** The view after these actions, with the filter's words. */
const viewAfter = (words: readonly string[], ...actions: readonly RecordViewAction[]): RecordViewState =>
  actions.reduce((state, action) => nextRecordView(state, action, tree, words), FIRST_VIEW)

const rowsOf = ({ folds }: RecordViewState) => treeRows(tree, folds)
const paths = (state: RecordViewState) => rowsOf(state).map(rowPath)
/** The path of the active row. */
const standsOn = (state: RecordViewState) => {
  const row = rowsOf(state).find((each) => rowKey(each) === state.activeKey)
  return row && rowPath(row)
}
const row = (path: string, state = FIRST_VIEW) => {
  const found = rowsOf(state).find((each) => rowPath(each) === path)
  if (!found) throw new Error(`no row ${path}`)
  return found
}
const hitsOf = (state: RecordViewState, word: string) =>
  searchRecord(document, [word], maskedLines(tree, state.revealed))
const FOLD_ALL = { kind: 'foldTo', level: 0 } as const

describe('the view of a record', () => {
  it('folds an object and unfolds it again', () => {
    const folded = viewAfter([], { kind: 'toggle', row: row('requestParameters') })
    expect(paths(folded)).not.toContain('requestParameters.bucketName')
    expect(nextRecordView(folded, { kind: 'toggle', row: row('requestParameters') }, tree, []).folds).toEqual(
      FIRST_VIEW.folds,
    )
  })

  it('opens the JSON in a string, and leaves a string without JSON alone', () => {
    const opened = viewAfter([], { kind: 'toggle', row: row('requestParameters.policy') })
    expect(paths(opened)).toContain('requestParameters.policy → Statement.Effect')
    expect(viewAfter([], { kind: 'toggle', row: row('eventName') }).folds).toBe(FIRST_VIEW.folds)
  })

  it('activates the first row when everything is collapsed', () => {
    const folded = viewAfter([], { kind: 'activate', row: row('eventName') }, FOLD_ALL)
    expect(paths(folded)).toEqual([''])
    expect(standsOn(folded)).toBe('')
  })

  it('expands what hides a place to show, and returns to the tree', () => {
    const place = { kind: 'value', path: 'requestParameters.bucketName', value: 'alice-logs' } as const
    const shown = viewAfter([], FOLD_ALL, { kind: 'view', view: 'text' }, { kind: 'show', place })
    expect(shown.view).toBe('tree')
    expect(standsOn(shown)).toBe('requestParameters.bucketName')
    expect(paths(shown)).not.toContain('responseElements.credentials')
  })

  it('stays where it is when there is no such place', () => {
    const place = { kind: 'value', path: 'nowhere', value: '' } as const
    const before = viewAfter([], { kind: 'activate', row: row('eventName') })
    expect(nextRecordView(before, { kind: 'show', place }, tree, [])).toEqual(before)
  })

  it('goes to the first hit of a search, and from hit to hit around', () => {
    const searched = viewAfter([], { kind: 'search', text: 'alice' })
    expect([searched.hitNumber, standsOn(searched)]).toEqual([0, 'requestParameters.bucketName'])
    const hits = hitsOf(searched, 'alice')
    expect(hits).toHaveLength(2)
    const next = nextRecordView(searched, { kind: 'step', by: 1, hits }, tree, [])
    expect([next.hitNumber, standsOn(next)]).toEqual([1, 'note'])
    expect(nextRecordView(next, { kind: 'step', by: 1, hits }, tree, []).hitNumber).toBe(0)
    const last = viewAfter([], { kind: 'step', by: -1, hits })
    expect(last.hitNumber).toBe(1)
    expect(viewAfter([], { kind: 'step', by: 1, hits: [] })).toBe(FIRST_VIEW)
  })

  it('opens a long string to show a hit behind the cut, and the JSON in a string to show one there', () => {
    const place = { kind: 'hit', start: hitsOf(FIRST_VIEW, 'alice')[1]!.start } as const
    const shown = viewAfter(['alice'], { kind: 'show', place })
    expect(rowsOf(shown).find((each) => rowKey(each) === shown.activeKey)?.chunk).not.toBeNull()
    expect(standsOn(viewAfter([], { kind: 'search', text: 'Allow' }))).toBe(
      'requestParameters.policy → Statement.Effect',
    )
  })

  it('finds a secret only once it is revealed', () => {
    expect(tree.secrets.size).toBe(1)
    expect(hitsOf(FIRST_VIEW, 'secret-alice')).toEqual([])
    const revealed = viewAfter(
      [],
      { kind: 'reveal', lines: tree.secrets },
      { kind: 'search', text: 'secret' },
    )
    expect(standsOn(revealed)).toBe('responseElements.credentials.sessionToken')
  })

  it('drops its hit when the search is cleared', () => {
    const cleared = viewAfter([], { kind: 'search', text: 'alice' }, { kind: 'search', text: '' })
    expect([cleared.searched, cleared.hitNumber]).toEqual(['', NO_HIT])
  })

  it('leaves the tree alone while the text is looked at', () => {
    const searched = viewAfter([], { kind: 'view', view: 'text' }, FOLD_ALL, {
      kind: 'search',
      text: 'alice',
    })
    expect(paths(searched)).toEqual([''])
    expect(searched.hitNumber).toBe(0)
  })
})
