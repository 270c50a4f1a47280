import { PRESET_TOPICS } from '../../filter/presets/presets.ts'
import { presetFilter, type Preset } from '../../filter/presets/preset.ts'
import { formatFilterText } from '../../filter/text.ts'
import { currentView, go } from '../address/useView.ts'
import { HOME } from '../address/view.ts'
import type { PaletteEntry, PaletteSection } from './findEntries.ts'

const ENTRIES: readonly PaletteEntry[] = PRESET_TOPICS.flatMap(({ name, presets }) =>
  // One that asks for a value is a form of its own.
  presets.filter(({ asks }) => asks === undefined).map((preset) => entryOf(preset, name)),
)

/** The common questions, once something is typed. */
export function usePresetSections(typed: string): readonly PaletteSection[] {
  return typed.trim() === '' ? [] : [{ title: 'Common questions', most: 5, entries: ENTRIES }]
}

function entryOf(preset: Preset, topic: string): PaletteEntry {
  return {
    id: `preset ${preset.id}`,
    label: preset.name,
    detail: preset.sentence,
    words: `${topic} ${preset.sentence} ${formatFilterText(presetFilter(preset, { kind: 'all' }))}`,
    run: () =>
      go({
        page: HOME.page,
        filter: presetFilter(preset, currentView().filter.timeRange),
        order: preset.order ?? HOME.order,
      }),
  }
}
