import type { TimeRange } from '../../../filter/filter.ts'
import { presetFilter, type Preset } from '../../../filter/presets/preset.ts'
import { HOME, type ViewPatch } from './view.ts'

/** The view of a preset: its filter in the chosen time range. The columns stay. */
export const presetView = (
  preset: Preset,
  timeRange: TimeRange,
  values: readonly string[] = [],
): ViewPatch => ({
  filter: presetFilter(preset, timeRange, values),
  order: preset.order ?? HOME.order,
  openEvent: null,
  savedView: null,
})
