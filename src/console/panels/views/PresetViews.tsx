import { presetFilter, type Preset } from '../../../filter/presets/preset.ts'
import { PRESET_TOPICS } from '../../../filter/presets/presets.ts'
import { presetView } from '../../models/address/presetView.ts'
import { addressOf, go, useView } from '../../models/address/useView.ts'
import { isPresetFound } from './viewItems.ts'
import { closeViewsDialog, openViewsDialog } from './viewsDialog.ts'
import { ViewRow, type Counting } from './ViewRow.tsx'

/** The presets by topic, counted in the chosen time range. */
export function PresetViews({ search, counting }: { readonly search: string; readonly counting: Counting }) {
  return PRESET_TOPICS.map(({ name, presets }) => {
    const found = presets.filter((preset) => isPresetFound(search, preset))
    return (
      found.length > 0 && (
        <section key={name} className="views-topic" aria-label={name}>
          <h3>{name}</h3>
          <ul className="view-rows">
            {found.map((preset) => (
              <PresetRow key={preset.id} preset={preset} counting={counting} />
            ))}
          </ul>
        </section>
      )
    )
  })
}

function PresetRow({ preset, counting }: { readonly preset: Preset; readonly counting: Counting }) {
  const timeRange = useView((view) => view.filter.timeRange)
  const shared = { name: preset.name, sentence: preset.sentence, counting }
  if (preset.asks)
    return (
      <ViewRow {...shared} filter={null} onOpen={() => openViewsDialog({ kind: 'preset-value', preset })} />
    )
  const view = presetView(preset, timeRange)
  return (
    <ViewRow
      {...shared}
      filter={presetFilter(preset, timeRange)}
      href={addressOf(view)}
      onOpen={() => (closeViewsDialog(), go(view))}
    />
  )
}
