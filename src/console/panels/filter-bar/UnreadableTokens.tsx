import Button from '@cloudscape-design/components/button'
import type { Filter, UnreadableToken } from '../../../filter/filter.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import './UnreadableTokens.css'

export interface UnreadableTokensProps {
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
}

/**
 * Conditions in the address that cannot be read. They are kept and shown, so that nothing is
 * dropped silently.
 */
export function UnreadableTokens({ filter, onFilter }: UnreadableTokensProps) {
  const unreadable = filter.tokens.filter((token): token is UnreadableToken => token.kind === 'unreadable')
  if (unreadable.length === 0) return null
  const remove = (token: UnreadableToken) =>
    onFilter({ ...filter, tokens: filter.tokens.filter((each) => each !== token) })
  return (
    <ul className="unreadable-tokens" aria-label="Invalid conditions">
      {unreadable.map((token) => (
        <li key={`${token.key}=${token.value}`} className="unreadable-token">
          <code>
            <SafeText text={`${token.key}=${token.value}`} />
          </code>
          <span>
            <SafeText text={token.reason} />
          </span>
          <Button
            variant="inline-icon"
            iconName="close"
            ariaLabel={`Remove ${spellOutInvisible(`${token.key}=${token.value}`)}`}
            onClick={() => remove(token)}
          />
        </li>
      ))}
    </ul>
  )
}
