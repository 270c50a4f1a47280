import { create } from 'zustand'
import { noteEvent } from '../../../models/queries/notes.ts'

/** A comment that is being written, or could not be saved. */
export interface CommentDraft {
  readonly text: string
  readonly state: 'written' | 'saving' | 'refused'
  /** Why it could not be saved. */
  readonly problem?: string
}

/**
 * By event ID. They outlive the panel, so that no text is lost when an event is closed while the
 * server cannot be reached.
 */
export const useCommentDrafts = create<Readonly<Record<string, CommentDraft>>>()(() => ({}))

export const writeComment = (id: string, text: string): void =>
  useCommentDrafts.setState({ [id]: { text, state: 'written' } })

/** Saves the draft. A draft that could not be saved stays. */
export async function saveComment(id: string): Promise<void> {
  const draft = useCommentDrafts.getState()[id]
  if (!draft || draft.state === 'saving') return
  const { text } = draft
  const replace = (after: CommentDraft | null) =>
    useCommentDrafts.setState((drafts) => {
      // The text has changed meanwhile.
      if (drafts[id]?.text !== text) return drafts
      const { [id]: _, ...others } = drafts
      return after ? { ...others, [id]: after } : others
    }, true)
  replace({ text, state: 'saving' })
  try {
    await noteEvent(id, { comment: text })
    replace(null)
  } catch (error) {
    replace({ text, state: 'refused', problem: (error as Error).message })
  }
}

/** The same, unless saving this text has failed before. */
export const saveWritten = async (id: string): Promise<void> => {
  if (useCommentDrafts.getState()[id]?.state === 'written') await saveComment(id)
}

/** Makes the browser ask before it leaves a page with unsaved comments. */
addEventListener('beforeunload', (domEvent) => {
  if (Object.keys(useCommentDrafts.getState()).length > 0) domEvent.preventDefault()
})
