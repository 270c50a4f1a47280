import {
  insertCompletionText,
  pickedCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  type CompletionSource,
} from '@codemirror/autocomplete'
import type { EditorView } from '@codemirror/view'
import type { SuggestValuesResponse } from '../../../../api/suggestValues.ts'
import type { FieldValue, SuggestedValues } from '../../../../filter/answers.ts'
import { FIELDS, fieldNamed, labelOf } from '../../../../cloudtrail/fields.ts'
import type { Filter } from '../../../../filter/filter.ts'
import { foldCase } from '../../../../filter/foldCase.ts'
import { readParams } from '../../../../filter/params.ts'
import { isTimeOrText } from '../../../../filter/tokenForm.ts'
import { formatParam } from '../../../../filter/textPieces.ts'
import { isLookedUp } from '../../../models/queries/suggestionLength.ts'
import { spellOutInvisible } from '../../../ui/invisibleCharacters.ts'
import { countOf } from '../../../ui/numbers.ts'
import { completingAt, type Completing } from './completing.ts'
import { OPERATOR_WORDS, RANGES, TIME_AND_TEXT_KEYS } from './completionWords.ts'
import { readLine } from './readLine.ts'

/** The sources of suggestions. */
export interface SuggestionData {
  /** Paths that occur and contain this text. */
  readonly paths: (contains: string, signal: AbortSignal) => Promise<readonly string[]>
  /**
   * The values of the field that contain this text, with their counts among the events that match
   * the filter.
   */
  readonly values: (
    field: string,
    contains: string,
    others: Filter,
    signal: AbortSignal,
  ) => Promise<readonly FieldValue[]>
  /** The values of several fields that contain this text, among the events that match the filter. */
  readonly word: (contains: string, others: Filter, signal: AbortSignal) => Promise<SuggestValuesResponse>
  /** Times worth suggesting, each with its meaning. */
  readonly times: () => readonly (readonly [time: string, what: string])[]
}

/** Suggests what can come next at the caret: fields, then operators in words, then values. */
export const filterCompletions =
  (data: SuggestionData): CompletionSource =>
  async (context) => {
    const text = context.state.doc.toString()
    const completing = completingAt(text, readLine(text), context.pos)
    if (completing === null) return null
    const cancel = new AbortController()
    context.addEventListener('abort', () => cancel.abort(), { onDocChange: true })
    const options = await optionsFor(completing, data, context, cancel.signal).catch(() => [])
    const { from, to, typed } = completing
    return options.length === 0 ? null : resultOf(options, from, to, typed)
  }

function resultOf(options: readonly Completion[], from: number, to: number, typed: string): CompletionResult {
  const wanted = foldCase(typed)
  return {
    from,
    to,
    options,
    filter: false,
    getMatch: ({ label }) => {
      const at = wanted === '' ? -1 : foldCase(label).indexOf(wanted)
      return at < 0 ? [] : [at, at + wanted.length]
    },
  }
}

async function optionsFor(
  completing: Completing,
  data: SuggestionData,
  context: CompletionContext,
  signal: AbortSignal,
): Promise<readonly Completion[]> {
  switch (completing.kind) {
    case 'operator':
      return operators(completing.typed)
    case 'key':
      // People also stop after a space behind the last condition: the list opens when they type on,
      // or open it themselves.
      return completing.typed === '' && !context.explicit ? [] : startsOf(completing, data, signal)
    case 'value':
      return isTimeOrText(completing.field) ? timesFor(completing, data) : values(completing, data, signal)
  }
}

const OPERATOR_OPTIONS = OPERATOR_WORDS.map(([written, words, hint]) => ({
  label: written,
  detail: `${words} · ${hint}`,
  type: 'operator',
}))

const operators = (typed: string): readonly Completion[] =>
  OPERATOR_OPTIONS.filter(({ label }) => label.startsWith(typed))

