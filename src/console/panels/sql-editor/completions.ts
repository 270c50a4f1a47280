import {
  pickedCompletion,
  type Completion,
  type CompletionResult,
  type CompletionSource,
} from '@codemirror/autocomplete'
import type { EditorView } from '@codemirror/view'
import { splitPath } from '../../../cloudtrail/fieldPath.ts'
import { fieldNamed } from '../../../cloudtrail/fields.ts'
import { LOG_TABLE_NAME } from '../../../cloudtrail/logTable.ts'
import type { FieldValue } from '../../../filter/answers.ts'
import { DOCUMENTED_FUNCTIONS } from '../../../sql/documentedFunctions.ts'
import { TABLE_PATHS } from '../../../sql/tablePaths.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { countOf } from '../../ui/numbers.ts'
import { completingAt, type Completing } from './completing.ts'
import { KEYWORDS } from './dialect.ts'

/** Suggestions from the events on the server. */
export interface SuggestionData {
  /** The values of the field that contain this text, the most frequent first. */
  readonly values: (field: string, contains: string, signal: AbortSignal) => Promise<readonly FieldValue[]>
  /** Paths that occur in records and contain this text. */
  readonly paths: (contains: string, signal: AbortSignal) => Promise<readonly string[]>
}

/** Suggests what can come next at the caret: columns, functions and keywords, or the values of a column. */
export const sqlCompletions =
  (data: SuggestionData): CompletionSource =>
  async (context): Promise<CompletionResult | null> => {
    const completing = completingAt(context.state.doc.toString(), context.pos)
    if (completing === null) return null
    const { kind, from, to, typed } = completing
    if (kind === 'name') {
      // After a space the list opens only when it is asked for, or where a table comes.
      if (typed === '' && !context.explicit && !completing.isTable) return null
      return namesFor(completing)
    }
    const cancel = new AbortController()
    context.addEventListener('abort', () => cancel.abort(), { onDocChange: true })
    const options = await textsFor(completing, data, cancel.signal).catch(() => [])
    if (options.length === 0) return null
    const wanted = typed.toLowerCase()
    return {
      from,
      to,
      options,
      filter: false,
      getMatch: ({ label }) => {
        const at = wanted === '' ? -1 : label.toLowerCase().indexOf(wanted)
        return at < 0 ? [] : [at, at + wanted.length]
      },
    }
  }

const TABLE: Completion = {
  label: LOG_TABLE_NAME,
  detail: 'The events, one row each',
  type: 'table',
  boost: 99,
}

const COLUMNS: readonly Completion[] = TABLE_PATHS.map(({ path, type, field }) => ({
  label: path,
  detail: [type, (field && fieldNamed(field)?.description) ?? ''].filter(Boolean).join(' · '),
  type: 'column',
  // A column comes before what is in it.
  boost: 20 - path.split('.').length,
}))

const FUNCTIONS: readonly Completion[] = DOCUMENTED_FUNCTIONS.map(({ name, usage, sentence }) => ({
  label: name,
  displayLabel: usage,
  detail: sentence,
  type: 'function',
  apply: applyCall(name),
  boost: 5,
}))

const KEYWORD_OPTIONS: readonly Completion[] = KEYWORDS.map((label) => ({ label, type: 'keyword' }))

const NAMES = [...COLUMNS, ...FUNCTIONS, ...KEYWORD_OPTIONS, TABLE]

function namesFor({ from, typed, isTable }: Completing & { kind: 'name' }): CompletionResult {
  if (isTable) return { from, options: [TABLE], validFor: /^\w*$/ }
  const alias = aliasIn(typed)
  if (alias !== '') return { from: from + alias.length, options: COLUMNS, validFor: /^[\w.]*$/ }
  return { from, options: NAMES, validFor: /^[\w.]*$/ }
}

/** `t.` of `t.eventname`, where t is the name of a table rather than a column with members. */
function aliasIn(typed: string): string {
  const [first = '', ...rest] = typed.toLowerCase().split('.')
  const isColumn = TABLE_PATHS.some(({ path }) => path === first)
  return rest.length === 0 || isColumn ? '' : typed.slice(0, first.length + 1)
}

async function textsFor(
  completing: Exclude<Completing, { kind: 'name' }>,
  data: SuggestionData,
  signal: AbortSignal,
): Promise<readonly Completion[]> {
  const { typed } = completing
  if (completing.kind === 'value') {
    const found = await data.values(completing.field, typed, signal)
    return found.map(({ value, count }) => ({
      label: spellOutInvisible(value),
      detail: countOf(count, 'event'),
      apply: applyText(value),
      type: 'value',
    }))
  }
  const start = `${completing.member}.`
  const paths = await data.paths(start + typed.replace(/^\$?\.?/, ''), signal)
  return paths
    .filter((path) => path.startsWith(start))
    .map((path) => jsonPathOf(splitPath(path.slice(start.length))))
    .map((path) => ({ label: spellOutInvisible(path), apply: applyText(path), type: 'path' }))
}

/** `$.tags["example.com/role"]` */
const jsonPathOf = (names: readonly string[]): string =>
  `$${names.map((name) => (/^\w+$/.test(name) ? `.${name}` : `["${name}"]`)).join('')}`

/** Writes the text with its quotes doubled, and the caret comes behind the closing one. */
const applyText =
  (content: string) =>
  (view: EditorView, completion: Completion, from: number, to: number): void => {
    const written = content.replaceAll("'", "''")
    const isClosed = view.state.sliceDoc(to, to + 1) === "'"
    view.dispatch({
      changes: { from, to, insert: isClosed ? written : `${written}'` },
      selection: { anchor: from + written.length + 1 },
      annotations: pickedCompletion.of(completion),
      userEvent: 'input.complete',
    })
  }

/** Writes a call, and the caret comes between its parentheses. */
function applyCall(name: string) {
  return (view: EditorView, completion: Completion, from: number, to: number): void => {
    const isCalled = view.state.sliceDoc(to, to + 1) === '('
    view.dispatch({
      changes: { from, to, insert: isCalled ? name : `${name}()` },
      selection: { anchor: from + name.length + 1 },
      annotations: pickedCompletion.of(completion),
      userEvent: 'input.complete',
    })
  }
}
