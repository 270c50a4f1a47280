import { EditorState, type Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'

/**
 * A separator that is never typed, so that a line break in the name of a field is an ordinary
 * character and the text stays one line.
 */
const NO_LINE_BREAK = '\ue000 no line ends here \ue000'

/**
 * One line of text, even when it wraps on screen: nothing breaks it, and pasted line breaks become
 * spaces.
 */
export const singleLine: Extension = [
  EditorState.lineSeparator.of(NO_LINE_BREAK),
  EditorState.transactionFilter.of((transaction) =>
    transaction.docChanged && transaction.newDoc.lines > 1 ? [] : transaction,
  ),
  EditorView.clipboardInputFilter.of((text) => text.replaceAll(/\s*[\n\r]+\s*/g, ' ')),
  // Without a selection, copy and cut do nothing; by default they take the whole line.
  EditorView.domEventHandlers({ copy: isIdle, cut: isIdle }),
  EditorView.lineWrapping,
]

function isIdle(domEvent: ClipboardEvent, view: EditorView): boolean {
  if (!view.state.selection.main.empty) return false
  domEvent.preventDefault()
  return true
}