async function keys(
  typed: string,
  data: SuggestionData,
  signal: AbortSignal,
): Promise<readonly Completion[]> {
  const wanted = foldCase(typed)
  const found = FIELDS.filter(
    ({ name, label }) => foldCase(name).includes(wanted) || foldCase(label).includes(wanted),
  )
  const starting = found.filter(({ name }) => foldCase(name).startsWith(wanted))
  const fields = [...starting, ...found.filter((field) => !starting.includes(field))].map(
    ({ name, label, description }) => keyOption(name, `${label}. ${description}`),
  )
  const own = TIME_AND_TEXT_KEYS.filter(([key]) => key.toLowerCase().startsWith(wanted)).map(
    ([key, meaning]): Completion => ({ label: `${key}=`, detail: meaning, type: 'key' }),
  )
  const paths = (await data.paths(typed, signal)).filter((path) => fieldNamed(path) === undefined)
  const isWhole = fieldNamed(typed) !== undefined || paths.includes(typed)
  const next = isWhole ? operators('').map((option) => after(typed, option)) : []
  const others = paths
    .filter((path) => path !== typed)
    .map((path) => ({ ...keyOption(path, ''), section: PATHS_SECTION }))
  return [...next, ...fields.filter(({ label }) => label !== typed), ...own, ...others]
}

/** What a condition can start with; for a word alone also what it may mean. */
async function startsOf(
  { typed, others }: Completing & { kind: 'key' },
  data: SuggestionData,
  signal: AbortSignal,
): Promise<readonly Completion[]> {
  const isWord = others !== null && isLookedUp(typed) && fieldNamed(typed) === undefined
  const [found, meant] = await Promise.all([
    keys(typed, data, signal),
    isWord ? data.word(typed, others, signal).then(({ fields }) => fields.flatMap(valuesOf)) : [],
  ])
  return [...found, ...meant, ...(isWord ? [searchOption(typed)] : [])]
}

const valuesOf = ({ field, values: found }: SuggestedValues, at: number): readonly Completion[] =>
  found.map(({ value, count }) => ({
    label: spellOutInvisible(value),
    detail: countOf(count, 'event'),
    apply: applyCondition(formatParam(field, value)),
    type: 'value',
    section: { name: labelOf(field), rank: 1 + at },
  }))

/** Fields have no section and come first, then the values of each field in a section of their own. */
const PATHS_SECTION = { name: 'JSON paths', rank: 100 }
const TEXT_SECTION = { name: 'Free text', rank: 101 }

/** The word as it is means this already. */
const searchOption = (typed: string): Completion => ({
  label: `Search all records for “${spellOutInvisible(typed)}”`,
  apply: applyCondition(typed),
  type: 'text',
  section: TEXT_SECTION,
})

const keyOption = (name: string, detail: string): Completion => ({
  label: spellOutInvisible(name),
  detail,
  apply: formatParam(name, '').slice(0, -1),
  type: 'field',
})

/** An operator after a complete field: accepting it leaves the field unchanged. */
const after = (field: string, operator: Completion): Completion => ({
  ...operator,
  apply: `${field}${operator.label}`,
})

async function values(
  { field, operator, typed, others }: Completing & { kind: 'value' },
  data: SuggestionData,
  signal: AbortSignal,
): Promise<readonly Completion[]> {
  const { filter } = readParams([[field, 'x']])
  const [token] = filter.tokens
  if (token?.kind !== 'token') return []
  const found = await data.values(token.field, typed, others, signal)
  const wanted = foldCase(typed)
  const starting = found.filter(({ value }) => foldCase(value).startsWith(wanted))
  const options = [...starting, ...found.filter((each) => !starting.includes(each))].map(
    ({ value, count }): Completion => ({
      label: spellOutInvisible(value),
      detail: countOf(count, 'event'),
      apply: applyCondition(formatParam('', value).slice(1)),
      type: 'value',
    }),
  )
  if (typed !== '' || (operator !== '=' && operator !== '!=')) return options
  const none =
    operator === '=' ? ['(does not exist)', 'No value, or an empty value'] : ['(exists)', 'Any value']
  return [...options, { label: none[0]!, detail: none[1]!, apply: applyCondition(''), type: 'value' }]
}

function timesFor({ field, typed }: Completing & { kind: 'value' }, data: SuggestionData): Completion[] {
  const known = field === 'range' ? RANGES : field === 'text' ? [] : data.times()
  return known
    .filter(([label]) => label.startsWith(typed) && label !== typed)
    .map(([label, detail]) => ({ label, detail, apply: applyCondition(label), type: 'value' }))
}

/** Completes a condition: at the end of the line a space follows it, for the next one. */
const applyCondition =
  (written: string) =>
  (view: EditorView, completion: Completion, from: number, to: number): void => {
    const space = to === view.state.doc.length ? ' ' : ''
    view.dispatch({
      ...insertCompletionText(view.state, written + space, from, to),
      annotations: pickedCompletion.of(completion),
    })
  }
