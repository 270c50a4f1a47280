import { create } from 'zustand'
import { noteEvent } from '../../../models/queries/notes.ts'

/** A comment that is being written, or could not be kept. */
export interface CommentDraft {
  readonly text: string
  readonly state: 'written' | 'saving' | 'refused'
  /** Why it was refused. */
  readonly problem?: string
}

/**
 * By event: they outlive the panel, so that what was written is not lost when an event is closed
 * and the server is gone.
 */
export const useCommentDrafts = create<Readonly<Record<string, CommentDraft>>>()(() => ({}))

export const writeComment = (id: string, text: string): void =>
  useCommentDrafts.setState({ [id]: { text, state: 'written' } })

/** Keeps what was written. A draft that was refused stays. */
export async function saveComment(id: string): Promise<void> {
  const draft = useCommentDrafts.getState()[id]
  if (!draft || draft.state === 'saving') return
  const { text } = draft
  const replace = (after: CommentDraft | null) =>
    useCommentDrafts.setState((drafts) => {
      // Somebody went on writing meanwhile.
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

/** The same of what was not tried before. */
export const saveWritten = async (id: string): Promise<void> => {
  if (useCommentDrafts.getState()[id]?.state === 'written') await saveComment(id)
}

/** The browser asks before it leaves a page on which something is not kept. */
addEventListener('beforeunload', (domEvent) => {
  if (Object.keys(useCommentDrafts.getState()).length > 0) domEvent.preventDefault()
})
