import { addFacet } from '../facets/facetList.ts'
import type { FindProps, PaletteStep } from '../palette/findEntries.ts'
import { Palette } from '../palette/Palette.tsx'
import { useCommandSections } from '../palette/useCommandSections.ts'
import { useFieldSections } from '../palette/useFieldSections.tsx'
import { useSureSections, useTextSections } from '../palette/useOfferedSections.ts'
import { usePresetSections } from '../palette/usePresetSections.ts'
import { currentPreferences, prefer } from '../preferences/usePreferences.ts'

const showFacet = (field: string) =>
  prefer({ facets: addFacet(currentPreferences().facets, field), facetsOpen: true })

/** What the palette finds, in this order. Another source is a line here. */
function Find({ typed, children }: FindProps) {
  return children(
    [
      useSureSections(typed),
      useCommandSections(typed),
      useFieldSections(typed, showFacet),
      usePresetSections(typed),
      useTextSections(typed),
    ].flat(),
  )
}

const START: PaletteStep = {
  title: 'Find anything',
  placeholder: 'A command, a field, or paste an ARN, key, address, time, record…',
  Find,
}

/** The palette with all that the console has to find. */
export const ConsolePalette = ({ onClose }: { readonly onClose: () => void }) => (
  <Palette start={START} onClose={onClose} />
)
