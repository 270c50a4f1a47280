import { useDeferredValue, useImperativeHandle, useMemo, useRef, useState, type Ref } from 'react'
import { announce, copyAndSay } from '../../../ui/announce.ts'
import type { MenuGroup, MenuItem, MenuPlace } from '../../../ui/ContextMenu.tsx'
import { formatCount } from '../../../ui/numbers.ts'
import { CopyButton } from '../CopyButton.tsx'
import { IconButton } from '../IconButton.tsx'
import type { OnMenu } from '../onMenu.ts'
import { isProblem, parseJsonDocument, type JsonDocument, type JsonLine } from './jsonDocument.ts'
import { innerHit } from './innerHit.ts'
import { placeOf } from './placeOf.ts'
import { RecordAsText } from './RecordAsText.tsx'
import { RecordSearch } from './RecordSearch.tsx'
import { RecordTree } from './RecordTree.tsx'
import { copyOf, pickedValue, rowCopies } from './rowMenu.ts'
import { hitsByLine, searchRecord, type Hit } from './searchRecord.ts'
import { findSecrets } from './secrets.ts'
import {
  foldedFrom,
  LONG_STRING,
  rowKey,
  treeRows,
  type Folds,
  type TreeDocument,
  type TreeRow,
  isMasked,
  opensInto,
} from './treeRows.ts'
import './EventRecord.css'

export interface EventRecordProps {
  /** The record byte for byte. */
  readonly recordText: string
  /** What the filter looks for in the record: marked until something else is searched for. */
  readonly words: readonly string[]
  readonly onMenu: OnMenu
  readonly ref?: Ref<EventRecordHandle>
}

/** Leads to a place in the record. */
export interface EventRecordHandle {
  /** The line of a path that holds a value; the first of the path where none does. */
  readonly showPlace: (path: string, value: string) => void
  /** The hit of the filter's words that begins at an offset of the record's text. */
  readonly showHit: (start: number) => void
}

/** The record as CloudTrail wrote it, to be read, searched, folded, copied and asked for more. */
export function EventRecord({ recordText, ...actions }: EventRecordProps) {
  const parsed = useMemo(() => parseJsonDocument(recordText), [recordText])
  if (!isProblem(parsed)) return <ReadableRecord document={parsed} {...actions} />
  return (
    <>
      <p className="event-record__problem">
        This record is not JSON: {parsed.reason} at character {formatCount(parsed.offset)}. It is shown as it
        is.
      </p>
      <pre className="record-as-text" tabIndex={0} role="region" aria-label="Event record as text">
        {recordText}
      </pre>
    </>
  )
}

interface ReadableRecordProps extends Omit<EventRecordProps, 'recordText'> {
  readonly document: JsonDocument
}

type View = 'tree' | 'text'

/** No hit is stood on: they are marked, and the record is left where it is. */
const NOT_YET = -1

const NOTHING_REVEALED: ReadonlySet<JsonLine> = new Set()
const NOTHING_FOLDED: Folds = { folded: new Set(), opened: new Map() }

