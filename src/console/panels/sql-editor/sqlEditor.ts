import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionStatus,
  moveCompletionSelection,
  selectedCompletionIndex,
  setSelectedCompletion,
  startCompletion,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, isolateHistory } from '@codemirror/commands'
import { sql } from '@codemirror/lang-sql'
import { bracketMatching, syntaxHighlighting } from '@codemirror/language'
import { Prec, Transaction, type Extension } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightSpecialChars,
  keymap,
  placeholder,
  tooltips,
  type KeyBinding,
} from '@codemirror/view'
import { completionTheme } from '../../ui/completionTheme.ts'
import { sqlCompletions, type SuggestionData } from './completions.ts'
import { athenaDialect } from './dialect.ts'
import { problemMark } from './problemMark.ts'
import { highlightStyle, theme } from './theme.ts'

export interface SqlEditorHandlers {
  readonly onText: (text: string) => void
  readonly onRun: () => void
}

const LABEL = 'SQL query'
const KEYS_ID = 'sql-editor-keys'
const KEYS =
  'Control Enter, or Command Enter on a Mac, runs the query. Tab accepts a suggestion while the list is open. Press Escape, then Tab, to leave the editor.'

/**
 * An editor of a statement. It is in the shadow root of its host, where CodeMirror uses adopted
 * style sheets; in the document it would write style elements, which the Content-Security-Policy
 * forbids. Focusing the host focuses the editor.
 */
export function sqlEditor(
  host: HTMLElement,
  text: string,
  data: SuggestionData,
  handlers: SqlEditorHandlers,
): EditorView {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open', delegatesFocus: true })
  if (root.getElementById(KEYS_ID) === null) root.append(keysElement())
  return new EditorView({
    parent: root,
    root,
    doc: text,
    selection: { anchor: text.length },
    extensions: [statementEditing(data), reporting(handlers), Prec.highest(keymap.of(keys(handlers)))],
  })
}

const statementEditing = (data: SuggestionData): Extension => [
  sql({ dialect: athenaDialect }).language,
  syntaxHighlighting(highlightStyle),
  theme,
  completionTheme,
  history(),
  drawSelection(),
  highlightSpecialChars(),
  bracketMatching(),
  closeBrackets(),
  problemMark,
  placeholder('SELECT … FROM cloudtrail_logs'),
  tooltips({ position: 'fixed' }),
  autocompletion({
    override: [sqlCompletions(data)],
    // Enter begins a new line unless the user has moved into the list.
    selectOnOpen: false,
    interactionDelay: 0,
    defaultKeymap: false,
    icons: false,
    optionClass: ({ type = '' }) => `sql-editor-option-${type}`,
  }),
  keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap]),
  EditorView.lineWrapping,
  typesOverSelection,
  EditorView.contentAttributes.of({ 'aria-label': LABEL, 'aria-describedby': KEYS_ID }),
]

/**
 * Over a selection, browsers type in its style, with a style attribute, which the
 * Content-Security-Policy forbids. So the editor types itself.
 */
const typesOverSelection = EditorView.domEventHandlers({
  beforeinput: ({ inputType, data }, view) => {
    const isPlain = inputType === 'insertText' && data !== null && !view.composing
    if (!isPlain || view.state.selection.main.empty) return false
    view.dispatch(view.state.replaceSelection(data), { userEvent: 'input.type', scrollIntoView: true })
    return true
  },
})

/** The description of its keys, which must be in the same root as the editor. */
function keysElement(): HTMLElement {
  const element = document.createElement('p')
  element.id = KEYS_ID
  element.hidden = true
  element.textContent = KEYS
  return element
}

/** Shows another statement as one undoable change. */
export function showText(view: EditorView, text: string): void {
  if (view.state.doc.toString() === text) return
  view.dispatch({
    changes: { from: 0, to: view.state.doc.length, insert: text },
    selection: { anchor: text.length },
    annotations: isolateHistory.of('full'),
  })
}

/** Puts the caret at a place of the statement. */
export function goTo(view: EditorView, position: number): void {
  view.dispatch({ selection: { anchor: Math.min(position, view.state.doc.length) }, scrollIntoView: true })
  view.focus()
}

function keys({ onRun }: SqlEditorHandlers): readonly KeyBinding[] {
  const run = (view: EditorView) => {
    closeCompletion(view)
    onRun()
    return true
  }
  return [
    { key: 'Mod-Enter', run },
    { key: 'Enter', run: acceptCompletion },
    { key: 'Tab', run: acceptFirst },
    { key: 'Escape', run: closeCompletion },
    { key: 'ArrowDown', run: moveCompletionSelection(true) },
    { key: 'ArrowUp', run: moveCompletionSelection(false) },
    { key: 'PageDown', run: moveCompletionSelection(true, 'page') },
    { key: 'PageUp', run: moveCompletionSelection(false, 'page') },
    { key: 'Ctrl-Space', run: startCompletion },
    { key: 'Alt-ArrowDown', run: startCompletion },
  ]
}

/** Tab accepts the first suggestion when none is selected, and leaves the editor when there is no list. */
function acceptFirst(view: EditorView): boolean {
  if (completionStatus(view.state) !== 'active') return false
  if (selectedCompletionIndex(view.state) === null) view.dispatch({ effects: setSelectedCompletion(0) })
  return acceptCompletion(view)
}

function reporting({ onText }: SqlEditorHandlers): Extension {
  return EditorView.updateListener.of(({ state, transactions }) => {
    const edited = transactions.some(
      (transaction) => transaction.docChanged && transaction.annotation(Transaction.userEvent) !== undefined,
    )
    if (edited) onText(state.doc.toString())
  })
}
