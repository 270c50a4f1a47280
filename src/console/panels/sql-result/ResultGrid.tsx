import { useCallback, useId, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { useScaledScroller } from '../../ui/useScaledScroller.ts'
import { columnWidths } from './columnWidths.ts'
import { movedTo, type CellPlace } from './gridKeys.ts'
import { ResultCell } from './ResultCell.tsx'
import type { ResultColumn } from './resultColumns.ts'
import '../../ui/tableFrame.css'
import './ResultGrid.css'

export interface ResultGridProps {
  readonly columns: readonly ResultColumn[]
  readonly rows: readonly (readonly unknown[])[]
  /** Whether a statement is being run. */
  readonly busy: boolean
  /** The whole value of a cell is wanted. */
  readonly onOpen: (place: CellPlace) => void
}

const ROW_HEIGHT = 32
const HEADER_HEIGHT = 36

/** The rows of a result as an ARIA grid, of which only those in view exist. */
export function ResultGrid({ columns, rows, busy, onOpen }: ResultGridProps) {
  const { attach, reveal, ...view } = useScaledScroller({
    count: rows.length,
    rowHeight: ROW_HEIGHT,
    headerHeight: HEADER_HEIGHT,
  })
  const id = useId()
  const grid = useRef<HTMLDivElement>(null)
  // Another function would attach it again, at its first row.
  const attachGrid = useCallback(
    (element: HTMLDivElement | null) => {
      grid.current = element
      attach(element)
    },
    [attach],
  )
  const [active, setActive] = useState<CellPlace>({ row: 0, column: 0 })
  const widths = useMemo(() => columnWidths(columns, rows), [columns, rows])
  const template = { gridTemplateColumns: `${widths.map((width) => `${width}px`).join(' ')} minmax(0, 1fr)` }
  const cellId = ({ row, column }: CellPlace) => `${id}-${row}-${column}`

  const moveTo = (place: CellPlace) => {
    setActive(place)
    reveal(place.row)
    revealColumn(grid.current, widths, place.column)
  }
  const onKeyDown = (domEvent: KeyboardEvent) => {
    if (domEvent.target !== domEvent.currentTarget || domEvent.altKey || domEvent.metaKey) return
    const place = movedTo(active, domEvent, {
      rows: rows.length,
      columns: columns.length,
      page: view.rowsPerWindow,
    })
    if (place) moveTo(place)
    else if (domEvent.key === 'Enter' && rows.length > 0 && !domEvent.ctrlKey) onOpen(active)
    else return
    domEvent.preventDefault()
    domEvent.stopPropagation()
  }
  const isDrawn = active.row >= view.first && active.row < view.end
  return (
    <div
      ref={attachGrid}
      role="grid"
      tabIndex={0}
      className={busy ? 'table-frame result-grid result-grid-busy' : 'table-frame result-grid'}
      aria-label="Result"
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      aria-busy={busy}
      aria-activedescendant={isDrawn ? cellId(active) : undefined}
      style={{ blockSize: HEADER_HEIGHT + Math.max(1, rows.length) * ROW_HEIGHT + SCROLLBAR }}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className="result-grid__head">
        <div role="row" aria-rowindex={1} className="result-grid__header" style={template}>
          {columns.map(({ name, type, isNumber }, at) => (
            <div
              // oxlint-disable-next-line react/no-array-index-key -- names may be equal
              key={at}
              role="columnheader"
              aria-colindex={at + 1}
              title={`${spellOutInvisible(name)}: ${type}`}
              className={isNumber ? 'result-grid__name result-grid__name-number' : 'result-grid__name'}
            >
              {spellOutInvisible(name)}
            </div>
          ))}
        </div>
      </div>
      <div
        role="rowgroup"
        className="result-grid__rows"
        style={{ blockSize: view.spacerHeight }}
        onClick={(domEvent) => {
          const place = placeOf(domEvent)
          if (place) setActive(place)
        }}
        onDoubleClick={(domEvent) => {
          const place = placeOf(domEvent)
          if (place) onOpen(place)
        }}
      >
        {rows.slice(view.first, view.end).map((row, offset) => {
          const index = view.first + offset
          return (
            <div
              key={index % view.pool}
              role="row"
              aria-rowindex={index + 2}
              className="result-grid__row"
              style={{ ...template, insetBlockStart: view.top(index) }}
            >
              {columns.map((column, at) => (
                <ResultCell
                  // oxlint-disable-next-line react/no-array-index-key -- columns of one result never move
                  key={at}
                  id={cellId({ row: index, column: at })}
                  place={{ row: index, column: at }}
                  column={column}
                  cell={row[at]}
                  width={widths[at]!}
                  isActive={index === active.row && at === active.column}
                  onOpen={onOpen}
                />
              ))}
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** Below the rows, if there is a horizontal one; and the borders. */
const SCROLLBAR = 18

function placeOf({ target }: MouseEvent): CellPlace | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null
  if (!cell) return null
  return { row: Number(cell.dataset['row']), column: Number(cell.dataset['column']) }
}

/** Scrolls sideways until the column is in view. */
function revealColumn(grid: HTMLElement | null, widths: readonly number[], column: number): void {
  if (!grid) return
  const start = widths.slice(0, column).reduce((sum, width) => sum + width, 0)
  const end = start + widths[column]!
  if (start < grid.scrollLeft) grid.scrollLeft = start
  else if (end > grid.scrollLeft + grid.clientWidth) grid.scrollLeft = Math.min(start, end - grid.clientWidth)
}
