import { useMemo, useState } from 'react'
import { FIELDS, fieldNamed, labelOf } from '../../../cloudtrail/fields.ts'
import type { Operator } from '../../../filter/filter.ts'
import { formatToken } from '../../../filter/text.ts'
import { addToken, token } from '../../../filter/edit.ts'
import { addColumn } from '../../models/address/useShownColumns.ts'
import { currentView, go, useView } from '../../models/address/useView.ts'
import { currentNow } from '../../models/queries/refreshes.ts'
import { resolveQuery } from '../../models/queries/resolvedQuery.ts'
import { useFieldValues } from '../../models/queries/useFieldValues.ts'
import { usePaths } from '../../models/queries/usePaths.ts'
import { announce } from '../../ui/announce.ts'
import { countOf } from '../../ui/numbers.ts'
import { breakdownPage } from '../../routes.ts'
import type { FindProps, PaletteEntry, PaletteSection, PaletteStep } from './findEntries.ts'
import { useDebouncedText } from './useDebouncedText.ts'

const PATHS = 20
const VALUES = 50

interface FieldSections {
  readonly fields: readonly PaletteSection[]
  readonly paths: readonly PaletteSection[]
}

/** The actions on a field, and those on a path, once one is typed. */
export function useFieldSections(typed: string, addFacet: (field: string) => void): FieldSections {
  const debounced = useDebouncedText(typed).trim()
  // The last word is the field or path: `add column requestParameters.b`.
  const place = debounced.split(/\s+/).at(-1) ?? ''
  const paths = usePaths(place, PATHS, place.length > 1).data?.paths ?? []
  if (typed.trim() === '') return { fields: [], paths: [] }
  return {
    fields: sectionsOf(
      'field',
      FIELDS.map(({ name }) => name),
      addFacet,
    ),
    paths: sectionsOf(
      'JSON path',
      place.length > 1 ? paths.filter((path) => !fieldNamed(path)) : [],
      addFacet,
    ),
  }
}

function sectionsOf(
  what: 'field' | 'JSON path',
  names: readonly string[],
  addFacet: (field: string) => void,
): readonly PaletteSection[] {
  const entries = (
    verb: string,
    words: string,
    act: (field: string) => Pick<PaletteEntry, 'run' | 'leadsTo'>,
  ) =>
    names.map((field): PaletteEntry => ({
      id: `${verb} ${field}`,
      label: `${verb} ${labelOf(field)}`,
      detail: what === 'JSON path' ? undefined : field,
      words: `${field} ${words}`,
      ...act(field),
    }))
  return [
    {
      title: `Filter by a ${what}`,
      most: 4,
      entries: entries('Filter by', 'values is where', (field) => ({ leadsTo: valuesOf(field) })),
    },
    {
      title: `Add a ${what} as a column`,
      most: 2,
      entries: entries('Add column', 'show', (field) => ({
        run: () => announce(addColumn(field)),
      })),
    },
    {
      title: `Break down by a ${what}`,
      most: 2,
      entries: entries('Break down by', 'group count top values chart', (field) => ({
        run: () => go(breakdownPage(currentView(), field)),
      })),
    },
    {
      title: `Show a ${what} in the Fields panel`,
      most: 2,
      entries: entries('Show values of', 'count facet fields panel', (field) => ({
        run: () => addFacet(field),
      })),
    },
  ]
}

/** The values of a field among the events that match the present filter, with their counts. */
function valuesOf(field: string): PaletteStep {
  return {
    title: labelOf(field),
    placeholder: 'Value or part of a value',
    Find: (props) => <FindValue {...props} field={field} />,
  }
}

function FindValue({ field, typed, children }: FindProps & { readonly field: string }) {
  const [openedMs] = useState(currentNow)
  const filter = useView((view) => view.filter)
  const query = useMemo(() => resolveQuery(filter, 'newest', 0, openedMs), [filter, openedMs])
  const debounced = useDebouncedText(typed).trim()
  const { data } = useFieldValues(query, { field, limit: VALUES, contains: debounced })
  const condition = (label: string, operator: Operator, value: string, note?: string): PaletteEntry => {
    const added = token(field, operator, value)
    return {
      id: `${operator} ${value}`,
      label,
      detail: note === undefined ? formatToken(added) : undefined,
      note,
      run: () => go({ filter: addToken(currentView().filter, added) }),
    }
  }
  const values = (data?.values ?? []).map(({ value, count }) =>
    condition(value, '=', value, countOf(count, 'event')),
  )
  const text = typed.trim()
  return children([
    { title: 'Add filter', answers: true, entries: values },
    {
      title: 'Add filter with an operator',
      answers: true,
      entries:
        text === ''
          ? [condition('Exists', '!=', ''), condition('Does not exist', '=', '')]
          : [
              condition(`Is “${text}”`, '=', text),
              condition(`Is not “${text}”`, '!=', text),
              condition(`Contains “${text}”`, ':', text),
              condition(`Starts with “${text}”`, '^', text),
            ],
    },
  ])
}
