import { StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { hintsFor, type Hint } from '../../../../filter/hints.ts'
import { spansOf, type TextSpan } from '../../../../filter/textSpans.ts'
import { readLine } from './readLine.ts'

/** A condition that cannot be read, and why. */
export type LineProblem = TextSpan & { readonly kind: 'unreadable' }

/** What a person should know about a line. */
export interface LineNotes {
  readonly problems: readonly LineProblem[]
  readonly hints: readonly Hint[]
}

interface LineState {
  readonly spans: readonly TextSpan[]
  readonly notes: LineNotes
  /** The last change was a person's, who may go on. */
  readonly typing: boolean
}

/** The typed text is complete: it was applied, or the editor was left. */
export const settle = StateEffect.define()

/**
 * The parts of the line. The piece that is being typed is no problem yet: a whole operator or time
 * starts as half of one.
 */
export const lineState = StateField.define<LineState>({
  create: (state) => stateOf(state, false),
  update(value, transaction) {
    const { state, docChanged, selection, effects } = transaction
    const typed = transaction.isUserEvent('input') || transaction.isUserEvent('delete')
    const typing = docChanged
      ? typed
      : value.typing && !selection && !effects.some((effect) => effect.is(settle))
    return docChanged || typing !== value.typing ? stateOf(state, typing) : value
  },
})

export const settlesOnBlur: Extension = EditorView.focusChangeEffect.of((_state, focusing) =>
  focusing ? null : settle.of(null),
)

function stateOf(state: EditorState, typing: boolean): LineState {
  const text = state.doc.toString()
  const line = readLine(text)
  const spans = spansOf(line)
  const { head } = state.selection.main
  const isWhole = ({ to }: { readonly to: number }) => !(typing && to === head)
  const hints = hintsFor(text, line)
  const problems = spans.filter((span): span is LineProblem => span.kind === 'unreadable' && isWhole(span))
  return { spans, notes: { problems, hints }, typing }
}
