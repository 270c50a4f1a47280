import type { EventNotes } from '../../../cloudtrail/eventNotes.ts'
import { formatCount } from '../../ui/numbers.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { Icon } from '../../ui/Icon.tsx'
import './NoteMarks.css'

export interface NoteMarksProps {
  readonly notes: EventNotes
  /** The columns of the list: notes that have a column of their own are not repeated. */
  readonly columns: readonly string[]
}

/** How much of a comment the tooltip shows. */
const MOST_OF_COMMENT = 500

/** Tags and comment of an event, beside its name. */
export function NoteMarks({ notes, columns }: NoteMarksProps) {
  const tags = columns.includes('tag') ? [] : notes.tags
  const comment = columns.includes('comment') ? '' : notes.comment
  const [first, ...others] = tags
  return (
    <>
      {first !== undefined && (
        <span className="note-marks-tag" data-field="tag" title={tags.map(spellOutInvisible).join(', ')}>
          <span className="visually-hidden">Tag: </span>
          <SafeText text={first} />
          {others.length > 0 && ` +${formatCount(others.length)}`}
        </span>
      )}
      {comment !== '' && (
        <span
          className="note-marks-comment"
          data-field="comment"
          title={spellOutInvisible(comment.slice(0, MOST_OF_COMMENT))}
        >
          <span className="visually-hidden">Has a comment</span>
          <Icon>
            <path d="M2 2.5h12v8.5H7l-3 2.7V11H2z" />
          </Icon>
        </span>
      )}
    </>
  )
}
