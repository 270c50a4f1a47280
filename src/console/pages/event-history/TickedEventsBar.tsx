import Button from '@cloudscape-design/components/button'
import { useRef, useState } from 'react'
import { addressOf, go } from '../../models/address/useView.ts'
import { useCommands } from '../../models/commands/useCommands.ts'
import type { MenuPlace } from '../../ui/ContextMenu.tsx'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { formatCount } from '../../ui/numbers.ts'
import { NoteTickedEvents } from './NoteTickedEvents.tsx'
import { untickEvents, useTickedEvents } from './useTickedEvents.ts'
import './TickedEventsBar.css'

const CopyRowsMenu = lazyPart(
  async () => (await import('../../panels/copy-rows/CopyRowsMenu.tsx')).CopyRowsMenu,
)

/** What can be done with the ticked events. It stands below the list, so that no row moves when the first one is ticked. */
export function TickedEventsBar() {
  const ids = useTickedEvents((state) => state.ids)
  const [place, setPlace] = useState<MenuPlace | null>(null)
  const bar = useRef<HTMLDivElement>(null)
  const page = { kind: 'compare-events', ids } as const
  const ticked = ids.length > 0
  useCommands({
    compare: ticked ? () => go({ page }) : undefined,
    clearSelection: ticked ? untickEvents : undefined,
  })
  if (!ticked) return null
  return (
    <div ref={bar} className="ticked-events-bar" role="region" aria-label="Selected events">
      <span role="status">{formatCount(ids.length)} selected</span>
      <Button
        variant="primary"
        href={addressOf({ page })}
        onFollow={(domEvent) => {
          domEvent.preventDefault()
          go({ page })
        }}
      >
        Compare event details
      </Button>
      <Button
        onClick={() => {
          const returnTo = document.activeElement instanceof HTMLElement ? document.activeElement : null
          const { left, top } = (returnTo ?? bar.current)!.getBoundingClientRect()
          setPlace({ x: left, y: top, returnTo })
        }}
      >
        Copy rows
      </Button>
      <NoteTickedEvents ids={ids} />
      <Button variant="link" ariaLabel="Clear selection" onClick={untickEvents}>
        Clear
      </Button>
      {place && <CopyRowsMenu ids={ids} place={place} onClose={() => setPlace(null)} />}
    </div>
  )
}
