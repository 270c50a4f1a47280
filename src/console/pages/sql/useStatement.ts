import { create } from 'zustand'
import { EXAMPLE } from './example.ts'

interface Draft {
  readonly text: string
  /** The statement in the address while it was typed. */
  readonly applied: string
}

/** Outlives the page, so that a statement that was not run is still there when the user returns. */
const useDraft = create<{ readonly draft: Draft | null }>()(() => ({ draft: null }))

interface EditedStatement {
  /** What was typed since the statement in the address was run, or that one. */
  readonly text: string
  readonly change: (text: string) => void
  /** Returns to the one in the address. */
  readonly forget: () => void
}

/** The statement in the editor. */
export function useStatement(applied: string): EditedStatement {
  const draft = useDraft((state) => state.draft)
  return {
    text: draft?.applied === applied ? draft.text : applied === '' ? EXAMPLE : applied,
    change: (text) => useDraft.setState({ draft: { text, applied } }),
    forget: () => useDraft.setState({ draft: null }),
  }
}
