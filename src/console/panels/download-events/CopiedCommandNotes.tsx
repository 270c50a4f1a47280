import Alert from '@cloudscape-design/components/alert'
import { printFilter } from '../../../filter/params.ts'
import type { Filter } from '../../../filter/filter.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { closeCopiedCommandNotes, useCopiedCommandNotes } from './useCopiedCommandNotes.ts'
import './CopiedCommandNotes.css'

/**
 * In what the copied command differs from the filter. The page says it, since no comment inside the
 * command would be safe in every shell.
 */
export function CopiedCommandNotes({ filter }: { readonly filter: Filter }) {
  const copied = useCopiedCommandNotes()
  if (copied.filter === null || copied.notes.length === 0) return null
  if (printFilter(copied.filter) !== printFilter(filter)) return null
  return (
    <Alert
      header="About the copied command"
      dismissible
      dismissAriaLabel="Close"
      onDismiss={closeCopiedCommandNotes}
    >
      <ul className="copied-command-notes" tabIndex={0} aria-label="Notes on the copied command">
        {copied.notes.map((note) => (
          <li key={note}>
            <SafeText text={note} />
          </li>
        ))}
      </ul>
    </Alert>
  )
}
