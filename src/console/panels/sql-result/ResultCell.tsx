import { followLink } from '../../models/address/followLink.ts'
import { addressOf, go } from '../../models/address/useView.ts'
import { marked } from '../../ui/SafeText.tsx'
import { ValueBoundary } from '../../ui/ValueBoundary.tsx'
import { linkOfCell } from './cellLinks.ts'
import { isCut } from './columnWidths.ts'
import type { CellPlace } from './gridKeys.ts'
import { cellText, type ResultColumn } from './resultColumns.ts'

export interface ResultCellProps {
  readonly id: string
  readonly place: CellPlace
  readonly column: ResultColumn
  readonly cell: unknown
  /** Of the column, in pixels. */
  readonly width: number
  readonly isActive: boolean
  readonly onOpen: (place: CellPlace) => void
}

/** More is only in the whole value. */
const DRAWN = 500

/** A cell of the result: its value, which may be a link, and a button for the whole of it where it is cut off. */
export function ResultCell({ id, place, column, cell, width, isActive, onOpen }: ResultCellProps) {
  const text = cellText(cell)
  const cut = text !== null && isCut(text, width)
  return (
    <div
      id={id}
      role="gridcell"
      aria-colindex={place.column + 1}
      data-row={place.row}
      data-column={place.column}
      data-active={isActive || undefined}
      className={column.isNumber ? 'result-cell result-cell-number' : 'result-cell'}
    >
      <ValueBoundary of={cell}>
        <CellValue column={column} cell={cell} />
      </ValueBoundary>
      {cut && (
        <button
          type="button"
          tabIndex={-1}
          className="result-cell__whole"
          aria-label="Show the whole value"
          title="Show the whole value"
          onClick={() => onOpen(place)}
        >
          …
        </button>
      )}
    </div>
  )
}

function CellValue({ column, cell }: Pick<ResultCellProps, 'column' | 'cell'>) {
  const text = cellText(cell)
  if (text === null) return <NullValue />
  const drawn = <bdi className="result-cell__text">{marked(text.slice(0, DRAWN))}</bdi>
  const link = linkOfCell(column, cell)
  if (!link) return drawn
  return (
    <a
      href={addressOf(link.page)}
      tabIndex={-1}
      title={link.label}
      className="result-cell__link"
      onClick={(domEvent) => followLink(domEvent, () => go(link.page))}
    >
      {drawn}
    </a>
  )
}

/** Unlike the text NULL. */
export const NullValue = () => (
  <span className="result-cell__null" title="No value">
    NULL
  </span>
)
