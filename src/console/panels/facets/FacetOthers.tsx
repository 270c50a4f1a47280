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
 * What the filter asks of the field that no value stands for. The counts leave it out of account,
 * as they do all of its tokens.
 */
export function FacetOthers({ tokens, filter, onFilter }: FacetOthersProps) {
  if (tokens.length === 0) return null
  return (
    <ul className="facet-others">
      {tokens.map((token) => (
        <li key={token.operator + token.value}>
          <span>also filtered:</span>
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
