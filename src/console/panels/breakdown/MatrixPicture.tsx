import type { EventBreakdownResponse } from '../../../api/eventBreakdown.ts'
import type { FieldGroups } from '../../../filter/answers.ts'
import { fitText } from '../../ui/chart/chartLegend.ts'
import { measureText } from '../../ui/chart/measureText.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { formatCount } from '../../ui/numbers.ts'
import { groupName, groupsOf, type CountedGroup } from './groups.ts'
import { mostOf, shadeOf } from './shades.ts'
import '../../ui/chart/chart.css'

export interface MatrixPictureProps {
  readonly response: EventBreakdownResponse
  readonly and: FieldGroups
  readonly cells: readonly (readonly number[])[]
}

const isValue = ({ group }: CountedGroup): boolean => group.kind === 'value'

const ROW = 26
const COLUMN = 74
const NAMES_AT_MOST = 260
/** The names of columns rise at this angle, so that they can be longer than a column is wide. */
const ANGLE = 40

/** The matrix as a drawing, to be saved. */
export function MatrixPicture({ response: { by, count }, and, cells }: MatrixPictureProps) {
  const measure = measureText('12px')
  const rows = groupsOf(by)
  const columns = groupsOf(and)
  const most = mostOf(by, and, cells)
  const nameOf = ({ group }: CountedGroup) =>
    fitText(spellOutInvisible(groupName(group)), NAMES_AT_MOST, measure)
  const widest = (names: readonly string[]) => Math.max(0, ...names.map(measure))
  const left = Math.ceil(widest(rows.map(nameOf))) + 16
  const rising = widest(columns.map(nameOf))
  const top = Math.ceil(rising * Math.sin((ANGLE * Math.PI) / 180)) + 20
  const right = left + COLUMN * (columns.length + 1)
  const x = (column: number) => left + COLUMN * column
  const y = (row: number) => top + ROW * row
  const number = (row: number, column: number, events: number) => (
    <text
      key={`${row} ${column}`}
      className="chart__name"
      x={x(column + 1) - 8}
      y={y(row) + 17}
      textAnchor="end"
    >
      {formatCount(events)}
    </text>
  )
  return (
    <svg
      className="chart__drawing"
      width={right + Math.ceil(rising * Math.cos((ANGLE * Math.PI) / 180))}
      height={y(rows.length + 1)}
    >
      {[...columns.map(nameOf), 'Events'].map((name, column) => (
        <text
          key={column} // oxlint-disable-line react/no-array-index-key -- names may be equal
          className="chart__name"
          transform={`translate(${x(column) + COLUMN / 2} ${top - 8}) rotate(-${ANGLE})`}
        >
          {name}
        </text>
      ))}
      {rows.map((row, rowAt) => (
        <g key={row.index}>
          {columns.map(
            (column, columnAt) =>
              isValue(row) &&
              isValue(column) && (
                <rect
                  key={column.index}
                  x={x(columnAt)}
                  y={y(rowAt)}
                  width={COLUMN - 1}
                  height={ROW - 1}
                  style={{
                    fill: shadeOf(cells[row.index]![column.index]!, most, 'var(--background-container)'),
                  }}
                />
              ),
          )}
          <text className="chart__name" x={0} y={y(rowAt) + 17}>
            {nameOf(row)}
          </text>
          {columns.map((column, columnAt) => number(rowAt, columnAt, cells[row.index]![column.index]!))}
          {number(rowAt, columns.length, row.count)}
        </g>
      ))}
      <line className="chart__grid" x1={0} x2={right} y1={y(rows.length)} y2={y(rows.length)} />
      <text className="chart__name" x={0} y={y(rows.length) + 17}>
        Events
      </text>
      {columns.map((column, columnAt) => number(rows.length, columnAt, column.count))}
      {number(rows.length, columns.length, count)}
    </svg>
  )
}
