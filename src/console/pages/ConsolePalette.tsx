import type { TimeRange } from '../../filter/filter.ts'
import type { Preset } from '../../filter/presets/preset.ts'
import { currentView, go } from '../models/address/useView.ts'
import { currentNow } from '../models/queries/refreshes.ts'
import { addFacet } from '../panels/facets/facetList.ts'
import type { FindProps, PaletteStep } from '../panels/palette/findEntries.ts'
import { Palette, type PaletteProps } from '../panels/palette/Palette.tsx'
import type { TypedAheadProps } from '../ui/TypedAhead.tsx'
import { rangeSections } from '../panels/palette/rangeSections.ts'
import { useCommandSections } from '../panels/palette/useCommandSections.ts'
import { useFieldSections } from '../panels/palette/useFieldSections.tsx'
import { useNameSections, useSureSections, useTextSections } from '../panels/palette/useSuggestedSections.ts'
import { useValueSections } from '../panels/palette/useValueSections.ts'
import { useViewSections } from '../panels/palette/useViewSections.ts'
import { currentPreferences, prefer, usePreferences } from '../models/preferences/usePreferences.ts'
import { openViewsDialog } from '../panels/views/viewsDialog.ts'

const showFacet = (field: string) =>
  prefer({ facets: addFacet(currentPreferences().facets, field), facetsOpen: true })

/** The form opens over the list of events. */
const openPresetValue = (preset: Preset) => {
  go(currentView())
  openViewsDialog({ kind: 'preset-value', preset })
}

const setTimeRange = (timeRange: TimeRange) => go({ filter: { ...currentView().filter, timeRange } })

/** The sources that the palette searches, in this order. A new source is a line here. */
function Find({ typed, children }: FindProps) {
  const { fields, paths } = useFieldSections(typed, showFacet)
  const zone = usePreferences((preferences) => preferences.zone)
  return children(
    [
      useSureSections(typed),
      rangeSections(typed, currentNow(), zone, setTimeRange),
      useCommandSections(typed),
      fields,
      useValueSections(typed),
      paths,
      useViewSections(typed, openPresetValue),
      useNameSections(typed),
      useTextSections(typed),
    ].flat(),
  )
}

const START: PaletteStep = {
  title: 'Command palette',
  placeholder: 'Command, field, value or time range, or paste an ARN, key, record…',
  Find,
}

export interface ConsolePaletteProps extends Omit<PaletteProps, 'start'> {
  /** Text that is typed before the palette has loaded. */
  readonly onTypedAhead: TypedAheadProps['onTyped']
}

/** The palette with everything that the console can find. */
export const ConsolePalette = ({ typedAhead, onClose }: ConsolePaletteProps) => (
  <Palette start={START} typedAhead={typedAhead} onClose={onClose} />
)
