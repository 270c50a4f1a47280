import Multiselect, { type MultiselectProps } from '@cloudscape-design/components/multiselect'
import { useState } from 'react'
import { labelOf } from '../../../cloudtrail/fields.ts'
import { alternativesOf, isSameToken, token, withoutAlternatives } from '../../../filter/edit.ts'
import type { Filter } from '../../../filter/filter.ts'
import type { ResolvedQuery } from '../../models/queries/resolvedQuery.ts'
import { useFieldValues } from '../../models/queries/useFieldValues.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { formatCount } from '../../ui/numbers.ts'

export interface QuickFilterProps {
  readonly field: string
  readonly filter: Filter
  readonly query: ResolvedQuery
  readonly onFilter: (filter: Filter) => void
}

/**
 * The values of one field with their counts, of which several can be chosen: for the lookup
 * attributes that people use first.
 */
export function QuickFilter({ field, filter, query, onFilter }: QuickFilterProps) {
  const [open, setOpen] = useState(false)
  const [prefix, setPrefix] = useState('')
  // The empty value is a token of the filter bar and has no option here.
  const chosen = alternativesOf(filter, field)
    .filter(({ value }) => value !== '')
    .map(({ value }) => value)
  const others = { ...query, filter: withoutAlternatives(query.filter, field) }
  const { data, status } = useFieldValues(others, { field, limit: 50, prefix }, { enabled: open })
  const found = (data?.values ?? []).map(({ value, count }) => ({
    value,
    label: spellOutInvisible(value),
    labelTag: formatCount(count),
  }))
  const missing = chosen.filter((value) => found.every((option) => option.value !== value))
  const options: MultiselectProps.Option[] = [
    ...missing
      .filter((value) => value.toLowerCase().startsWith(prefix.toLowerCase()))
      .map((value) => ({ value, label: spellOutInvisible(value) })),
    ...found,
  ]

  const choose = (values: readonly string[]) => {
    const dropped = chosen.filter((value) => !values.includes(value)).map((value) => token(field, '=', value))
    const added = values.filter((value) => !chosen.includes(value)).map((value) => token(field, '=', value))
    const kept = filter.tokens.filter((each) => !dropped.some((one) => isSameToken(one, each)))
    onFilter({ ...filter, tokens: [...kept, ...added] })
  }

  const label = labelOf(field)
  return (
    <Multiselect
      selectedOptions={chosen.map((value) => ({ value, label: spellOutInvisible(value) }))}
      options={options}
      onChange={({ detail }) => choose(detail.selectedOptions.flatMap((option) => option.value ?? []))}
      onFocus={() => setOpen(true)}
      onLoadItems={({ detail }) => {
        setOpen(true)
        setPrefix(detail.filteringText)
      }}
      filteringType="manual"
      filteringPlaceholder={`${label} starts with`}
      filteringAriaLabel={`Find ${label}`}
      statusType={status === 'pending' ? 'loading' : status === 'error' ? 'error' : 'finished'}
      loadingText="Looking up values"
      errorText="The values could not be looked up."
      empty="No value in these events"
      finishedText={
        data && data.distinct > data.values.length
          ? `The first ${data.values.length} of ${formatCount(data.distinct)}`
          : ''
      }
      placeholder={chosen.length === 0 ? label : `${label} (${chosen.length})`}
      ariaLabel={label}
      hideTokens
      expandToViewport
    />
  )
}
