import Button from '@cloudscape-design/components/button'
import type { Hint } from '../../../filter/hints.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import './FilterHints.css'

export interface FilterHintsProps {
  /** The line that the hints are about. */
  readonly text: string
  readonly hints: readonly Hint[]
  /** The line with what a hint offers. */
  readonly onText: (text: string) => void
}

/**
 * Conditions that probably mean something else than they say, each with the right form to apply.
 */
export function FilterHints({ text, hints, onText }: FilterHintsProps) {
  if (hints.length === 0) return null
  return (
    <ul className="filter-hints" aria-label="Hints">
      {hints.map(({ from, to, message, instead }) => (
        <li key={from} className="filter-hints__hint">
          <code>
            <SafeText text={text.slice(from, to)} />
          </code>{' '}
          <SafeText text={message} />{' '}
          {instead !== null && (
            <Button
              variant="inline-link"
              onClick={() => onText(text.slice(0, from) + instead + text.slice(to))}
            >
              Use <SafeText text={instead} />
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
