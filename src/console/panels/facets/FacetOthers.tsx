import { removeToken } from '../../../filter/edit.ts'
import type { Filter, Token } from '../../../filter/filter.ts'
import { QuietButton } from '../../ui/QuietButton.tsx'
import { FacetText, said } from './FacetText.tsx'
import './FacetOthers.css'

export interface FacetOthersProps {
  readonly tokens: readonly Token[]
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
}

/**
 * The tokens of the field that are not shown as values. The counts ignore them, as they ignore all
 * tokens of the field.
 */
export function FacetOthers({ tokens, filter, onFilter }: FacetOthersProps) {
  if (tokens.length === 0) return null
  return (
    <ul className="facet-others">
      {tokens.map((token) => (
        <li key={token.operator + token.value}>
          <span>Also filtered:</span>
          <FacetText text={`${token.operator} ${token.value}`} />
          <QuietButton
            className="facet-button"
            aria-label={`Remove ${token.operator} ${said(token.value)}`}
            onClick={() => onFilter(removeToken(filter, token))}
          >
            ✕
          </QuietButton>
        </li>
      ))}
    </ul>
  )
}