function ReadableRecord({ document: record, words, onMenu, ref }: ReadableRecordProps) {
  const [view, setView] = useState<View>('tree')
  const [folds, setFolds] = useState(NOTHING_FOLDED)
  const [revealed, setRevealed] = useState(NOTHING_REVEALED)
  const [activeKey, setActiveKey] = useState('r-0')
  const [searched, setSearched] = useState('')
  const [hitNumber, setHitNumber] = useState(NOT_YET)
  const searchInput = useRef<HTMLInputElement>(null)
  const block = useRef<HTMLDivElement>(null)

  const tree = useMemo<TreeDocument>(
    () => ({ document: record, id: 'r', depth: 0, within: null, secrets: findSecrets(record) }),
    [record],
  )
  const masked = useMemo(
    () => new Set([...tree.secrets].filter((line) => !revealed.has(line))),
    [tree, revealed],
  )
  const rows = useMemo(() => treeRows(tree, folds), [tree, folds])
  const asked = useDeferredValue(searched)
  const sought = useMemo(() => (asked === '' ? words : [asked]), [asked, words])
  const hits = useMemo(() => searchRecord(record, sought, masked), [record, sought, masked])
  const lineHits = useMemo(() => hitsByLine(hits), [hits])
  const currentHit = hits[hitNumber]

  /** Unfolds and opens what hides a line, and stands on the row of it that `isThere`. */
  const showLine = (line: JsonLine, open: Folds['opened'], isThere: (row: TreeRow) => boolean) => {
    const folded = new Set(folds.folded)
    for (let parent = line.parent; parent; parent = parent.parent) folded.delete(parent)
    if (open !== folds.opened || folded.size < folds.folded.size) setFolds({ folded, opened: open })
    const row = treeRows(tree, { folded, opened: open }).find(isThere)
    if (row) setActiveKey(rowKey(row))
  }
  const showHit = (hit: Hit | undefined) => {
    if (!hit) return
    const [line] = hit.lines
    const inner = innerHit(tree, line, hit)
    if (inner) {
      const opened = folds.opened.get(line) ?? inner.tree
      showLine(
        line,
        new Map(folds.opened).set(line, opened),
        (row) => row.tree === opened && row.line.index === inner.line.index,
      )
      return
    }
    const isCut = hit.end > line.start + LONG_STRING && hit.start >= line.start && !folds.opened.get(line)
    showLine(
      line,
      isCut ? new Map(folds.opened).set(line, null) : folds.opened,
      (row) => row.line === line && (!isCut || (row.chunk !== null && hit.start < row.chunk.end)),
    )
  }
  const goToHit = (by: 1 | -1) => {
    if (hits.length === 0) return
    const from = hitNumber === NOT_YET && by < 0 ? 0 : hitNumber
    const next = (from + by + hits.length) % hits.length
    setHitNumber(next)
    if (view === 'tree') showHit(hits[next])
  }
  const search = (text: string) => {
    setSearched(text)
    setHitNumber(text === '' ? NOT_YET : 0)
    if (view === 'tree' && text !== '') showHit(searchRecord(record, [text], masked)[0])
  }
  const treeElement = () => block.current?.querySelector<HTMLElement>('[role=tree]') ?? null
  const showTree = () => {
    setView('tree')
    // Its row is in the window only when it is drawn.
    requestAnimationFrame(() => {
      treeElement()?.focus({ preventScroll: true })
      block.current?.querySelector('[role=treeitem][aria-selected=true]')?.scrollIntoView({ block: 'center' })
    })
  }
  useImperativeHandle(ref, () => ({
    showPlace: (path, value) => {
      const line = placeOf(record, path, value)
      if (line) showLine(line, folds.opened, (row) => row.line === line)
      showTree()
    },
    showHit: (start) => {
      const found = searchRecord(record, words, masked)
      setSearched('')
      setHitNumber(found.findIndex((hit) => hit.start === start))
      showHit(found.find((hit) => hit.start === start))
      showTree()
    },
  }))

  const toggle = ({ tree: within, line }: TreeRow) => {
    if (line.kind === 'open') {
      const folded = new Set(folds.folded)
      if (!folded.delete(line)) folded.add(line)
      setFolds({ ...folds, folded })
      return
    }
    const opened = new Map(folds.opened)
    if (!opened.delete(line)) {
      const into = opensInto(within, line)
      if (into === undefined) return
      opened.set(line, into)
    }
    setFolds({ ...folds, opened })
  }
  const foldTo = (level: number) => {
    setFolds({ ...folds, folded: foldedFrom(record, level) })
    setActiveKey('r-0')
  }

  const rowGroup = (row: TreeRow): MenuGroup => {
    const copies = rowCopies(row).map(({ label, what, text }): MenuItem => ({
      label,
      run: () => void copyAndSay(text, what),
    }))
    const reveal = { label: 'Reveal', run: () => setRevealed(new Set(revealed).add(row.line)) }
    const into = row.chunk === null && !folds.opened.has(row.line) ? opensInto(row.tree, row.line) : undefined
    const open = { label: into ? 'Open the JSON inside' : 'Show all of it', run: () => toggle(row) }
    const items = [
      ...copies,
      ...(into === undefined ? [] : [open]),
      ...(isMasked(row, revealed) ? [reveal] : []),
    ]
    return { items }
  }
  const openMenu = (row: TreeRow, at: Omit<MenuPlace, 'returnTo'>) => {
    const returnTo = treeElement()
    const picked = pickedValue(row)
    // What is masked is asked for and copied, not shown.
    const shown = picked && isMasked(row, revealed) ? { ...picked, isSecret: true } : picked
    onMenu(shown ? [shown] : [], { ...at, returnTo }, [rowGroup(row)])
  }

  return (
    <div ref={block} className="event-record">
      <div className="event-record__toolbar">
        <ViewChoice view={view} onChange={setView} />
        <RecordSearch
          ref={searchInput}
          searched={searched}
          hitNumber={hitNumber}
          hitCount={hits.length}
          ofFilter={words.length > 0}
          onSearch={search}
          onStep={goToHit}
        />
        <div className="event-record__actions">
          {view === 'tree' && <FoldSelect onFold={foldTo} />}
          {view === 'text' && masked.size > 0 && (
            <IconButton
              icon="unlock"
              label="Reveal session tokens"
              onClick={() => setRevealed(new Set([...revealed, ...masked]))}
            />
          )}
          <CopyButton text={record.text} what="the event record as it was written" />
        </div>
      </div>
      {view === 'text' ? (
        <RecordAsText document={record} masked={masked} hits={hits} currentHit={currentHit} />
      ) : (
        <RecordTree
          rows={rows}
          folds={folds}
          revealed={revealed}
          activeKey={activeKey}
          words={sought}
          hits={lineHits}
          currentHit={currentHit}
          innerHit={currentHit ? innerHit(tree, currentHit.lines[0], currentHit) : null}
          onActivate={(row) => setActiveKey(rowKey(row))}
          onToggle={toggle}
          onReveal={(row) => setRevealed(new Set(revealed).add(row.line))}
          onMenu={(row, x, y) => openMenu(row, { x, y })}
          onFind={() => searchInput.current?.focus()}
          onStep={goToHit}
          onCopied={announce}
          copyOf={copyOf}
        />
      )}
    </div>
  )
}

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
    <div className="event-record__views" role="group" aria-label="How the record is shown">
      {choice('tree', 'Tree')}
      {choice('text', 'Text')}
    </div>
  )
}

const FOLD_CHOICES = [
  { label: 'Unfold all', level: Infinity },
  { label: 'Fold to level 1', level: 1 },
  { label: 'Fold to level 2', level: 2 },
  { label: 'Fold to level 3', level: 3 },
  { label: 'Fold all', level: 0 },
]

function FoldSelect({ onFold }: { readonly onFold: (level: number) => void }) {
  return (
    <select
      className="event-record__fold"
      aria-label="Fold"
      value=""
      onChange={(domEvent) => {
        const choice = FOLD_CHOICES.find(({ label }) => label === domEvent.target.value)
        if (choice) onFold(choice.level)
      }}
    >
      <option value="" hidden>
        Fold
      </option>
      {FOLD_CHOICES.map(({ label }) => (
        <option key={label}>{label}</option>
      ))}
    </select>
  )
}
