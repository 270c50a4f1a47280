import { EVERYTHING, type Filter } from '../../../filter/filter.ts'
import { presetFilter, type Preset } from '../../../filter/presets/preset.ts'
import { PRESET_TOPICS } from '../../../filter/presets/presets.ts'
import { formatFilterText, parseFilterText } from '../../../filter/text.ts'
import { RECIPE_TEXTS, type RecipeText } from './recipeTexts.ts'

/** A preset of the console as a page. */
export interface Recipe extends RecipeText {
  readonly topic: string
  readonly preset: Preset
  /** With the example value if the preset asks for one. */
  readonly filter: Filter
}

export const RECIPES: readonly Recipe[] = PRESET_TOPICS.flatMap(({ name, presets }) =>
  presets.map((preset) => {
    const text = RECIPE_TEXTS[preset.id]
    if (!text) throw new Error(`The preset ${preset.id} has no text in recipeTexts.ts.`)
    return { ...text, topic: name, preset, filter: filterOf(preset) }
  }),
)

/**
 * The console replaces the prefixes of event names that a preset requires by the names that occur
 * in the data. A page has no data, so they are alternatives here.
 */
function filterOf(preset: Preset): Filter {
  const { asks } = preset
  const values = asks ? asks.example.split(', ').slice(0, asks.several ? undefined : 1) : []
  const filter = presetFilter(preset, EVERYTHING.timeRange, values)
  if (!asks?.eventNames) return filter
  const names = asks.eventNames.map((beginning) => `eventName^=${beginning}`).join(' OR ')
  return parseFilterText(`${formatFilterText(filter)} (${names})`)
}
