import type { Preset } from '../../filter/presets/preset.ts'
import { go } from '../address/useView.ts'
import { HOME } from '../address/view.ts'
import { addFacet } from '../facets/facetList.ts'
import type { FindProps, PaletteStep } from '../palette/findEntries.ts'
import { Palette, type PaletteProps } from '../palette/Palette.tsx'
import type { TypedAheadProps } from '../palette/TypedAhead.tsx'
import { useCommandSections } from '../palette/useCommandSections.ts'
import { useFieldSections } from '../palette/useFieldSections.tsx'
import { useSureSections, useTextSections } from '../palette/useOfferedSections.ts'
import { useViewSections } from '../palette/useViewSections.ts'
import { currentPreferences, prefer } from '../preferences/usePreferences.ts'
import { openViewsDialog } from '../views/viewsDialog.ts'

const showFacet = (field: string) =>
  prefer({ facets: addFacet(currentPreferences().facets, field), facetsOpen: true })

/** The form lies over the list. */
const askPreset = (preset: Preset) => {
  go({ page: HOME.page })
  openViewsDialog({ kind: 'ask', preset })
}

/** What the palette finds, in this order. Another source is a line here. */
function Find({ typed, children }: FindProps) {
  return children(
    [
      useSureSections(typed),
      useCommandSections(typed),
      useFieldSections(typed, showFacet),
      useViewSections(typed, askPreset),
      useTextSections(typed),
    ].flat(),
  )
}

const START: PaletteStep = {
  title: 'Find anything',
  placeholder: 'A command, a field, or paste an ARN, key, address, time, record…',
  Find,
}

export interface ConsolePaletteProps extends Omit<PaletteProps, 'start'> {
  /** What is typed before it is there. */
  readonly onTypedAhead: TypedAheadProps['onTyped']
}

/** The palette with all that the console has to find. */
export const ConsolePalette = ({ typedAhead, onClose }: ConsolePaletteProps) => (
  <Palette start={START} typedAhead={typedAhead} onClose={onClose} />
)
