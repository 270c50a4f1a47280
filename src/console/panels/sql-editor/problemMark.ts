import { StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state'
import { Decoration, EditorView, WidgetType, type DecorationSet } from '@codemirror/view'

const setProblem = StateEffect.define<number | null>()

/** Marks the place of a problem until it is changed: the word there, or the end of the text. */
export const problemMark: Extension = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (marks, { state, changes, effects, docChanged }) => {
    for (const effect of effects) {
      if (effect.is(setProblem)) return effect.value === null ? Decoration.none : markAt(state, effect.value)
    }
    if (!docChanged) return marks
    let isTouched = false
    marks.between(0, changes.length, (from, to) => {
      if (changes.touchesRange(from, to)) isTouched = true
    })
    return isTouched ? Decoration.none : marks.map(changes)
  },
  provide: (field) => EditorView.decorations.from(field),
})

/** `position` as the server counts it, from 0; null for none. */
export const showProblem = (view: EditorView, position: number | null): void =>
  view.dispatch({ effects: setProblem.of(position) })

function markAt(state: EditorState, position: number): DecorationSet {
  const { from, to } = problemSpan(state.doc.toString(), position)
  return Decoration.set(
    from === to
      ? Decoration.widget({ widget: new End(), side: 1 }).range(from)
      : Decoration.mark({ class: 'sql-editor-problem' }).range(from, to),
  )
}

/** What is underlined: a word, a text in quotes up to its end, or one character. */
export function problemSpan(text: string, position: number): { readonly from: number; readonly to: number } {
  const from = Math.min(Math.max(position, 0), text.length)
  const [found = ''] = /^(?:[\p{L}\p{N}_$.]+|'[^'\n]*'?|"[^"\n]*"?|\S|\s+)/u.exec(text.slice(from)) ?? []
  return { from, to: from + found.length }
}

/** At the end of the text, where there is nothing to underline. */
class End extends WidgetType {
  override eq(): boolean {
    return true
  }

  override toDOM(): HTMLElement {
    const element = document.createElement('span')
    element.className = 'sql-editor-problem-end'
    return element
  }
}
