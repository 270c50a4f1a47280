import { useDeferredValue, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { announce, copyAndSay } from '../../ui/announce.ts'
import type { MenuGroup, MenuItem, MenuPlace } from '../../ui/ContextMenu.tsx'
import { formatCount } from '../../ui/numbers.ts'
import { CopyButton } from '../CopyButton.tsx'
import { IconButton } from '../IconButton.tsx'
import type { OnMenu } from '../onMenu.ts'
import { isProblem, parseJsonDocument, type JsonDocument, type JsonLine } from './jsonDocument.ts'
import { countInText, RecordAsText } from './RecordAsText.tsx'
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
  readonly onMenu: OnMenu
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

const NOTHING_REVEALED: ReadonlySet<JsonLine> = new Set()
const NOTHING_FOLDED: Folds = { folded: new Set(), opened: new Map() }

function ReadableRecord({ document: record, onMenu }: ReadableRecordProps) {
  const [view, setView] = useState<View>('tree')
  const [folds, setFolds] = useState(NOTHING_FOLDED)
  const [revealed, setRevealed] = useState(NOTHING_REVEALED)
  const [activeKey, setActiveKey] = useState('r-0')
  const [searched, setSearched] = useState('')
  const [hitNumber, setHitNumber] = useState(0)
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
  const hits = useMemo(() => searchRecord(record, asked, masked), [record, asked, masked])
  const lineHits = useMemo(() => hitsByLine(hits), [hits])
  const hitsInText = useMemo(
    () => (view === 'text' ? countInText(record, masked, asked) : 0),
    [view, record, masked, asked],
  )
  const hitCount = view === 'text' ? hitsInText : hits.length
  const currentHit = hits[hitNumber]

  const showHit = (hit: Hit | undefined) => {
    if (!hit) return
    const { line } = hit
    const folded = new Set(folds.folded)
    for (let parent = line.parent; parent; parent = parent.parent) folded.delete(parent)
    const isCut = hit.end > line.start + LONG_STRING && hit.start >= line.start && !folds.opened.get(line)
    const opened = isCut ? new Map(folds.opened).set(line, null) : folds.opened
    if (isCut || folded.size < folds.folded.size) setFolds({ folded, opened })
    const row = treeRows(tree, { folded, opened }).find(
      (each) => each.line === line && (!isCut || (each.chunk !== null && hit.start < each.chunk.end)),
    )
    if (row) setActiveKey(rowKey(row))
  }
  const goToHit = (number: number) => {
    if (hitCount === 0) return
    const next = (number + hitCount) % hitCount
    setHitNumber(next)
    if (view === 'tree') showHit(hits[next])
  }
  const search = (text: string) => {
    setSearched(text)
    setHitNumber(0)
    if (view === 'tree') showHit(searchRecord(record, text, masked)[0])
  }
  const onSearchKey = (domEvent: KeyboardEvent) => {
    if (domEvent.key === 'Enter') goToHit(hitNumber + (domEvent.shiftKey ? -1 : 1))
    else if (domEvent.key === 'Escape' && searched !== '') search('')
    else return
    domEvent.preventDefault()
    domEvent.stopPropagation()
  }

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
    const returnTo = block.current?.querySelector<HTMLElement>('[role=tree]') ?? null
    const picked = pickedValue(row)
    // What is masked is asked for and copied, not shown.
    const shown = picked && isMasked(row, revealed) ? { ...picked, isSecret: true } : picked
    onMenu(shown ? [shown] : [], { ...at, returnTo }, [rowGroup(row)])
  }

  return (
    <div ref={block} className="event-record">
      <div className="event-record__toolbar">
        <ViewChoice
          view={view}
          onChange={(chosen) => {
            setView(chosen)
            setHitNumber(0)
          }}
        />
        <div className="event-record__search" role="search" aria-label="Event record">
          <input
            ref={searchInput}
            className="event-record__input"
            type="search"
            placeholder="Search in this record"
            aria-label="Search in this record"
            value={searched}
            onChange={(domEvent) => search(domEvent.target.value)}
            onKeyDown={onSearchKey}
          />
          {searched !== '' && (
            <>
              <span className="event-record__hits" role="status">
                {hitCount === 0 ? 'No match' : `${formatCount(hitNumber + 1)} of ${formatCount(hitCount)}`}
              </span>
              <IconButton
                icon="up"
                label="Previous match"
                onClick={() => goToHit(hitNumber - 1)}
                disabled={hitCount === 0}
              />
              <IconButton
                icon="down"
                label="Next match"
                onClick={() => goToHit(hitNumber + 1)}
                disabled={hitCount === 0}
              />
            </>
          )}
        </div>
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
        <RecordAsText document={record} masked={masked} searched={asked} currentHit={hitNumber} />
      ) : (
        <RecordTree
          rows={rows}
          folds={folds}
          revealed={revealed}
          activeKey={activeKey}
          searched={asked}
          hits={lineHits}
          currentHit={currentHit}
          onActivate={(row) => setActiveKey(rowKey(row))}
          onToggle={toggle}
          onReveal={(row) => setRevealed(new Set(revealed).add(row.line))}
          onMenu={(row, x, y) => openMenu(row, { x, y })}
          onFind={() => searchInput.current?.focus()}
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
