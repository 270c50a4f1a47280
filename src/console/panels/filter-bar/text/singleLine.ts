import { EditorState, type Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'

/**
 * Never typed, so a line break that stands in a field's name is a character like others and the
 * text one line.
 */
const NO_LINE_BREAK = '\ue000 no line ends here \ue000'

/**
 * One line, however many it takes on screen: nothing breaks it, and pasted line breaks become
 * spaces.
 */
export const singleLine: Extension = [
  EditorState.lineSeparator.of(NO_LINE_BREAK),
  EditorState.transactionFilter.of((transaction) =>
    transaction.docChanged && transaction.newDoc.lines > 1 ? [] : transaction,
  ),
  EditorView.clipboardInputFilter.of((text) => text.replaceAll(/\s*[\n\r]+\s*/g, ' ')),
  // Without a selection there is nothing to copy or cut: not the whole line, as in an editor of
  // many.
  EditorView.domEventHandlers({ copy: isIdle, cut: isIdle }),
  EditorView.lineWrapping,
]

function isIdle(domEvent: ClipboardEvent, view: EditorView): boolean {
  if (!view.state.selection.main.empty) return false
  domEvent.preventDefault()
  return true
}
