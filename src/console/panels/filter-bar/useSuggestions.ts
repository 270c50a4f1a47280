import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter'
import { useCallback, useMemo, useState } from 'react'
import type { SuggestValuesResponse } from '../../../api/suggestValues.ts'
import { labelOf } from '../../../cloudtrail/fields.ts'
import type { FieldValue } from '../../../filter/answers.ts'
import { hasToken, token, withoutAlternatives } from '../../../filter/edit.ts'
import type { Filter } from '../../../filter/filter.ts'
import type { ResolvedQuery } from '../../models/queries/resolvedQuery.ts'
import { useFieldValues } from '../../models/queries/useFieldValues.ts'
import { isLookedUp } from '../../models/queries/suggestionLength.ts'
import { useSuggestedValues } from '../../models/queries/useSuggestedValues.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { countOf } from '../../ui/numbers.ts'
import { ABSENT, isAboutPresence } from './propertyFilterQuery.ts'
import { isCondition, valueTyped } from './typedCondition.ts'

const SUGGESTIONS = 50

/** What is being typed: a value of a field, or a word that may be one of any field. */
type Typed =
  | {
      readonly kind: 'value'
      readonly query: ResolvedQuery
      readonly field: string
      readonly prefix: string
      /** All that is in the input, where the input does not know the field in it. */
      readonly line?: string
    }
  | { readonly kind: 'word'; readonly query: ResolvedQuery; readonly word: string }

interface Suggestions {
  readonly options: readonly PropertyFilterProps.FilteringOption[]
  readonly status: 'loading' | 'error' | 'finished'
  /** Shown below the options; empty for nothing. */
  readonly finishedText: string
  /** The word that values were found for; null while there are none. */
  readonly word: string | null
  readonly load: (typed: { readonly detail: PropertyFilterProps.LoadItemsDetail }) => void
}

/**
 * Values for the token that is being typed, from the events that match the rest of the filter: of
 * its field, or of every field for a word alone. They belong to the query at the last key press:
 * while nothing is typed, a refresh requests none.
 */
export function useSuggestions(query: ResolvedQuery): Suggestions {
  const [typed, setTyped] = useState<Typed | null>(null)
  const value = typed?.kind === 'value' ? typed : null
  const word = typed?.kind === 'word' ? typed : null
  const { field = '', prefix = '' } = value ?? {}
  const values = useFieldValues(
    value?.query ?? query,
    { field, limit: SUGGESTIONS, prefix },
    { enabled: value !== null, keepsPrevious: true },
  )
  const found = useSuggestedValues(word?.query ?? query, word?.word ?? '', word !== null)
  const { isPending, isPlaceholderData, isError, refetch } = word ? found : values
  const load = useCallback<Suggestions['load']>(
    ({ detail: { filteringProperty, filteringOperator, filteringText, samePage } }) => {
      // The user pressed "Try again".
      if (samePage) return void refetch()
      if (isAboutPresence(filteringOperator)) return setTyped(null)
      setTyped(whatIsTyped(query, filteringProperty?.key, filteringText))
    },
    [query, refetch],
  )
  const { data: ofField } = values
  const { data: ofWord } = found
  const options = useMemo(() => {
    if (value) return ofField ? fieldOptions(ofField.field, ofField.values, value.line) : NO_OPTIONS
    return word && ofWord ? wordOptions(ofWord, word.query.filter) : NO_OPTIONS
  }, [value, word, ofField, ofWord])
  const isLoading = typed !== null && (isPending || isPlaceholderData)
  return {
    options,
    status: isError ? 'error' : isLoading ? 'loading' : 'finished',
    finishedText: word && ofWord && !isLoading ? unfinishedText(ofWord) : '',
    word: word && options.length > 0 ? word.word : null,
    load,
  }
}

function whatIsTyped(query: ResolvedQuery, field: string | undefined, text: string): Typed | null {
  const typed = text.trim()
  if (field !== undefined) {
    const others = withoutAlternatives(query.filter, field)
    return { kind: 'value', query: { ...query, filter: others }, field, prefix: typed }
  }
  const condition = valueTyped(typed)
  if (condition) {
    const others = withoutAlternatives(query.filter, condition.field)
    const { field: key, value: prefix } = condition
    return { kind: 'value', query: { ...query, filter: others }, field: key, prefix, line: typed }
  }
  return isLookedUp(typed) && !isCondition(typed) ? { kind: 'word', query, word: typed } : null
}

const NO_OPTIONS: Suggestions['options'] = []

/** PropertyFilter leaves out what does not contain the typed text: it is said to contain `line`. */
const fieldOptions = (
  field: string,
  values: readonly FieldValue[],
  line: string | undefined,
): Suggestions['options'] =>
  line === undefined
    ? [...values.map((each) => optionOf(field, each)), { propertyKey: field, value: ABSENT, label: ABSENT }]
    : values.map((each) => ({ ...optionOf(field, each), filteringTags: [line] }))

/** Field by field, without what the filter has already. */
const wordOptions = ({ fields }: SuggestValuesResponse, { tokens }: Filter): Suggestions['options'] =>
  fields.flatMap(({ field, values }) =>
    values
      .filter(({ value }) => !hasToken({ tokens }, token(field, '=', value)))
      .map((each) => optionOf(field, each)),
  )

const optionOf = (propertyKey: string, { value, count }: FieldValue) => ({
  propertyKey,
  value,
  label: spellOutInvisible(value),
  tags: [countOf(count, 'event')],
})

const unfinishedText = ({ unfinished }: SuggestValuesResponse): string =>
  unfinished.length === 0
    ? ''
    : `Not searched because it takes too long: ${unfinished.map(labelOf).join(', ')}`
