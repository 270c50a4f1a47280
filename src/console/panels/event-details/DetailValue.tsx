import type { MouseEvent } from 'react'
import { asksForMenu } from '../../ui/asksForMenu.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { SafeText } from '../../ui/SafeText.tsx'
import { showTime, type Zone } from '../../ui/time.ts'
import { ValueBoundary } from '../../ui/ValueBoundary.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import type { DetailRow } from './detailRows.ts'
import { belowElement, type OnMenu } from './onMenu.ts'
import { RelativeTime } from './RelativeTime.tsx'
import './DetailValue.css'

export interface DetailValueProps {
  readonly row: DetailRow
  readonly zone: Zone
  readonly onMenu: OnMenu
}

/** A value with more characters than this has a row of its own. */
const LONG = 100

/** A term and its value. One button, the value's only tab stop, opens the menu of the value. */
export function DetailValue({ row, zone, onMenu }: DetailValueProps) {
  const { label, value, field, wide, isPending } = row
  const isLong = value !== null && value.length > LONG
  const picked = value === null ? [] : [{ field: field ?? '', value }]
  const onContextMenu = (domEvent: MouseEvent) => {
    if (value === null || !asksForMenu(domEvent)) return
    domEvent.preventDefault()
    onMenu(picked, { x: domEvent.clientX, y: domEvent.clientY, returnTo: null })
  }
  return (
    <div className="detail-value" data-wide={wide || isLong || undefined} onContextMenu={onContextMenu}>
      <dt className="detail-value__label">{label}</dt>
      <dd className="detail-value__value">
        {isPending ? (
          <span className="detail-value__skeleton" />
        ) : (
          <ValueBoundary of={value}>
            <span className="detail-value__text">
              <Shown row={row} zone={zone} />
            </span>
            {value !== null && (
              <span className="detail-value__actions">
                <CopyButton text={value} what={label} pointerOnly />
                <IconButton
                  icon="more"
                  label={`Actions for ${label}`}
                  onClick={({ currentTarget }) => onMenu(picked, belowElement(currentTarget))}
                />
              </span>
            )}
          </ValueBoundary>
        )}
      </dd>
    </div>
  )
}

function Shown({ row, zone }: Pick<DetailValueProps, 'row' | 'zone'>) {
  const { value, shown, note, isError, isTime } = row
  if (shown !== undefined)
    return value === null ? <span className="detail-value__quiet">{shown}</span> : shown
  if (value === null) return '-'
  const time = isTime ? showTime(value, zone) : null
  if (time) {
    return (
      <time dateTime={value}>
        {time.time}{' '}
        <span className="detail-value__quiet">
          {time.zone} · <RelativeTime time={value} />
        </span>
      </time>
    )
  }
  return (
    <>
      <span className={isError ? 'detail-value__error' : undefined}>
        <SafeText text={value} />
      </span>
      {note !== undefined && (
        <span className="detail-value__quiet">
          {' '}
          (<SafeText text={note} />)
        </span>
      )}
    </>
  )
}
