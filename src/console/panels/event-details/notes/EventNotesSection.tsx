import { useState, type MouseEvent } from 'react'
import { lastChange, type NotesChange } from '../../../../cloudtrail/eventNotes.ts'
import type { CloudTrailEvent } from '../../../../cloudtrail/event.ts'
import { useCommands } from '../../../models/commands/useCommands.ts'
import { usePreferences } from '../../../models/preferences/usePreferences.ts'
import { noteEvent, useOpenedNotes, useTags } from '../../../models/queries/notes.ts'
import { announce } from '../../../ui/announce.ts'
import { asksForMenu } from '../../../ui/asksForMenu.ts'
import { ByWhom } from '../../../ui/ByWhom.tsx'
import { spellOutInvisible } from '../../../ui/invisibleCharacters.ts'
import { QuietButton } from '../../../ui/QuietButton.tsx'
import { TagInput } from '../../../ui/TagInput.tsx'
import { SafeText } from '../../../ui/SafeText.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { belowElement, type OnMenu } from '../onMenu.ts'
import { useCommentDrafts } from './commentDrafts.ts'
import { EventComment } from './EventComment.tsx'
import './EventNotesSection.css'

export interface EventNotesSectionProps {
  readonly event: CloudTrailEvent
  readonly onMenu: OnMenu
}

/** Star, tags and comment of the opened event; without any, only the buttons that add them. */
export function EventNotesSection({ event, onMenu }: EventNotesSectionProps) {
  const { notes, isChecked } = useOpenedNotes(event)
  const tags = useTags()
  const zone = usePreferences((preferences) => preferences.zone)
  const hasDraft = useCommentDrafts((drafts) => event.id in drafts)
  const [timesAsked, setTimesAsked] = useState(0)
  const isOpen = timesAsked > 0 || hasDraft || notes.tags.length > 0 || notes.comment !== ''
  const addNote = () => setTimesAsked((times) => times + 1)
  useCommands({ addNote })
  const note = async (change: NotesChange): Promise<boolean> => {
    try {
      await noteEvent(event.id, change)
      return true
    } catch (problem) {
      announce(`Note not saved: ${(problem as Error).message}`)
      return false
    }
  }
  const valuesOf = (tag: string) => [{ field: 'tag', value: tag }]
  return (
    <div className="event-notes">
      <div className="event-notes__line">
        <button
          type="button"
          className="event-notes__star"
          aria-pressed={notes.starred}
          onClick={() => void note({ starred: !notes.starred })}
        >
          <span aria-hidden="true">{notes.starred ? '★' : '☆'}</span> {notes.starred ? 'Starred' : 'Star'}
        </button>
        {notes.tags.length > 0 && (
          <ul className="event-notes__tags" aria-label="Tags">
            {notes.tags.map((tag) => (
              <li
                key={tag}
                className="event-notes__tag"
                onContextMenu={(domEvent: MouseEvent) => {
                  if (!asksForMenu(domEvent)) return
                  domEvent.preventDefault()
                  onMenu(valuesOf(tag), { x: domEvent.clientX, y: domEvent.clientY, returnTo: null })
                }}
              >
                <SafeText text={tag} />
                <IconButton
                  icon="more"
                  label={`Actions for the tag ${spellOutInvisible(tag)}`}
                  onClick={({ currentTarget }) => onMenu(valuesOf(tag), belowElement(currentTarget))}
                />
                <IconButton
                  icon="cross"
                  label={`Remove the tag ${spellOutInvisible(tag)}`}
                  onClick={() => void note({ tags: notes.tags.filter((each) => each !== tag) })}
                />
              </li>
            ))}
          </ul>
        )}
        {!isOpen && <QuietButton onClick={addNote}>Add note</QuietButton>}
        {isOpen && (
          <TagInput
            label="Add a tag"
            suggestions={tags.filter((tag) => !notes.tags.includes(tag))}
            onEnter={(words) => note({ tags: [...notes.tags, ...words] })}
          />
        )}
        {notes.changedBy !== undefined && (
          <span className="event-notes__by">
            Last changed by <ByWhom name={notes.changedBy} at={lastChange(notes)} zone={zone} />
          </span>
        )}
      </div>
      {isOpen && (
        <EventComment
          id={event.id}
          comment={isChecked ? notes.comment : undefined}
          focusRequest={timesAsked}
        />
      )}
    </div>
  )
}
