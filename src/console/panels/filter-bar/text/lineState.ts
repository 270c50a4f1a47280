import { StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { spansOf, type TextSpan } from '../../../../filter/textSpans.ts'
import { readLine } from './readLine.ts'

/** A condition that cannot be read, and why. */
export type LineProblem = TextSpan & { readonly kind: 'unreadable' }

interface LineState {
  readonly spans: readonly TextSpan[]
  readonly problems: readonly LineProblem[]
  /** The last change was typed, and may be continued. */
  readonly typing: boolean
}

/** The typed text is complete: it was applied, or the editor was left. */
export const settle = StateEffect.define()

/**
 * The parts of the line. The piece that is being typed is not reported as a problem yet, since
 * every operator and time is incomplete at first.
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
