import { useDeferredValue, useEffect, useMemo, useReducer, useRef } from 'react'
import { isProblem, type JsonDocument } from '../../../models/record/jsonDocument.ts'
import type { OpenedRecord } from '../../../models/record/openedRecord.ts'
import { announce, copyAndSay } from '../../../ui/announce.ts'
import type { MenuGroup, MenuItem, MenuPlace } from '../../../ui/ContextMenu.tsx'
import { formatCount } from '../../../ui/numbers.ts'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import type { OnMenu } from '../onMenu.ts'
import { innerHit } from './innerHit.ts'
import { PrintedRecord } from './PrintedRecord.tsx'
import { RecordAsText } from './RecordAsText.tsx'
import { RecordSearch } from './RecordSearch.tsx'
import { RecordTree } from './RecordTree.tsx'
import {
  FIRST_VIEW,
  maskedLines,
  nextRecordView,
  type RecordPlace,
  type RecordViewAction,
  type RecordViewState,
} from './recordViewState.ts'
import { prefer, usePreferences } from '../../../models/preferences/usePreferences.ts'
import { copyOf, pickedValue, rowCopies } from './rowMenu.ts'
import { hitsByLine, searchRecord } from './searchRecord.ts'
import { findSecrets } from './secrets.ts'
import { isMasked, opensInto, treeRows, type TreeDocument, type TreeRow } from './treeRows.ts'
import './EventRecord.css'

export interface EventRecordProps {
  readonly record: OpenedRecord
  /** The words of the filter: marked until the user searches for something else. */
  readonly words: readonly string[]
  /** The place that was shown last. A new object shows the same place again. */
  readonly place: RecordPlace | null
  readonly onMenu: OnMenu
}

/** The record as CloudTrail wrote it, for reading, searching, collapsing, copying and filtering. */
export function EventRecord({ record, ...rest }: EventRecordProps) {
  const { document, text } = record
  if (!isProblem(document)) return <ReadableRecord document={document} {...rest} />
  return (
    <>
      <p className="event-record__problem">
        This record is not valid JSON: {document.reason} at character {formatCount(document.offset)}. It is
        shown as written.
      </p>
      <pre
        className="record-as-text"
        data-wrapped="true"
        tabIndex={0}
        role="region"
        aria-label="Event record as text"
      >
        {text}
      </pre>
    </>
  )
}

interface ReadableRecordProps extends Omit<EventRecordProps, 'record'> {
  readonly document: JsonDocument
}

