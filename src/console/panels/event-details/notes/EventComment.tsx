import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { MAX_COMMENT_LENGTH } from '../../../../cloudtrail/eventNotes.ts'
import { SafeText } from '../../../ui/SafeText.tsx'
import { saveComment, saveWritten, useCommentDrafts, writeComment } from './commentDrafts.ts'
import './EventComment.css'

export interface EventCommentProps {
  readonly id: string
  /** The saved comment; undefined until it is known. */
  readonly comment: string | undefined
  /** The field is focused when this increases; 0 for never. */
  readonly focusRequest: number
}

/**
 * The comment on an event. It is saved on leaving the field, by Ctrl+Enter, and when the event is
 * closed.
 */
export function EventComment({ id, comment, focusRequest }: EventCommentProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const isReady = comment !== undefined
  useEffect(() => {
    if (focusRequest > 0 && isReady) field.current?.focus()
  }, [focusRequest, isReady])
  const draft = useCommentDrafts((drafts) => drafts[id])
  const [wasSaved, setWasSaved] = useState(false)
  const save = () => {
    if (!draft) return
    setWasSaved(true)
    void saveComment(id)
  }
  useEffect(() => () => void saveWritten(id), [id])
  const onKeyDown = (domEvent: KeyboardEvent<HTMLTextAreaElement>) => {
    if (domEvent.key === 'Enter' && (domEvent.ctrlKey || domEvent.metaKey)) save()
    else if (domEvent.key === 'Escape') {
      domEvent.stopPropagation()
      domEvent.currentTarget.blur()
    }
  }
  const text = draft?.text ?? comment ?? ''
  return (
    <div className="event-comment">
      <textarea
        ref={field}
        aria-label="Comment"
        placeholder="Comment"
        value={text}
        rows={Math.min(8, Math.max(2, text.split('\n').length))}
        maxLength={MAX_COMMENT_LENGTH}
        disabled={!isReady}
        onChange={(domEvent) => writeComment(id, domEvent.target.value)}
        onKeyDown={onKeyDown}
        onBlur={save}
      />
      <div className="event-comment__state" role="status">
        {draft?.state === 'refused' ? (
          <span className="event-comment__refused">
            Not saved: <SafeText text={draft.problem ?? ''} />{' '}
            <button type="button" onClick={save}>
              Try again
            </button>
          </span>
        ) : draft?.state === 'saving' ? (
          'Saving…'
        ) : draft ? (
          'Saves when you leave the field, or press Ctrl+Enter'
        ) : (
          wasSaved && 'Saved'
        )}
      </div>
    </div>
  )
}
