import type { CSSProperties, KeyboardEvent } from 'react'
import { integrityInWords } from '../../../cloudtrail/integrityInWords.ts'
import { splitServiceName } from '../../../cloudtrail/serviceName.ts'
import { countOf, formatCount } from '../../ui/numbers.ts'
import type { FacetRow } from './facetRows.ts'
import { FacetText, said } from './FacetText.tsx'
import './FacetValue.css'

export interface FacetValueProps extends FacetRow {
  readonly field: string
  /** The count as a share of the greatest count in the facet, from 0 to 1. */
  readonly share: number
  /** Whether Tab stops here; the arrow keys reach the other values. */
  readonly isTabStop: boolean
  readonly onFocus: () => void
  readonly onInclude: () => void
  readonly onExclude: () => void
  readonly onOnly: () => void
}

/**
 * One value. A click includes it; the buttons that appear on hover or focus show only this value,
 * or exclude it.
 */
export function FacetValue(props: FacetValueProps) {
  const { field, value, count, choice, share, isTabStop, onFocus, onInclude, onExclude, onOnly } = props
  const words = field === 'integrity' ? integrityInWords(value) : null
  const name = value === '' ? 'none' : (words?.label ?? said(value))
  const style: CSSProperties & Record<'--share', number> = { '--share': share }

  const onKeyDown = (domEvent: KeyboardEvent) => {
    if (domEvent.ctrlKey || domEvent.metaKey || domEvent.altKey) return
    const act = { '-': onExclude, Delete: onExclude, o: onOnly }[domEvent.key]
    if (!act) return
    domEvent.preventDefault()
    act()
  }

  return (
    <li
      className={`facet-value${choice ? ` facet-value-${choice}` : ''}`}
      style={style}
      data-facet-row=""
      onFocus={onFocus}
      onKeyDown={onKeyDown}
    >
      <button
        type="button"
        className="facet-value-include"
        role="checkbox"
        aria-checked={choice === 'included'}
        aria-label={`${name}${choice === 'excluded' ? ', excluded' : ''}, ${count === undefined ? 'counting' : countOf(count, 'event')}`}
        data-facet-stop=""
        tabIndex={isTabStop ? 0 : -1}
        onClick={onInclude}
      >
        <span className="facet-value-sign" aria-hidden="true">
          {choice === 'included' ? '✓' : choice === 'excluded' ? '−' : ''}
        </span>
        {value === '' ? (
          <span className="facet-value-none">(none)</span>
        ) : (
          <FacetText
            text={field === 'eventSource' ? splitServiceName(value)[0] : (words?.label ?? value)}
            whole={words?.meaning ?? value}
          />
        )}
        <span className="facet-value-count">{count === undefined ? '' : formatCount(count)}</span>
      </button>
      <span className="facet-value-actions">
        <button
          type="button"
          tabIndex={-1}
          aria-label={`Only ${name}`}
          title="Show only this value (o)"
          onClick={onOnly}
        >
          Only
        </button>
        <button
          type="button"
          tabIndex={-1}
          aria-label={`Exclude ${name}`}
          aria-pressed={choice === 'excluded'}
          title={choice === 'excluded' ? 'Stop excluding this value (-)' : 'Exclude this value (-)'}
          onClick={onExclude}
        >
          Exclude
        </button>
      </span>
    </li>
  )
}
