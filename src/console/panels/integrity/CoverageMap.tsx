import { useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import type { CoverageResponse } from '../../../api/integrity.ts'
import { countOf } from '../../ui/numbers.ts'
import { QuietButton } from '../../ui/QuietButton.tsx'
import { SafeText } from '../../ui/SafeText.tsx'
import type { Zone } from '../../ui/time.ts'
import { useMeasured } from '../../ui/useMeasured.ts'
import { cellWords, intervalWord, mostEvents, rowName, type CellPlace } from './coverageCells.ts'
import { CoverageLegend } from './CoverageLegend.tsx'
import { coverageTicks } from './coverageTicks.ts'
import { drawCoverage, ROW_HEIGHT } from './drawCoverage.ts'
import './CoverageMap.css'

export interface CoverageMapProps {
  readonly coverage: CoverageResponse
  /** The cell that is named in the address. */
  readonly selected: CellPlace | null
  readonly zone: Zone
  /** The map is drawn again when it changes. */
  readonly isDark: boolean
  /** Shows the events of a cell. */
  readonly onCell: (cell: CellPlace) => void
  /** Shows the events of an account and Region. */
  readonly onRow: (row: number) => void
}

const LEAST_WIDTH = 8
const MOST_WIDTH = 24
/** Rows shown at first. */
const FIRST_ROWS = 25
const CELL_ID = 'coverage-active-cell'

/**
 * Account and Region by time: how many events, and what digest files say. A canvas, since there may
 * be a hundred thousand cells; only the visible part is drawn. The active cell is an element, for
 * screen readers and the focus.
 */
export function CoverageMap({ coverage, selected, zone, isDark, onCell, onRow }: CoverageMapProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [width, setWidth] = useState(0)
  const [scrolled, setScrolled] = useState(0)
  const [showsAll, setShowsAll] = useState(false)
  const [pointed, setPointed] = useState<CellPlace | null>(null)
  const columns = coverage.startTimes.length
  const rows = showsAll ? coverage.rows.length : Math.min(FIRST_ROWS, coverage.rows.length)
  const [moved, setActive] = useState<CellPlace | null>(selected)
  const active = {
    row: Math.min(moved?.row ?? 0, rows - 1),
    column: Math.min(moved?.column ?? columns - 1, columns - 1),
  }
  const cellWidth = Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, width / Math.max(1, columns)))
  const whole = cellWidth * columns
  const most = useMemo(() => mostEvents(coverage), [coverage])

  useMeasured(scroller, (element) => setWidth(element.clientWidth))

  // A new map begins at its newest end, or at the selected cell.
  useLayoutEffect(() => {
    const element = scroller.current
    if (element && width > 0)
      element.scrollLeft = selected ? selected.column * cellWidth - width / 2 : element.scrollWidth
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only when the columns change
  }, [columns, coverage.interval, width > 0])

  useLayoutEffect(() => {
    if (canvas.current && width > 0)
      drawCoverage(canvas.current, coverage, { cellWidth, width, scrolled, rows, most })
  }, [coverage, cellWidth, width, scrolled, rows, most, isDark])

  const activate = (cell: CellPlace) => {
    const to = {
      row: Math.min(Math.max(cell.row, 0), rows - 1),
      column: Math.min(Math.max(cell.column, 0), columns - 1),
    }
    setActive(to)
    setPointed(null)
    const element = scroller.current
    if (!element) return
    const [left, right] = [to.column * cellWidth, (to.column + 1) * cellWidth]
    if (left < element.scrollLeft) element.scrollLeft = left
    else if (right > element.scrollLeft + width) element.scrollLeft = right - width
  }

  const onKeyDown = (domEvent: KeyboardEvent) => {
    if (domEvent.ctrlKey || domEvent.metaKey || domEvent.altKey) return
    if (domEvent.key === 'Enter') onCell(active)
    else {
      const to = movedBy(domEvent.key, active, columns)
      if (!to) return
      activate(to)
    }
    domEvent.preventDefault()
    domEvent.stopPropagation()
  }

  const cellUnder = (domEvent: MouseEvent): CellPlace | null => {
    const box = scroller.current!.getBoundingClientRect()
    const column = Math.floor((domEvent.clientX - box.left + scrolled) / cellWidth)
    const row = Math.floor((domEvent.clientY - box.top) / ROW_HEIGHT)
    return row >= 0 && row < rows && column >= 0 && column < columns ? { row, column } : null
  }

  const ticks = coverageTicks(coverage, cellWidth, zone)
  return (
    <div className="coverage-map">
      <CoverageLegend interval={intervalWord(coverage)} />
      <div className="coverage-map__body">
        <ul className="coverage-map__rows" aria-label="Accounts and Regions">
          {coverage.rows.slice(0, rows).map((row, index) => (
            <li key={rowName(row)} style={{ blockSize: ROW_HEIGHT }}>
              <QuietButton
                className="coverage-map__row"
                title={`Show the events of ${rowName(row)}`}
                onClick={() => onRow(index)}
              >
                <SafeText text={rowName(row)} />
              </QuietButton>
            </li>
          ))}
        </ul>
        <div
          ref={scroller}
          className="coverage-map__cells"
          role="grid"
          tabIndex={0}
          aria-label="Coverage by account, Region and time"
          aria-rowcount={rows}
          aria-colcount={columns}
          aria-activedescendant={CELL_ID}
          onKeyDown={onKeyDown}
          onScroll={({ currentTarget }) => setScrolled(currentTarget.scrollLeft)}
          onMouseMove={(domEvent) => setPointed(cellUnder(domEvent))}
          onMouseLeave={() => setPointed(null)}
          onClick={(domEvent) => {
            const cell = cellUnder(domEvent)
            if (cell) onCell(cell)
          }}
        >
          <canvas
            ref={canvas}
            className="coverage-map__canvas"
            style={{ inlineSize: width, blockSize: rows * ROW_HEIGHT }}
            aria-hidden="true"
          />
          <div className="coverage-map__width" style={{ inlineSize: whole }} />
          <div className="coverage-map__ticks" style={{ inlineSize: whole }} aria-hidden="true">
            {ticks.map(({ column, label }) => (
              <span key={column} style={{ insetInlineStart: column * cellWidth }}>
                {label}
              </span>
            ))}
          </div>
          <div role="row" aria-rowindex={active.row + 1} className="coverage-map__active-row">
            <div
              id={CELL_ID}
              role="gridcell"
              aria-colindex={active.column + 1}
              aria-label={cellWords(coverage, active, zone)}
              className="coverage-map__active"
              style={{
                insetInlineStart: active.column * cellWidth,
                insetBlockStart: active.row * ROW_HEIGHT,
                inlineSize: cellWidth,
                blockSize: ROW_HEIGHT,
              }}
            />
          </div>
        </div>
      </div>
      <p className="coverage-map__words">
        <SafeText text={cellWords(coverage, pointed ?? active, zone)} />
      </p>
      {coverage.rows.length > FIRST_ROWS && (
        <QuietButton onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? `Show ${FIRST_ROWS} rows` : `Show all ${countOf(coverage.rows.length, 'row')}`}
        </QuietButton>
      )}
    </div>
  )
}

/** How many columns a page is. */
const PAGE_COLUMNS = 24

function movedBy(key: string, { row, column }: CellPlace, columns: number): CellPlace | null {
  switch (key) {
    case 'ArrowLeft':
      return { row, column: column - 1 }
    case 'ArrowRight':
      return { row, column: column + 1 }
    case 'ArrowUp':
      return { row: row - 1, column }
    case 'ArrowDown':
      return { row: row + 1, column }
    case 'PageUp':
      return { row, column: column - PAGE_COLUMNS }
    case 'PageDown':
      return { row, column: column + PAGE_COLUMNS }
    case 'Home':
      return { row, column: 0 }
    case 'End':
      return { row, column: columns - 1 }
    default:
      return null
  }
}
