import {
  acceptCompletion,
  autocompletion,
  closeCompletion,
  completionStatus,
  currentCompletions,
  moveCompletionSelection,
  selectedCompletionIndex,
  setSelectedCompletion,
  startCompletion,
} from '@codemirror/autocomplete'
import { history, isolateHistory, historyKeymap, standardKeymap } from '@codemirror/commands'
import { Prec, Transaction, type Extension } from '@codemirror/state'
import { EditorView, keymap, placeholder, tooltips, type KeyBinding } from '@codemirror/view'
import { textWithoutAccessToken } from '../../../../filter/accessToken.ts'
import { completionTheme } from '../../../ui/completionTheme.ts'
import { caretAfter, differenceOf } from './differenceOf.ts'
import { filterCompletions, type SuggestionData } from './completions.ts'
import { highlighting } from './highlighting.ts'
import { lineState, settle, settlesOnBlur, type LineNotes } from './lineState.ts'
import { singleLine } from './singleLine.ts'
import { theme } from './theme.ts'

export interface FilterEditorHandlers {
  readonly onText: (text: string) => void
  readonly onApply: (text: string) => void
  /** Called on Escape when no list is open. */
  readonly onEscape: () => void
  readonly onNotes: (notes: LineNotes) => void
}

const LABEL = 'Filter as text'

/**
 * The editor of the filter text. It is in the shadow root of its host, where CodeMirror uses
 * adopted style sheets; in the document it would write style elements, which the
 * Content-Security-Policy forbids. Focusing the host focuses the editor.
 */
export function filterEditor(
  host: HTMLElement,
  text: string,
  data: SuggestionData,
  handlers: FilterEditorHandlers,
): EditorView {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open', delegatesFocus: true })
  const view = new EditorView({
    parent: root,
    root,
    doc: text,
    selection: { anchor: text.length },
    extensions: [...lineEditing(data), reporting(handlers), Prec.highest(keymap.of(keys(handlers)))],
  })
  // Its role is combobox, which does not support this attribute.
  view.contentDOM.removeAttribute('aria-multiline')
  return view
}

/** The extensions for editing a filter, which tests use without a visible editor. */
export const lineEditing = (data: SuggestionData): readonly Extension[] => [
  singleLine,
  lineState,
  settlesOnBlur,
  highlighting,
  theme,
  completionTheme,
  history(),
  placeholder(exampleOf),
  tooltips({ position: 'fixed' }),
  autocompletion({
    override: [filterCompletions(data)],
    activateOnCompletion: ({ type }) => type !== 'value',
    // Enter applies the filter unless the user has moved into the list.
    selectOnOpen: false,
    interactionDelay: 0,
    defaultKeymap: false,
    icons: false,
    optionClass: ({ type = '' }) => `filter-text-option-${type}`,
  }),
  keymap.of([...standardKeymap, ...historyKeymap]),
  EditorView.clipboardInputFilter.of(textWithoutAccessToken),
  EditorView.contentAttributes.of((view) => ({
    role: 'combobox',
    'aria-label': LABEL,
    'aria-haspopup': 'listbox',
    'aria-autocomplete': 'list',
    'aria-expanded': String(isOpen(view)),
    'aria-invalid': String(view.state.field(lineState).notes.problems.length > 0),
  })),
]

/**
 * Updates the text as one undoable change. The caret stays in its place in the text that remains.
 */
export function showText(view: EditorView, text: string): void {
  const shown = view.state.doc.toString()
  if (shown === text) return
  const anchor = caretAfter(shown, text, view.state.selection.main.head)
  view.dispatch({
    changes: differenceOf(shown, text),
    selection: { anchor },
    annotations: isolateHistory.of('full'),
  })
}

/**
 * An element, since CodeMirror would make a string an attribute that a combobox does not support.
 */
function exampleOf(): HTMLElement {
  const example = document.createElement('span')
  example.textContent = 'Example: eventSource=s3.amazonaws.com eventName^=Delete errorCode!='
  return example
}

const isOpen = (view: EditorView): boolean =>
  completionStatus(view.state) === 'active' && currentCompletions(view.state).length > 0

const isComing = (view: EditorView): boolean => completionStatus(view.state) === 'pending'

function keys({ onApply, onEscape }: FilterEditorHandlers): readonly KeyBinding[] {
  const apply = (view: EditorView) => {
    if (acceptCompletion(view)) return true
    closeCompletion(view)
    view.dispatch({ effects: settle.of(null) })
    onApply(view.state.doc.toString())
    return true
  }
  return [
    { key: 'Enter', run: apply, shift: apply },
    { key: 'Mod-Enter', run: apply },
    { key: 'Tab', run: acceptFirst },
    { key: 'Escape', run: (view) => closeCompletion(view) || (onEscape(), true) },
    { key: 'ArrowDown', run: (view) => moveCompletionSelection(true)(view) || isComing(view) },
    { key: 'ArrowUp', run: moveCompletionSelection(false) },
    { key: 'PageDown', run: moveCompletionSelection(true, 'page') },
    { key: 'PageUp', run: moveCompletionSelection(false, 'page') },
    { key: 'Ctrl-Space', run: startCompletion },
    { key: 'Alt-ArrowDown', run: startCompletion },
  ]
}

/**
 * Tab accepts the first suggestion when none is selected, and leaves the editor when there is none.
 * While suggestions are loading it does nothing, since it was meant for them.
 */
function acceptFirst(view: EditorView): boolean {
  if (!isOpen(view)) return isComing(view)
  if (selectedCompletionIndex(view.state) === null) view.dispatch({ effects: setSelectedCompletion(0) })
  return acceptCompletion(view)
}

function reporting({ onText, onNotes }: FilterEditorHandlers): Extension {
  return EditorView.updateListener.of(({ startState, state, transactions }) => {
    const edited = transactions.some(
      (transaction) => transaction.docChanged && transaction.annotation(Transaction.userEvent) !== undefined,
    )
    if (edited) onText(state.doc.toString())
    const { notes } = state.field(lineState)
    if (notes !== startState.field(lineState).notes) onNotes(notes)
  })
}
