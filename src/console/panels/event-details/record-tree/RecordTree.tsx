import { useCallback, useId, useLayoutEffect, useMemo, useRef, type KeyboardEvent } from 'react'
import { copyText } from '../../../ui/clipboard.ts'
import { nearestScroller } from '../../../ui/nearestScroller.ts'
import type { JsonLine } from '../../../models/record/jsonDocument.ts'
import { RecordRow } from './RecordRow.tsx'
import type { MarkedStretch } from './RecordText.tsx'
import type { InnerHit } from './innerHit.ts'
import { wordHits, type Hit } from './searchRecord.ts'
import { isExpanded, isMasked, linesOfRow, rowKey, type Folds, type TreeRow } from './treeRows.ts'
import { treeIntent } from './treeKeys.ts'
import { useNearBlocks } from './useNearBlocks.ts'
import './RecordTree.css'

export interface RecordTreeProps {
  /** Long lines continue below; otherwise the tree scrolls sideways. */
  readonly wrapped: boolean
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
const ROWS_PER_BLOCK = 50
/**
 * Characters that fit a line of a panel of usual width, to estimate the height of rows that are not
 * drawn yet.
 */
const USUAL_COLUMNS = 70
const NO_MARKS: readonly MarkedStretch[] = []

/**
 * The record as a tree. It is as high as its rows, and scrolls with its surroundings. Only the rows
 * near the window, and the active one, are drawn.
 */
export function RecordTree(props: RecordTreeProps) {
  const { rows, activeKey, currentHit, wrapped, onActivate, onToggle, onReveal, onMenu } = props
  const id = useId()
  const element = useRef<HTMLDivElement | null>(null)
  const found = useMemo(() => rows.findIndex((row) => rowKey(row) === activeKey), [rows, activeKey])
  const active = Math.max(0, found)
  const blocks = useMemo(() => inBlocks(rows), [rows])
  // oxlint-disable-next-line react/exhaustive-deps -- measured heights are of these rows, wrapped or not
  const heights = useMemo(() => new Map<number, number>(), [rows, wrapped])
  const keepHeight = useCallback((block: number, height: number) => heights.set(block, height), [heights])
  const near = useNearBlocks(element, blocks.length, keepHeight)

  const placed = useRef(activeKey)
  useLayoutEffect(() => {
    if (placed.current === activeKey) return
    placed.current = activeKey
    document.getElementById(`${id}-${activeKey}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, activeKey])

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
    props.onCopied((await copyText(props.copyOf(row))) ? 'Copied the value' : 'The browser blocked copying')

  const onKeyDown = (domEvent: KeyboardEvent<HTMLElement>) => {
    const { folds, revealed } = props
    const row = rows[active]
    const intent = treeIntent(domEvent, {
      rows,
      active,
      folds,
      revealed,
      rowsPerWindow: rowsPerWindow(domEvent.currentTarget),
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

  const drawRow = (row: TreeRow) => {
    const key = rowKey(row)
    const masked = isMasked(row, props.revealed)
    return (
      <RecordRow
        key={row.line.kind === 'close' ? `${key}-close` : key}
        id={`${id}-${key}`}
        row={row}
        active={row === rows[active]}
        expanded={isExpanded(row, props.folds)}
        masked={masked}
        marks={masked ? NO_MARKS : marksOf(row, props)}
        onActivate={() => onActivate(row)}
        onToggle={() => onToggle(row)}
        onReveal={() => onReveal(row)}
        onMenu={(x, y) => onMenu(row, x, y)}
      />
    )
  }
  const activeBlock = Math.floor(active / ROWS_PER_BLOCK)
  return (
    <div
      ref={element}
      className="record-tree"
      data-wrapped={wrapped || undefined}
      role="tree"
      tabIndex={0}
      aria-label="Event record"
      aria-activedescendant={`${id}-${rowKey(rows[active]!)}`}
      onKeyDown={onKeyDown}
    >
      <div className="record-tree__rows" role="none">
        {blocks.map((block, index) => {
          const isDrawn = near.has(index) || index === activeBlock
          const height = isDrawn ? undefined : (heights.get(index) ?? estimatedHeight(block, wrapped))
          return (
            // oxlint-disable-next-line react/no-array-index-key -- a block is its place
            <div key={index} role="none" data-block={index} style={{ blockSize: height }}>
              {isDrawn && block.map(drawRow)}
            </div>
          )
        })}
      </div>
    </div>
  )
}

function inBlocks(rows: readonly TreeRow[]): readonly (readonly TreeRow[])[] {
  return Array.from({ length: Math.ceil(rows.length / ROWS_PER_BLOCK) }, (_, block) =>
    rows.slice(block * ROWS_PER_BLOCK, (block + 1) * ROWS_PER_BLOCK),
  )
}

function estimatedHeight(block: readonly TreeRow[], wrapped: boolean): number {
  const lines = wrapped ? block.reduce((sum, row) => sum + linesOfRow(row, USUAL_COLUMNS), 0) : block.length
  return lines * ROW_HEIGHT
}

/** How many rows fit the window that the tree scrolls in. */
function rowsPerWindow(tree: Element): number {
  const height = nearestScroller(tree)?.clientHeight ?? innerHeight
  return Math.max(2, Math.floor(height / ROW_HEIGHT) - 4)
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
  return wordHits(tree.document, words)
    .filter((hit) => hit.start < end && hit.end > start)
    .map((hit) => ({ ...hit, current: innerHit?.tree === tree && innerHit.start === hit.start }))
}
