import type { JsonLine } from '../../../models/record/jsonDocument.ts'
import { innerHit } from './innerHit.ts'
import { placeOf } from './placeOf.ts'
import { searchRecord, type Hit } from './searchRecord.ts'
import {
  foldedFrom,
  LONG_STRING,
  opensInto,
  rowKey,
  treeRows,
  type Folds,
  type TreeDocument,
  type TreeRow,
} from './treeRows.ts'

/** A place in the record that can be shown. */
export type RecordPlace =
  /** The line at a path that has a value; the first line at the path if none has. */
  | { readonly kind: 'value'; readonly path: string; readonly value: string }
  /** The hit of the filter's words that starts at an offset of the record's text. */
  | { readonly kind: 'hit'; readonly start: number }

/** The state of the view of a record. */
export interface RecordViewState {
  readonly view: 'tree' | 'text'
  readonly folds: Folds
  /** Masked lines that were revealed. */
  readonly revealed: ReadonlySet<JsonLine>
  /** The `rowKey` of the active row. */
  readonly activeKey: string
  /** The search text; while it is empty, the filter's words are marked. */
  readonly searched: string
  /** The index of the current hit; NO_HIT while hits are only marked. */
  readonly hitNumber: number
}

export type RecordViewAction =
  | { readonly kind: 'view'; readonly view: RecordViewState['view'] }
  | { readonly kind: 'activate'; readonly row: TreeRow }
  /** Collapses or expands an object, opens or closes a string. */
  | { readonly kind: 'toggle'; readonly row: TreeRow }
  /** Collapses everything from a level down. */
  | { readonly kind: 'foldTo'; readonly level: number }
  | { readonly kind: 'reveal'; readonly lines: Iterable<JsonLine> }
  | { readonly kind: 'search'; readonly text: string }
  /** Goes to the next or previous of the hits on screen. */
  | { readonly kind: 'step'; readonly by: 1 | -1; readonly hits: readonly Hit[] }
  | { readonly kind: 'show'; readonly place: RecordPlace }

export const NO_HIT = -1

const FIRST_ROW = 'r-0'

export const FIRST_VIEW: RecordViewState = {
  view: 'tree',
  folds: { folded: new Set(), opened: new Map() },
  revealed: new Set(),
  activeKey: FIRST_ROW,
  searched: '',
  hitNumber: NO_HIT,
}

/**
 * The view after an action. `words` are the filter's, which are marked until the user searches for
 * something.
 */
export function nextRecordView(
  state: RecordViewState,
  action: RecordViewAction,
  tree: TreeDocument,
  words: readonly string[],
): RecordViewState {
  switch (action.kind) {
    case 'view':
      return { ...state, view: action.view }
    case 'activate':
      return { ...state, activeKey: rowKey(action.row) }
    case 'toggle':
      return { ...state, folds: toggled(state.folds, action.row) }
    case 'foldTo':
      return {
        ...state,
        folds: { ...state.folds, folded: foldedFrom(tree.document, action.level) },
        activeKey: FIRST_ROW,
      }
    case 'reveal':
      return { ...state, revealed: new Set([...state.revealed, ...action.lines]) }
    case 'search': {
      const searching = { ...state, searched: action.text, hitNumber: action.text === '' ? NO_HIT : 0 }
      if (state.view !== 'tree' || action.text === '') return searching
      return atHit(searching, tree, hitsOf(state, tree, [action.text])[0])
    }
    case 'step': {
      const { by, hits } = action
      if (hits.length === 0) return state
      const from = state.hitNumber === NO_HIT && by < 0 ? 0 : state.hitNumber
      const hitNumber = (from + by + hits.length) % hits.length
      const stepped = { ...state, hitNumber }
      return state.view === 'tree' ? atHit(stepped, tree, hits[hitNumber]) : stepped
    }
    case 'show':
      return shown({ ...state, view: 'tree' }, tree, words, action.place)
  }
}

/** Lines that are masked until they are revealed. */
export function maskedLines(tree: TreeDocument, revealed: ReadonlySet<JsonLine>): ReadonlySet<JsonLine> {
  return new Set([...tree.secrets].filter((line) => !revealed.has(line)))
}

function hitsOf({ revealed }: RecordViewState, tree: TreeDocument, words: readonly string[]): readonly Hit[] {
  return searchRecord(tree.document, words, maskedLines(tree, revealed))
}

function toggled(folds: Folds, { tree, line }: TreeRow): Folds {
  if (line.kind === 'open') {
    const folded = new Set(folds.folded)
    if (!folded.delete(line)) folded.add(line)
    return { ...folds, folded }
  }
  const opened = new Map(folds.opened)
  if (!opened.delete(line)) {
    const into = opensInto(tree, line)
    if (into === undefined) return folds
    opened.set(line, into)
  }
  return { ...folds, opened }
}

function shown(
  state: RecordViewState,
  tree: TreeDocument,
  words: readonly string[],
  place: RecordPlace,
): RecordViewState {
  if (place.kind === 'value') {
    const line = placeOf(tree.document, place.path, place.value)
    return line ? atLine(state, tree, line, state.folds.opened, (row) => row.line === line) : state
  }
  const hits = hitsOf(state, tree, words)
  const hitNumber = hits.findIndex(({ start }) => start === place.start)
  return atHit({ ...state, searched: '', hitNumber }, tree, hits[hitNumber])
}

function atHit(state: RecordViewState, tree: TreeDocument, hit: Hit | undefined): RecordViewState {
  if (!hit) return state
  const { opened } = state.folds
  const [line] = hit.lines
  const inner = innerHit(tree, line, hit)
  if (inner) {
    const into = opened.get(line) ?? inner.tree
    return atLine(
      state,
      tree,
      line,
      new Map(opened).set(line, into),
      (row) => row.tree === into && row.line.index === inner.line.index,
    )
  }
  const isCut = hit.end > line.start + LONG_STRING && hit.start >= line.start && !opened.get(line)
  return atLine(
    state,
    tree,
    line,
    isCut ? new Map(opened).set(line, null) : opened,
    (row) => row.line === line && (!isCut || (row.chunk !== null && hit.start < row.chunk.end)),
  )
}

/**
 * Expands everything that hides a line, opens these strings, and activates the row of the line that
 * `isThere` accepts.
 */
function atLine(
  state: RecordViewState,
  tree: TreeDocument,
  line: JsonLine,
  opened: Folds['opened'],
  isThere: (row: TreeRow) => boolean,
): RecordViewState {
  const folded = new Set(state.folds.folded)
  for (let parent = line.parent; parent; parent = parent.parent) folded.delete(parent)
  const isSame = opened === state.folds.opened && folded.size === state.folds.folded.size
  const folds = isSame ? state.folds : { folded, opened }
  const row = treeRows(tree, folds).find(isThere)
  return { ...state, folds, activeKey: row ? rowKey(row) : state.activeKey }
}
