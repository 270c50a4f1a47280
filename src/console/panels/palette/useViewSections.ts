import type { SavedView } from '../../../api/views.ts'
import { presetFilter, type Preset } from '../../../filter/presets/preset.ts'
import { PRESET_TOPICS } from '../../../filter/presets/presets.ts'
import { formatFilterText } from '../../../filter/text.ts'
import { presetView } from '../../models/address/presetView.ts'
import { readSavedQuery } from '../../models/address/savedQuery.ts'
import { currentView, go } from '../../models/address/useView.ts'
import type { RecentSearch } from '../../models/preferences/searchHistory.ts'
import { useSearchHistory } from '../../models/preferences/useSearchHistory.ts'
import { useViews } from '../../models/queries/useViews.ts'
import { countOf } from '../../ui/numbers.ts'
import type { PaletteEntry, PaletteSection } from './findEntries.ts'

/** How many are shown before anything is typed. */
const SHOWN = 5

/**
 * Saved views, recent queries and, once something is typed, presets; `onValueNeeded` asks for the
 * value that a preset needs.
 */
export function useViewSections(
  typed: string,
  onValueNeeded: (preset: Preset) => void,
): readonly PaletteSection[] {
  const saved = useViews().data?.views ?? []
  const { searches } = useSearchHistory()
  const isTyped = typed.trim() !== ''
  const few = <T>(all: readonly T[]) => (isTyped ? all : all.slice(0, SHOWN))
  const presets = PRESET_TOPICS.flatMap(({ name, presets: inTopic }) =>
    inTopic.map((preset) => presetEntry(preset, name, onValueNeeded)),
  )
  return [
    { title: 'Open a saved view', most: SHOWN, entries: few(saved).map(savedEntry) },
    { title: 'Search again', most: SHOWN, entries: few(searches).map(recentEntry) },
    { title: 'Open a preset', most: SHOWN, entries: isTyped ? presets : [] },
  ]
}

function savedEntry({ name, description, query }: SavedView): PaletteEntry {
  const view = readSavedQuery(query, name)
  const line = formatFilterText(view.filter)
  return {
    id: `view ${name}`,
    label: name,
    detail: description || line,
    words: `view ${description} ${line}`,
    run: () => go(view),
  }
}

/** Only the query changes: the columns stay. */
function recentEntry({ query, count }: RecentSearch): PaletteEntry {
  const { filter, order, openEvent, savedView } = readSavedQuery(query, null)
  return {
    id: `asked ${query}`,
    label: formatFilterText(filter) || 'All events',
    note: `${countOf(count, 'event')} at the time`,
    words: 'recent history',
    run: () => go({ filter, order, openEvent, savedView }),
  }
}

function presetEntry(preset: Preset, topic: string, onValueNeeded: (preset: Preset) => void): PaletteEntry {
  const line = formatFilterText(presetFilter(preset, { kind: 'all' }))
  return {
    id: `preset ${preset.id}`,
    label: preset.asks && !preset.name.endsWith('?') ? `${preset.name}…` : preset.name,
    detail: preset.sentence,
    words: `${topic} ${preset.sentence} ${line}`,
    run: () => (preset.asks ? onValueNeeded(preset) : go(presetView(preset, currentView().filter.timeRange))),
  }
}
