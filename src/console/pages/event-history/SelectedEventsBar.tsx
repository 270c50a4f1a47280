import Button from '@cloudscape-design/components/button'
import { useEffect, useRef, useState } from 'react'
import { addressOf, go, useView } from '../../models/address/useView.ts'
import { useCommands } from '../../models/commands/useCommands.ts'
import type { MenuPlace } from '../../ui/ContextMenu.tsx'
import { speak } from '../../ui/announce.ts'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { formatCount } from '../../ui/numbers.ts'
import { NoteSelectedEvents } from './NoteSelectedEvents.tsx'
import { clearSelectedEvents, useSelectedEvents } from './useSelectedEvents.ts'
import './SelectedEventsBar.css'

const CopyRowsMenu = lazyPart(
  async () => (await import('../../panels/copy-rows/CopyRowsMenu.tsx')).CopyRowsMenu,
)

/** More columns than this cannot be read side by side, and do not fit an address. */
const MOST_COMPARED = 20

/** Actions on the selected events, below the list so that selecting the first one moves no row. */
export function SelectedEventsBar() {
  const ids = useSelectedEvents((state) => state.ids)
  const [place, setPlace] = useState<MenuPlace | null>(null)
  const bar = useRef<HTMLDivElement>(null)
  const page = { kind: 'compare-events', ids, view: useView() } as const
  const selected = ids.length > 0
  const comparable = ids.length <= MOST_COMPARED
  useCommands({
    compare: selected && comparable ? () => go(page) : undefined,
    clearSelection: selected ? clearSelectedEvents : undefined,
  })
  const { length } = ids
  const before = useRef(length)
  useEffect(() => {
    if (before.current !== length) speak(length > 0 ? `${formatCount(length)} selected` : 'Selection cleared')
    before.current = length
  }, [length])
  if (!selected) return null
  return (
    <div ref={bar} className="selected-events-bar" role="region" aria-label="Selected events">
      <span>{formatCount(ids.length)} selected</span>
      <Button
        variant="primary"
        {...(comparable ? { href: addressOf(page) } : {})}
        disabled={!comparable}
        disabledReason={`Select at most ${MOST_COMPARED} events to compare them`}
        onFollow={(domEvent) => {
          domEvent.preventDefault()
          go(page)
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
