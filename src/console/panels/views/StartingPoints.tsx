import { FIRST_PRESETS } from '../../../filter/presets/presets.ts'
import { followLink } from '../../models/address/followLink.ts'
import { presetView } from '../../models/address/presetView.ts'
import { addressOf, go, useView } from '../../models/address/useView.ts'
import { openViewsDialog } from './viewsDialog.ts'
import './StartingPoints.css'

/**
 * A few presets to start with, while the filter is empty: on one line, and only where there is
 * room.
 */
export function StartingPoints() {
  const timeRange = useView((view) => view.filter.timeRange)
  return (
    <nav className="starting-points" aria-label="Questions to begin with">
      <span>Ask:</span>
      {FIRST_PRESETS.map((preset) => {
        const view = presetView(preset, timeRange)
        return (
          <a
            key={preset.id}
            href={addressOf(view)}
            title={preset.sentence}
            draggable={false}
            onClick={(domEvent) => followLink(domEvent, () => go(view))}
          >
            {preset.name}
          </a>
        )
      })}
      <button type="button" onClick={() => openViewsDialog({ kind: 'views' })}>
        More
      </button>
    </nav>
  )
}
