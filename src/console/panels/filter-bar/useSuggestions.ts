import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter'
import { useCallback, useMemo, useState } from 'react'
import type { FieldValuesResponse } from '../../../api/fieldValues.ts'
import { withoutAlternatives } from '../../../filter/edit.ts'
import type { ResolvedQuery } from '../../models/queries/resolvedQuery.ts'
import { useFieldValues } from '../../models/queries/useFieldValues.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { countOf } from '../../ui/numbers.ts'
import { ABSENT } from './propertyFilterQuery.ts'

const SUGGESTIONS = 50

interface Asked {
  readonly query: ResolvedQuery
  readonly field: string
  readonly prefix: string
}

interface Suggestions {
  readonly options: readonly PropertyFilterProps.FilteringOption[]
  readonly status: 'loading' | 'error' | 'finished'
  readonly load: (typed: { readonly detail: PropertyFilterProps.LoadItemsDetail }) => void
}

/**
 * Values for the field of the token that is being typed, from the events that match the rest of the
 * filter. They belong to the query at the last key press: while nothing is typed, a refresh
 * requests none.
 */
export function useSuggestions(query: ResolvedQuery): Suggestions {
  const [asked, setAsked] = useState<Asked | null>(null)
  const isAsked = asked !== null
  const { field = '', prefix = '' } = asked ?? {}
  const { data, isPending, isPlaceholderData, isError, refetch } = useFieldValues(
    asked?.query ?? query,
    { field, limit: SUGGESTIONS, prefix },
    { enabled: isAsked, keepsPrevious: true },
  )
  const load = useCallback<Suggestions['load']>(
    ({ detail: { filteringProperty, filteringText, samePage } }) => {
      // The user pressed "Try again".
      if (samePage) return void refetch()
      const key = filteringProperty?.key
      setAsked(
        key === undefined
          ? null
          : {
              query: { ...query, filter: withoutAlternatives(query.filter, key) },
              field: key,
              prefix: filteringText.trim(),
            },
      )
    },
    [query, refetch],
  )
  const options = useMemo(() => (isAsked && data ? optionsOf(data) : NO_OPTIONS), [isAsked, data])
  const isLoading = isAsked && (isPending || isPlaceholderData)
  return { options, status: isError ? 'error' : isLoading ? 'loading' : 'finished', load }
}

const NO_OPTIONS: Suggestions['options'] = []

const optionsOf = ({ field, values }: FieldValuesResponse): Suggestions['options'] => [
  ...values.map(({ value, count }) => ({
    propertyKey: field,
    value,
    label: spellOutInvisible(value),
    tags: [countOf(count, 'event')],
  })),
  { propertyKey: field, value: ABSENT, label: ABSENT },
]
