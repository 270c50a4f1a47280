import { useRef, useState } from 'react'
import { FIRST_PRESETS } from '../../../filter/presets/presets.ts'
import type { Preset } from '../../../filter/presets/preset.ts'
import { presetView } from '../../models/address/presetView.ts'
import { readSavedQuery } from '../../models/address/savedQuery.ts'
import { addressOf, currentView, go, type Target } from '../../models/address/useView.ts'
import { useViews } from '../../models/queries/useViews.ts'
import { ContextMenu, type MenuItem, type MenuPlace } from '../../ui/ContextMenu.tsx'
import { DialogBoundary } from '../../ui/DialogBoundary.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { ICON_PATHS } from '../../ui/iconPaths.ts'
import { openViewsDialog } from './viewsDialog.ts'
import './TitleMenu.css'

/** More of them are found in the dialog. */
const MOST_SAVED = 8

/** The title of Event history, which opens a menu of views. */
export function TitleMenu({ title }: { readonly title: string }) {
  const button = useRef<HTMLButtonElement>(null)
  const [place, setPlace] = useState<MenuPlace | null>(null)
  const open = () => {
    const { left, bottom } = button.current!.getBoundingClientRect()
    setPlace({ x: left, y: bottom + 4, returnTo: button.current })
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        className="title-menu"
        aria-haspopup="menu"
        aria-expanded={place !== null}
        title="Views (v)"
        onClick={open}
      >
        {title}
        <Icon size={16}>
          <path d={ICON_PATHS.down} />
        </Icon>
      </button>
      {place && (
        <DialogBoundary onClose={() => setPlace(null)}>
          <ViewsMenu place={place} onClose={() => setPlace(null)} />
        </DialogBoundary>
      )}
    </>
  )
}

function ViewsMenu({ place, onClose }: { readonly place: MenuPlace; readonly onClose: () => void }) {
  const saved = useViews().data?.views ?? []
  const opens = (kind: 'views' | 'save') => ({ run: () => openViewsDialog({ kind }), leadsOn: true })
  return (
    <ContextMenu
      label="Views"
      place={place}
      onClose={onClose}
      groups={[
        { title: 'Quick views', items: FIRST_PRESETS.map(itemOfPreset) },
        {
          title: 'Saved views',
          items: saved
            .slice(0, MOST_SAVED)
            .map(({ name, query }) => ({ label: name, ...leadingTo(readSavedQuery(query, name)) })),
        },
        {
          items: [
            { label: 'All views', detail: 'Saved views, presets and recent searches', ...opens('views') },
            { label: 'Save view', detail: 'Saves this filter and these columns', ...opens('save') },
          ],
        },
      ].filter(({ items }) => items.length > 0)}
    />
  )
}

const leadingTo = (target: Target) => ({ href: addressOf(target), run: () => go(target) })

function itemOfPreset(preset: Preset): MenuItem {
  const { name: label, sentence: detail } = preset
  if (preset.asks)
    return { label, detail, run: () => openViewsDialog({ kind: 'preset-value', preset }), leadsOn: true }
  return { label, detail, ...leadingTo(presetView(preset, currentView().filter.timeRange)) }
}
