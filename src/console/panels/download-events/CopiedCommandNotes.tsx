import { printFilter } from '../../../filter/params.ts'
import { useView } from '../../models/address/useView.ts'
import { Notice } from '../../ui/Notice.tsx'
import { SafeText } from '../../ui/SafeText.tsx'
import { closeCopiedCommandNotes, useCopiedCommandNotes } from './useCopiedCommandNotes.ts'
import './CopiedCommandNotes.css'

/**
 * How the copied command differs from the filter. Shown on the page, since no comment inside the
 * command would be safe in every shell.
 */
export function CopiedCommandNotes() {
  const filter = useView((view) => view.filter)
  const copied = useCopiedCommandNotes()
  if (copied.filter === null || copied.notes.length === 0) return null
  if (printFilter(copied.filter) !== printFilter(filter)) return null
  return (
    <Notice kind="info" title="About the copied command" onDismiss={closeCopiedCommandNotes}>
      <ul className="copied-command-notes" tabIndex={0} aria-label="Notes on the copied command">
        {copied.notes.map((note) => (
          <li key={note}>
            <SafeText text={note} />
          </li>
        ))}
      </ul>
    </Notice>
  )
}
