import { PresetValueDialog } from './PresetValueDialog.tsx'
import { EditViewDialog, SaveViewDialog } from './SaveViewDialog.tsx'
import { ViewsDialog } from './ViewsDialog.tsx'
import { useViewsDialog } from './viewsDialog.ts'

/** Whichever dialog about views is open. */
export function OpenViewsDialog() {
  const open = useViewsDialog((state) => state.open)
  switch (open?.kind) {
    case undefined:
      return null
    case 'views':
      return <ViewsDialog />
    case 'save':
      return <SaveViewDialog />
    case 'edit':
      return <EditViewDialog view={open.view} />
    case 'preset-value':
      return open.preset.asks ? <PresetValueDialog preset={open.preset} asks={open.preset.asks} /> : null
  }
}
