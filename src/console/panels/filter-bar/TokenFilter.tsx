import PropertyFilter, { type PropertyFilterProps } from '@cloudscape-design/components/property-filter'
import { memo, useLayoutEffect, useMemo, useRef, useState, type Ref, type RefObject } from 'react'
import { FIELDS, fieldNamed } from '../../../cloudtrail/fields.ts'
import { fieldsOf } from '../../../filter/clauses.ts'
import type { Filter } from '../../../filter/filter.ts'
import type { ResolvedQuery } from '../../models/queries/resolvedQuery.ts'
import { usePaths } from '../../models/queries/usePaths.ts'
import { FREE_TEXT, fromQuery, PROPERTY_OPERATORS, toQuery } from './propertyFilterQuery.ts'
import { OPERATOR_WORDS } from './text/completionWords.ts'
import { enteredTextLabel } from './typedCondition.ts'
import { useSuggestions } from './useSuggestions.ts'

export interface TokenFilterProps {
  readonly filter: Filter
  /** The query in which suggestions are counted. */
  readonly query: ResolvedQuery
  readonly onFilter: (filter: Filter) => void
  readonly ref?: Ref<PropertyFilterProps.Ref>
}

const PATHS = 300

/**
 * Tokens for every field and path, with suggestions from the events that match the rest of the
 * filter. Typing renders all of PropertyFilter on each key, so its props must not change meanwhile.
 */
export const TokenFilter = memo(function TokenFilter({ filter, query, onFilter, ref }: TokenFilterProps) {
  const propertyQuery = useMemo(() => toQuery(filter), [filter])
  const [used, setUsed] = useState(false)
  const paths = usePaths('', PATHS, used).data?.paths
  const suggestions = useSuggestions(query)
  const { word } = suggestions
  // They would be listed above the values that contain the word.
  const offered = word === null ? paths : undefined
  const properties = useMemo(() => propertiesFor(filter, offered ?? []), [filter, offered])
  const whole = useRef<HTMLDivElement>(null)
  const keepJoining = useKeptJoining(whole, propertyQuery)

  return (
    <div ref={whole} className="filter-bar-property-filter" onFocus={() => setUsed(true)}>
      <PropertyFilter
        ref={ref}
        query={propertyQuery}
        onChange={({ detail }) => {
          keepJoining()
          onFilter(fromQuery(detail, filter, typedIn(whole.current)))
        }}
        filteringProperties={properties}
        filteringOptions={suggestions.options}
        filteringStatusType={suggestions.status}
        freeTextFiltering={FREE_TEXT}
        onLoadItems={suggestions.load}
        customGroupsText={GROUPS}
        enableTokenGroups
        expandToViewport
        virtualScroll
        tokenLimit={8}
        filteringAriaLabel="Filter events"
        filteringPlaceholder="Filter by field, value or text"
        filteringEmpty="No matching values"
        filteringLoadingText="Loading values"
        filteringErrorText="Values could not be loaded."
        filteringRecoveryText="Try again"
        filteringFinishedText={suggestions.finishedText}
        i18nStrings={STRINGS}
      />
    </div>
  )
})

/** The text of the input: PropertyFilter passes on only what it makes of it. */
const typedIn = (whole: HTMLElement | null): string =>
  whole?.querySelector<HTMLInputElement>('input[role="combobox"]')?.value ?? ''

/**
 * An "and" that is changed into "or" is drawn anew, within a group, and so is an "or". The focus
 * goes to the new one.
 */
function useKeptJoining(whole: RefObject<HTMLElement | null>, query: PropertyFilterProps.Query): () => void {
  const changed = useRef(-1)
  const all = () => [...(whole.current?.querySelectorAll<HTMLElement>('[aria-haspopup="listbox"]') ?? [])]
  useLayoutEffect(() => {
    if (changed.current >= 0) all()[changed.current]?.focus()
    changed.current = -1
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each new query
  }, [query])
  return () => {
    changed.current = all().findIndex((joining) => joining.ariaExpanded === 'true')
  }
}

const OPERATOR_NAMES: ReadonlyMap<string, string> = new Map(
  OPERATOR_WORDS.map(([written, words]) => [
    written === '=' || written === '!=' ? written : written.replace('=', ''),
    words,
  ]),
)

const STRINGS: PropertyFilterProps.I18nStrings = {
  enteredTextLabel,
  // Cloudscape has no words for operators of ours.
  formatToken: ({ propertyLabel, operator, value }) =>
    `${propertyLabel} ${OPERATOR_NAMES.get(operator) ?? operator} ${value}`.trim(),
  groupPropertiesText: 'Fields',
  allPropertiesLabel: 'Any field',
  propertyText: 'Field',
  tokenOperatorAriaLabel: 'Combine by',
  groupValuesText: 'Values',
  removeTokenButtonAriaLabel: ({ propertyLabel, operator, value }) =>
    `Remove ${propertyLabel} ${operator} ${value}`.trim(),
}

const GROUPS: PropertyFilterProps.GroupText[] = [
  { group: 'paths', properties: 'JSON paths', values: 'Values of JSON paths' },
]

/**
 * The fields, the paths that occur, and those in the filter already: a token must find its field.
 */
function propertiesFor(filter: Filter, paths: readonly string[]): PropertyFilterProps.FilteringProperty[] {
  const others = new Set([...paths, ...fieldsOf(filter)].filter((name) => fieldNamed(name) === undefined))
  return [
    ...FIELDS.map((field) => property(field.name, field.label)),
    ...[...others].map((path) => ({ ...property(path, path), group: 'paths' })),
  ]
}

const property = (key: string, label: string): PropertyFilterProps.FilteringProperty => ({
  key,
  propertyLabel: label,
  groupValuesLabel: `Values of ${label}`,
  operators: PROPERTY_OPERATORS,
})
