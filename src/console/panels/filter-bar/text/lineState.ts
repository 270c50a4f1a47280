import { StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { spansOf, type TextSpan } from '../../../../filter/textSpans.ts'
import { readLine } from './readLine.ts'

/** A condition that cannot be understood, and why. */
export type LineProblem = TextSpan & { readonly kind: 'unreadable' }

interface LineState {
  readonly spans: readonly TextSpan[]
  readonly problems: readonly LineProblem[]
  /** The last change was a person's, who may go on. */
  readonly typing: boolean
}

/** What was typed is meant as it is now: it was applied, or left. */
export const settle = StateEffect.define()

/**
 * What the parts of the line are. The piece that somebody is just typing is no problem yet: half an
 * operator or half a time is how a whole one begins.
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
  const spans = spansOf(readLine(state.doc.toString()))
  const { head } = state.selection.main
  const problems = spans.filter(
    (span): span is LineProblem => span.kind === 'unreadable' && !(typing && span.to === head),
  )
  return { spans, problems, typing }
}
