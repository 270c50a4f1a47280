import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import Popover, { type PopoverProps } from '@cloudscape-design/components/popover'
import { useEffect, useRef, type ComponentType } from 'react'
import type { StatusResponse } from '../../api/getStatus.ts'
import { usePreferences } from '../models/preferences/usePreferences.ts'
import { spellOutInvisible } from '../ui/invisibleCharacters.ts'
import { formatCount } from '../ui/numbers.ts'
import { formatTime, type Zone } from '../ui/time.ts'
import { StoreButton } from './StoreButton.tsx'

export interface StorePopoverProps {
  readonly status: StatusResponse
  /** Actions on the store, below the facts. `onLeave` closes the menu. */
  readonly Menu: ComponentType<{ readonly onLeave: () => void }>
}

/** The accounts and the time range of the store, and the menu. Open when it is first drawn. */
export function StorePopover({ status, Menu }: StorePopoverProps) {
  const popover = useRef<PopoverProps.Ref>(null)
  const button = useRef<HTMLButtonElement>(null)
  const wasOpened = useRef(false)
  const zone = usePreferences((preferences) => preferences.zone)
  useEffect(() => {
    if (wasOpened.current) return
    wasOpened.current = true
    button.current?.click()
  }, [])
  return (
    <Popover
      ref={popover}
      triggerType="custom"
      header={spellOutInvisible(status.store.name)}
      size="large"
      position="bottom"
      dismissAriaLabel="Close"
      content={
        <div className="store-info-content">
          <KeyValuePairs columns={2} items={facts(status, zone)} />
          <Menu onLeave={() => popover.current?.dismiss()} />
        </div>
      }
    >
      <StoreButton ref={button} status={status} />
    </Popover>
  )
}

function facts(status: StatusResponse, zone: Zone) {
  const { accounts, regions, eventCount, firstEventTime, lastEventTime, problems, version, reader } = status
  const time = (iso: string | null) => (iso === null ? '-' : formatTime(iso, zone))
  return [
    { label: 'Source', value: SOURCES[status.source] },
    { label: 'Events', value: formatCount(eventCount) },
    { label: 'First event', value: time(firstEventTime) },
    { label: 'Last event', value: time(lastEventTime) },
    { label: `Accounts (${formatCount(accounts.length)})`, value: some(accounts) },
    { label: `Regions (${formatCount(regions.length)})`, value: some(regions) },
    { label: 'Load errors', value: formatCount(problems) },
    { label: 'Version', value: version },
    ...(reader === null ? [] : [{ label: 'Signed in as', value: reader }]),
  ]
}

const SOURCES: Readonly<Record<StatusResponse['source'], string>> = {
  simulated: 'Simulated account',
  'log-files': 'Log files',
  'live-account': 'Event history of an AWS account',
}

function some(names: readonly string[]): string {
  if (names.length === 0) return '-'
  const shown = names.slice(0, 6).map(spellOutInvisible).join(', ')
  return names.length > 6 ? `${shown} and ${formatCount(names.length - 6)} more` : shown
}
