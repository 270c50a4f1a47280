import { useId, useLayoutEffect, useMemo, useRef, type KeyboardEvent } from 'react'
import { copyText } from '../../../ui/clipboard.ts'
import { useScaledScroller } from '../../../ui/useScaledScroller.ts'
import type { JsonLine } from '../../../models/record/jsonDocument.ts'
import { RecordRow } from './RecordRow.tsx'
import type { MarkedStretch } from './RecordText.tsx'
import type { InnerHit } from './innerHit.ts'
import type { Hit } from './searchRecord.ts'
import { foldCase } from '../../../../filter/foldCase.ts'
import { textHits } from '../../../../filter/textHits.ts'
import { isExpanded, isMasked, rowKey, widestRow, type Folds, type TreeRow } from './treeRows.ts'
import { treeIntent } from './treeKeys.ts'
import './RecordTree.css'

export interface RecordTreeProps {
  readonly rows: readonly TreeRow[]
  readonly folds: Folds
  readonly revealed: ReadonlySet<JsonLine>
  /** The `rowKey` of the active row. */
  readonly activeKey: string
  /** The words that are marked. */
  readonly words: readonly string[]
  readonly hits: ReadonlyMap<JsonLine, readonly Hit[]>
  readonly currentHit: Hit | undefined
  /** The current hit inside the JSON of a string. */
  readonly innerHit: InnerHit | null
  readonly onActivate: (row: TreeRow) => void
  readonly onToggle: (row: TreeRow) => void
  readonly onReveal: (row: TreeRow) => void
  readonly onMenu: (row: TreeRow, x: number, y: number) => void
  readonly onFind: () => void
  /** Goes to the next or previous hit. */
  readonly onStep: (by: 1 | -1) => void
  readonly onCopied: (what: string) => void
  /** The text that is copied when nothing is selected. */
  readonly copyOf: (row: TreeRow) => string
}

const ROW_HEIGHT = 20
const NO_MARKS: readonly MarkedStretch[] = []

/** The record as a tree: only the visible rows and the active one exist. */
export function RecordTree(props: RecordTreeProps) {
  const { rows, activeKey, currentHit, onActivate, onToggle, onReveal, onMenu } = props
  const id = useId()
  const element = useRef<HTMLDivElement | null>(null)
  const scroller = useScaledScroller({ count: rows.length, rowHeight: ROW_HEIGHT })
  const { attach, reveal } = scroller
  const found = useMemo(() => rows.findIndex((row) => rowKey(row) === activeKey), [rows, activeKey])
  const active = Math.max(0, found)
  const width = useMemo(() => widestRow(rows), [rows])

  const placed = useRef(activeKey)
  useLayoutEffect(() => {
    if (placed.current === activeKey) return
    placed.current = activeKey
    reveal(active)
  }, [activeKey, active, reveal])

  useLayoutEffect(() => {
    if (currentHit) {
      const mark = element.current?.querySelector('mark[data-current]')
      mark?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    }
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the hit is in the window only once its row is
  }, [currentHit, active])

  const openMenu = (row: TreeRow) => {
    const box = document.getElementById(`${id}-${activeKey}`)?.getBoundingClientRect()
    const left = element.current?.getBoundingClientRect().left ?? 0
    if (box) onMenu(row, Math.max(box.left, left) + 48, box.bottom)
  }
  const copy = async (row: TreeRow) =>
    props.onCopied((await copyText(props.copyOf(row))) ? 'Copied the value' : 'The browser refused to copy')

  const onKeyDown = (domEvent: KeyboardEvent) => {
    const { folds, revealed } = props
    const row = rows[active]
    const intent = treeIntent(domEvent, {
      rows,
      active,
      folds,
      revealed,
      rowsPerWindow: scroller.rowsPerWindow,
    })
    if (!row || !intent) return
    // The browser copies selected text itself.
    if (intent.kind === 'copy' && document.getSelection()?.isCollapsed === false) return
    domEvent.preventDefault()
    domEvent.stopPropagation()
    switch (intent.kind) {
      case 'activate': {
        const next = rows[intent.row]
        return next && onActivate(next)
      }
      case 'toggle':
        return onToggle(row)
      case 'reveal':
        return onReveal(row)
      case 'menu':
        return openMenu(row)
      case 'find':
        return props.onFind()
      case 'copy':
        return void copy(row)
      case 'step':
        return props.onStep(intent.by)
    }
  }

  const shown = rows.slice(scroller.first, scroller.end).map((_, i) => scroller.first + i)
  if (active < scroller.first || active >= scroller.end) shown.push(active)
  return (
    <div
      ref={(attached) => {
        element.current = attached
        attach(attached)
      }}
      className="record-tree"
      role="tree"
      tabIndex={0}
      aria-label="Event record"
      aria-activedescendant={`${id}-${rowKey(rows[active]!)}`}
      style={{ height: rows.length * ROW_HEIGHT + 18 }}
      onKeyDown={onKeyDown}
    >
      <div
        className="record-tree__rows"
        role="none"
        style={{ height: scroller.spacerHeight, minWidth: `calc(${width}ch + 80px)` }}
      >
        {shown.map((index) => {
          const row = rows[index]!
          const key = rowKey(row)
          const masked = isMasked(row, props.revealed)
          return (
            <RecordRow
              key={row.line.kind === 'close' ? `${key}-close` : key}
              id={`${id}-${key}`}
              row={row}
              top={scroller.top(index)}
              active={index === active}
              expanded={isExpanded(row, props.folds)}
              masked={masked}
              marks={masked ? NO_MARKS : marksOf(row, props)}
              onActivate={() => onActivate(row)}
              onToggle={() => onToggle(row)}
              onReveal={() => onReveal(row)}
              onMenu={(x, y) => onMenu(row, x, y)}
            />
          )
        })}
      </div>
    </div>
  )
}

function marksOf(
  row: TreeRow,
  { hits, currentHit, innerHit, words }: RecordTreeProps,
): readonly MarkedStretch[] {
  if (words.length === 0) return NO_MARKS
  if (!row.tree.within) {
    return (
      hits.get(row.line)?.map((hit) => ({ start: hit.start, end: hit.end, current: hit === currentHit })) ??
      NO_MARKS
    )
  }
  // Hits in JSON inside strings are marked when they are drawn, and counted with the string that
  // contains them.
  const { line, chunk, tree } = row
  const start = chunk?.start ?? (line.keyStart < 0 ? line.start : line.keyStart)
  const end = chunk?.end ?? (line.kind === 'open' ? line.start + 1 : line.end)
  const drawn = foldCase(tree.document.text.slice(start, end))
  return words
    .flatMap((word) => textHits(drawn, foldCase(word)))
    .toSorted((one, other) => one.start - other.start || other.end - one.end)
    .map((hit) => ({
      start: start + hit.start,
      end: start + hit.end,
      current: innerHit?.tree === tree && innerHit.start === start + hit.start,
    }))
}
