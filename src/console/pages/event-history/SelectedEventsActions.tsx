import Button from '@cloudscape-design/components/button'
import { useRef, useState } from 'react'
import { addressOf, useView } from '../../models/address/useView.ts'
import type { MenuPlace } from '../../ui/ContextMenu.tsx'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { formatCount } from '../../ui/numbers.ts'
import { NoteSelectedEvents } from './NoteSelectedEvents.tsx'
import { clearSelectedEvents } from './useSelectedEvents.ts'
import './SelectedEventsActions.css'

const CopyRowsMenu = lazyPart(
  async () => (await import('../../panels/copy-rows/CopyRowsMenu.tsx')).CopyRowsMenu,
)

export interface SelectedEventsActionsProps {
  readonly ids: readonly string[]
  /** How many can be compared. */
  readonly most: number
  /** Undefined where there are more. */
  readonly onCompare: (() => void) | undefined
}

export function SelectedEventsActions({ ids, most, onCompare }: SelectedEventsActionsProps) {
  const [place, setPlace] = useState<MenuPlace | null>(null)
  const bar = useRef<HTMLDivElement>(null)
  const view = useView()
  return (
    <div ref={bar} className="selected-events-bar" role="region" aria-label="Selected events">
      <span>{formatCount(ids.length)} selected</span>
      <Button
        variant="primary"
        {...(onCompare ? { href: addressOf({ kind: 'compare-events', ids, view }) } : {})}
        disabled={!onCompare}
        disabledReason={`Select at most ${most} events to compare them`}
        onFollow={(domEvent) => {
          domEvent.preventDefault()
          onCompare?.()
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
      <NoteSelectedEvents ids={ids} />
      <Button variant="link" ariaLabel="Clear selection" onClick={clearSelectedEvents}>
        Clear
      </Button>
      {place && <CopyRowsMenu ids={ids} place={place} onClose={() => setPlace(null)} />}
    </div>
  )
}
