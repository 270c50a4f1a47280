import type { Preset } from '../../filter/presets/preset.ts'
import { currentView, go } from '../models/address/useView.ts'
import { addFacet } from '../panels/facets/facetList.ts'
import type { FindProps, PaletteStep } from '../panels/palette/findEntries.ts'
import { Palette, type PaletteProps } from '../panels/palette/Palette.tsx'
import type { TypedAheadProps } from '../panels/palette/TypedAhead.tsx'
import { useCommandSections } from '../panels/palette/useCommandSections.ts'
import { useFieldSections } from '../panels/palette/useFieldSections.tsx'
import { useNameSections, useSureSections, useTextSections } from '../panels/palette/useSuggestedSections.ts'
import { useValueSections } from '../panels/palette/useValueSections.ts'
import { useViewSections } from '../panels/palette/useViewSections.ts'
import { currentPreferences, prefer } from '../models/preferences/usePreferences.ts'
import { openViewsDialog } from '../panels/views/viewsDialog.ts'

const showFacet = (field: string) =>
  prefer({ facets: addFacet(currentPreferences().facets, field), facetsOpen: true })

/** The form opens over the list of events. */
const openPresetValue = (preset: Preset) => {
  go(currentView())
  openViewsDialog({ kind: 'preset-value', preset })
}

/** The sources that the palette searches, in this order. A new source is a line here. */
function Find({ typed, children }: FindProps) {
  const { fields, paths } = useFieldSections(typed, showFacet)
  return children(
    [
      useSureSections(typed),
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
  placeholder: 'A command, a field, or paste an ARN, key, address, time, record…',
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
