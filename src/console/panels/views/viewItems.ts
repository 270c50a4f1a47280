import type { SavedView } from '../../../api/views.ts'
import type { Filter } from '../../../filter/filter.ts'
import { foldCase } from '../../../filter/foldCase.ts'
import type { Preset } from '../../../filter/presets/preset.ts'
import { presetFilter } from '../../../filter/presets/preset.ts'
import { formatFilterText } from '../../../filter/text.ts'
import { readSavedQuery } from '../../models/address/savedQuery.ts'

/** A filter as one line of filter text. */
export const filterLine = (filter: Filter): string => formatFilterText(filter) || 'All events'

/** Whether every word of the search occurs in one of the texts. */
export function isFound(search: string, ...texts: readonly string[]): boolean {
  const all = foldCase(texts.join('\n'))
  return foldCase(search.trim())
    .split(/\s+/)
    .every((word) => all.includes(word))
}

export const isViewFound = (search: string, { name, description, query }: SavedView): boolean =>
  isFound(search, name, description, filterLine(readSavedQuery(query, null).filter))

export const isPresetFound = (search: string, preset: Preset): boolean =>
  isFound(
    search,
    preset.name,
    preset.sentence,
    preset.asks?.label ?? '',
    filterLine(presetFilter(preset, { kind: 'all' })),
  )
