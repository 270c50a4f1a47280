import { useRef, useState, type FocusEvent, type KeyboardEvent } from 'react'
import type { EventBreakdownResponse } from '../../../api/eventBreakdown.ts'
import { labelOf } from '../../../cloudtrail/fields.ts'
import type { FieldGroups } from '../../../filter/answers.ts'
import type { Filter } from '../../../filter/filter.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { inGroup } from './groupFilter.ts'
import { GroupLink } from './GroupLink.tsx'
import { GroupName } from './GroupName.tsx'
import { groupName, groupsOf, type CountedGroup } from './groups.ts'
import { movedInMatrix } from './matrixKeys.ts'
import { mostOf, shadeOf } from './shades.ts'
import './ValueMatrix.css'

export interface ValueMatrixProps {
  readonly response: EventBreakdownResponse
  readonly and: FieldGroups
  readonly cells: readonly (readonly number[])[]
  /** The filter whose events were counted. */
  readonly filter: Filter
}

/**
 * Each value of a field against each of another: how many events have both. One tab stop, in which
 * the arrow keys move; it scrolls within itself.
 */
export function ValueMatrix({ response: { by, count }, and, cells, filter }: ValueMatrixProps) {
  const table = useRef<HTMLTableElement>(null)
  const [stop, setStop] = useState<readonly [row: number, column: number]>([0, 0])
  const rows = groupsOf(by)
  const columns = groupsOf(and)
  const most = mostOf(by, and, cells)
  const isStop = (row: number, column: number) =>
    Math.min(stop[0], rows.length) === row && Math.min(stop[1], columns.length) === column

  const onKeyDown = (domEvent: KeyboardEvent) => {
    const to = movedInMatrix(domEvent, stop, [rows.length, columns.length])
    if (!to) return
    domEvent.preventDefault()
    const cell = table.current?.rows[to[0] + 1]?.cells[to[1] + 1]
    ;(cell?.querySelector('a') ?? cell)?.focus()
  }
  const onFocus = (domEvent: FocusEvent) => {
    const cell = domEvent.target.closest('td')
    if (cell) setStop([(cell.parentElement as HTMLTableRowElement).rowIndex - 1, cell.cellIndex - 1])
  }
  const number = (row: number, column: number, events: number, of: Filter | null, name: string) => (
    <td
      key={column}
      tabIndex={events === 0 ? (isStop(row, column) ? 0 : -1) : undefined}
      style={
        rows[row]?.group.kind === 'value' && columns[column]?.group.kind === 'value'
          ? { background: shadeOf(events, most, 'transparent') }
          : undefined
      }
    >
      {events === 0 ? (
        <span className="value-matrix__zero">0</span>
      ) : (
        <GroupLink count={events} filter={of} name={name} tabIndex={isStop(row, column) ? 0 : -1} />
      )}
    </td>
  )
  const nameOf = ({ group }: CountedGroup) => spellOutInvisible(groupName(group))
  return (
    <div className="value-matrix">
      <table
        ref={table}
        role="grid"
        aria-label={`Events by ${labelOf(by.field)} and ${labelOf(and.field)}`}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
      >
        <thead>
          <tr>
            <th scope="col" className="value-matrix__corner">
              <span>{labelOf(and.field)} →</span>
              <span>{labelOf(by.field)} ↓</span>
            </th>
            {columns.map((column) => (
              <th key={column.index} scope="col" title={nameOf(column)}>
                <span className="value-matrix__name">
                  <GroupName group={column.group} />
                </span>
              </th>
            ))}
            <th scope="col">Events</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, rowAt) => {
            const ofRow = inGroup(filter, by, row.group)
            return (
              <tr key={row.index}>
                <th scope="row" title={nameOf(row)}>
                  <span className="value-matrix__name">
                    <GroupName group={row.group} />
                  </span>
                </th>
                {columns.map((column, columnAt) =>
                  number(
                    rowAt,
                    columnAt,
                    cells[row.index]![column.index]!,
                    ofRow && inGroup(ofRow, and, column.group),
                    `${nameOf(row)}, ${nameOf(column)}`,
                  ),
                )}
                {number(rowAt, columns.length, row.count, ofRow, nameOf(row))}
              </tr>
            )
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Events</th>
            {columns.map((column, columnAt) =>
              number(rows.length, columnAt, column.count, inGroup(filter, and, column.group), nameOf(column)),
            )}
            {number(rows.length, columns.length, count, filter, 'All events')}
          </tr>
        </tfoot>
      </table>
    </div>
  )
}
