import type { TimeRange } from '../../../filter/filter.ts'
import { presetFilter, type Preset } from '../../../filter/presets/preset.ts'
import { HOME, type View } from './view.ts'

/** What a preset leads to: its question in the time range that is chosen. Columns stay as they are. */
export const presetView = (
  preset: Preset,
  timeRange: TimeRange,
  values: readonly string[] = [],
): Partial<View> => ({
  page: HOME.page,
  filter: presetFilter(preset, timeRange, values),
  order: preset.order ?? HOME.order,
  openEvent: null,
  savedView: null,
})
