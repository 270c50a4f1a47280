import type { MouseEvent, ReactNode } from 'react'
import { token } from '../../../filter/edit.ts'
import type { Token } from '../../../filter/filter.ts'
import { asksForMenu } from '../../ui/asksForMenu.ts'
import { CopyButton } from './CopyButton.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { ValueBoundary } from '../../ui/ValueBoundary.tsx'
import { belowElement, type OnMenu } from './onMenu.ts'
import './DetailValue.css'

export interface DetailValueProps {
  readonly label: string
  /** Null is shown as `-`. */
  readonly value: string | null
  /** The field for filters; undefined when there is nothing to filter by. */
  readonly field?: string | undefined
  /** Takes the full width of the block. */
  readonly wide?: boolean
  /** Shown instead of the value, which is still what is copied. */
  readonly children?: ReactNode
  readonly onFilter: (token: Token) => void
  readonly onMenu: OnMenu
}

/** A term and its value, with its actions on hover and focus. */
export function DetailValue({
  label,
  value,
  field,
  wide = false,
  children,
  onFilter,
  onMenu,
}: DetailValueProps) {
  const filterBy = (operator: Token['operator']) => () => {
    if (field !== undefined && value !== null) onFilter(token(field, operator, value))
  }
  const picked = value === null ? [] : [{ field: field ?? '', value }]
  const onContextMenu = (domEvent: MouseEvent) => {
    if (value === null || !asksForMenu(domEvent)) return
    domEvent.preventDefault()
    const { clientX, clientY } = domEvent
    onMenu(picked, { x: clientX, y: clientY, returnTo: null })
  }
  return (
    <div className="detail-value" data-wide={wide || undefined} onContextMenu={onContextMenu}>
      <dt className="detail-value__label">{label}</dt>
      <dd className="detail-value__value">
        {value === null ? (
          '-'
        ) : (
          <ValueBoundary of={value}>
            <span className="detail-value__text">{children || <SafeText text={value} />}</span>
            <span className="detail-value__actions">
              <CopyButton text={value} what={label} skipped />
              {field !== undefined && <FilterButtons label={label} value={value} onFilter={filterBy} />}
              <IconButton
                icon="more"
                label={`More with ${label}`}
                onClick={({ currentTarget }) => onMenu(picked, belowElement(currentTarget))}
              />
            </span>
          </ValueBoundary>
        )}
      </dd>
    </div>
  )
}

interface FilterButtonsProps {
  readonly label: string
  readonly value: string
  readonly onFilter: (operator: Token['operator']) => () => void
}

function FilterButtons({ label, value, onFilter }: FilterButtonsProps) {
  const text = spellOutInvisible(value)
  return (
    <>
      <IconButton icon="filter" label={`Filter: ${label} is ${text}`} onClick={onFilter('=')} skipped />
      <IconButton icon="exclude" label={`Filter: ${label} is not ${text}`} onClick={onFilter('!=')} skipped />
    </>
  )
}
