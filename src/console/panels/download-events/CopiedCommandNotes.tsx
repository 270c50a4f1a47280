import Alert from '@cloudscape-design/components/alert'
import { printFilter } from '../../../filter/params.ts'
import type { Filter } from '../../../filter/filter.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { closeCommandNotes, useCommandNotes } from './useCommandNotes.ts'
import './CopiedCommandNotes.css'

/** In what the command that was just copied differs from the filter. It is said here, since no comment is safe in every shell. */
export function CopiedCommandNotes({ filter }: { readonly filter: Filter }) {
  const copied = useCommandNotes()
  if (copied.filter === null || copied.notes.length === 0) return null
  if (printFilter(copied.filter) !== printFilter(filter)) return null
  return (
    <Alert
      header="About the copied command"
      dismissible
      dismissAriaLabel="Close"
      onDismiss={closeCommandNotes}
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
