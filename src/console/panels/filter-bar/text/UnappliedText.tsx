import Button from '@cloudscape-design/components/button'
import type { Filter } from '../../../../filter/filter.ts'
import { SafeText } from '../../../ui/SafeText.tsx'
import { draftOf, isUnapplied } from './filterDraft.ts'
import { readLine } from './readLine.ts'
import { keepDraft, useFilterDraft } from './useFilterDraft.ts'
import './UnappliedText.css'

export interface UnappliedTextProps {
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
  readonly onEdit: () => void
}

/** Shows, beside the tokens, filter text that was typed but not applied, so that it is not lost. */
export function UnappliedText({ filter, onFilter, onEdit }: UnappliedTextProps) {
  const draft = useFilterDraft(filter)
  if (!isUnapplied(draft)) return null
  return (
    <div className="unapplied-text" role="group" aria-label="Text that is not applied">
      <span className="unapplied-text-note">Not applied</span>
      <code>
        <SafeText text={draft.text.length > SHOWN ? `${draft.text.slice(0, SHOWN)}…` : draft.text} />
      </code>
      <Button variant="inline-link" onClick={() => onFilter(readLine(draft.text).filter)}>
        Apply
      </Button>
      <Button variant="inline-link" onClick={onEdit}>
        Edit
      </Button>
      <Button variant="inline-link" onClick={() => keepDraft(draftOf(filter))}>
        Discard
      </Button>
    </div>
  )
}

/** Enough characters to recognise it. */
const SHOWN = 300