function ReadableRecord({ document: record, words, place, onMenu }: ReadableRecordProps) {
  const tree = useMemo<TreeDocument>(
    () => ({ document: record, id: 'r', depth: 0, within: null, secrets: findSecrets(record) }),
    [record],
  )
  const [state, act] = useReducer(
    (before: RecordViewState, action: RecordViewAction) => nextRecordView(before, action, tree, words),
    FIRST_VIEW,
  )
  const { view, folds, revealed, activeKey, searched, hitNumber } = state
  const searchInput = useRef<HTMLInputElement>(null)
  const block = useRef<HTMLDivElement>(null)

  const masked = useMemo(() => maskedLines(tree, revealed), [tree, revealed])
  const wrapped = usePreferences((preferences) => preferences.recordWrapped)
  // Where lines wrap, a long string is one text.
  const rows = useMemo(() => treeRows(tree, folds, wrapped ? 2000 : undefined), [tree, folds, wrapped])
  const soughtText = useDeferredValue(searched)
  const sought = useMemo(() => (soughtText === '' ? words : [soughtText]), [soughtText, words])
  const hits = useMemo(() => searchRecord(record, sought, masked), [record, sought, masked])
  const lineHits = useMemo(() => hitsByLine(hits), [hits])
  const currentHit = hits[hitNumber]

  const treeElement = () => block.current?.querySelector<HTMLElement>('[role=tree]') ?? null
  useEffect(() => {
    if (!place) return undefined
    act({ kind: 'show', place })
    // The row exists only once the window has been drawn.
    const drawn = requestAnimationFrame(() => {
      block.current?.querySelector<HTMLElement>('[role=tree]')?.focus({ preventScroll: true })
      block.current?.querySelector('[role=treeitem][aria-selected=true]')?.scrollIntoView({ block: 'center' })
    })
    return () => cancelAnimationFrame(drawn)
  }, [place])

  const step = (by: 1 | -1) => act({ kind: 'step', by, hits })
  const toggle = (row: TreeRow) => act({ kind: 'toggle', row })
  const reveal = (row: TreeRow) => act({ kind: 'reveal', lines: [row.line] })

  const rowGroup = (row: TreeRow): MenuGroup => {
    const copies = rowCopies(row).map(({ label, what, text }): MenuItem => ({
      label,
      run: () => void copyAndSay(text, what),
    }))
    const into = row.chunk === null && !folds.opened.has(row.line) ? opensInto(row.tree, row.line) : undefined
    const open = { label: into ? 'Open the JSON inside' : 'Show all', run: () => toggle(row) }
    const items = [
      ...copies,
      ...(into === undefined ? [] : [open]),
      ...(isMasked(row, revealed) ? [{ label: 'Reveal', run: () => reveal(row) }] : []),
    ]
    return { items }
  }
  const openMenu = (row: TreeRow, at: Omit<MenuPlace, 'returnTo'>) => {
    const returnTo = treeElement()
    const picked = pickedValue(row)
    // Masked values can be filtered by and copied, but are not shown.
    const shown = picked && isMasked(row, revealed) ? { ...picked, isSecret: true } : picked
    onMenu(shown ? [shown] : [], { ...at, returnTo }, [rowGroup(row)])
  }

  return (
    <div ref={block} className="event-record">
      <div className="event-record__toolbar">
        <ViewChoice view={view} onChange={(chosen) => act({ kind: 'view', view: chosen })} />
        <RecordSearch
          ref={searchInput}
          searched={searched}
          hitNumber={hitNumber}
          hitCount={hits.length}
          ofFilter={words.length > 0}
          onSearch={(text) => act({ kind: 'search', text })}
          onStep={step}
        />
        <div className="event-record__actions">
          <button
            className="event-record__wrap"
            type="button"
            aria-pressed={wrapped}
            onClick={() => prefer({ recordWrapped: !wrapped })}
          >
            Wrap lines
          </button>
          {view === 'tree' && <FoldSelect onFold={(level) => act({ kind: 'foldTo', level })} />}
          {view === 'text' && masked.size > 0 && (
            <IconButton
              icon="unlock"
              label="Reveal session tokens"
              onClick={() => act({ kind: 'reveal', lines: masked })}
            />
          )}
          <CopyButton text={record.text} what="event record" />
        </div>
      </div>
      <PrintedRecord document={record} masked={masked} />
      {view === 'text' ? (
        <RecordAsText
          wrapped={wrapped}
          document={record}
          masked={masked}
          hits={hits}
          currentHit={currentHit}
        />
      ) : (
        <RecordTree
          wrapped={wrapped}
          rows={rows}
          folds={folds}
          revealed={revealed}
          activeKey={activeKey}
          words={sought}
          hits={lineHits}
          currentHit={currentHit}
          innerHit={currentHit ? innerHit(tree, currentHit.lines[0], currentHit) : null}
          onActivate={(row) => act({ kind: 'activate', row })}
          onToggle={toggle}
          onReveal={reveal}
          onMenu={(row, x, y) => openMenu(row, { x, y })}
          onFind={() => searchInput.current?.focus()}
          onStep={step}
          onCopied={announce}
          copyOf={copyOf}
        />
      )}
    </div>
  )
}

type View = RecordViewState['view']

function ViewChoice({ view, onChange }: { readonly view: View; readonly onChange: (view: View) => void }) {
  const choice = (id: View, label: string) => (
    <button
      className="event-record__view"
      type="button"
      aria-pressed={view === id}
      onClick={() => onChange(id)}
    >
      {label}
    </button>
  )
  return (
    <div className="event-record__views" role="group" aria-label="View">
      {choice('tree', 'Tree')}
      {choice('text', 'Text')}
    </div>
  )
}

const FOLD_CHOICES = [
  { label: 'Expand all', level: Infinity },
  { label: 'Collapse to level 1', level: 1 },
  { label: 'Collapse to level 2', level: 2 },
  { label: 'Collapse to level 3', level: 3 },
  { label: 'Collapse all', level: 0 },
]

function FoldSelect({ onFold }: { readonly onFold: (level: number) => void }) {
  return (
    <select
      className="event-record__fold"
      aria-label="Collapse"
      value=""
      onChange={(domEvent) => {
        const choice = FOLD_CHOICES.find(({ label }) => label === domEvent.target.value)
        if (choice) onFold(choice.level)
      }}
    >
      <option value="" hidden>
        Collapse
      </option>
      {FOLD_CHOICES.map(({ label }) => (
        <option key={label}>{label}</option>
      ))}
    </select>
  )
}
