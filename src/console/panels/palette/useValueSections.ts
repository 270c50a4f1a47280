import { useMemo, useState } from 'react'
import { labelOf } from '../../../cloudtrail/fields.ts'
import { addToken, hasToken, token } from '../../../filter/edit.ts'
import { currentView, go, useView } from '../../models/address/useView.ts'
import { currentNow } from '../../models/queries/refreshes.ts'
import { resolveQuery } from '../../models/queries/resolvedQuery.ts'
import { useSuggestedValues } from '../../models/queries/useSuggestedValues.ts'
import { countOf } from '../../ui/numbers.ts'
import type { PaletteSection } from './findEntries.ts'
import { useDebouncedText } from './useDebouncedText.ts'

/** The values that contain the typed text, by field, with their counts under the present filter. */
export function useValueSections(typed: string): readonly PaletteSection[] {
  const [openedMs] = useState(currentNow)
  const filter = useView((view) => view.filter)
  const query = useMemo(() => resolveQuery(filter, 'newest', 0, openedMs), [filter, openedMs])
  const text = useDebouncedText(typed).trim()
  const { data, isPlaceholderData } = useSuggestedValues(query, text)
  // Values of what was typed before could be chosen by mistake.
  if (data === undefined || isPlaceholderData || typed.trim() !== text) return []
  const sections = data.fields.map(({ field, values }) => ({
    title: `Add filter: ${labelOf(field)}`,
    answers: true,
    entries: values
      .map(({ value, count }) => ({ value, count, added: token(field, '=', value) }))
      .filter(({ added }) => !hasToken(filter, added))
      .map(({ value, count, added }) => ({
        id: `value ${field} ${value}`,
        label: value,
        note: countOf(count, 'event'),
        run: () => go({ filter: addToken(currentView().filter, added) }),
      })),
  }))
  if (data.unfinished.length === 0) return sections
  const nothing = data.unfinished.map(labelOf).join(', ')
  return [...sections, { title: 'Not searched because it takes too long', entries: [], nothing }]
}
