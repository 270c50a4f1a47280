import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import Popover, { type PopoverProps } from '@cloudscape-design/components/popover'
import { useRef, type ComponentType } from 'react'
import type { StatusResponse } from '../../api/getStatus.ts'
import { usePreferences } from '../models/preferences/usePreferences.ts'
import { useStatus } from '../models/queries/useStatus.ts'
import { Icon } from '../ui/Icon.tsx'
import { countOf, formatCount } from '../ui/numbers.ts'
import { SafeText } from '../ui/SafeText.tsx'
import { spellOutInvisible } from '../ui/invisibleCharacters.ts'
import { formatTime, type Zone } from '../ui/time.ts'
import './StoreInfo.css'

export interface StoreInfoProps {
  /** Actions on the store, below the facts. `onLeave` closes the menu. */
  readonly Menu: ComponentType<{ readonly onLeave: () => void }>
}

/** The event data store in use: its name, the number of its events, their accounts and time range. */
export function StoreInfo({ Menu }: StoreInfoProps) {
  const popover = useRef<PopoverProps.Ref>(null)
  const zone = usePreferences((preferences) => preferences.zone)
  const status = useStatus().data
  if (!status) return null
  const { name } = status.store
  return (
    <Popover
      ref={popover}
      triggerType="custom"
      header={spellOutInvisible(name)}
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
      <button
        type="button"
        className="top-bar-button store-info"
        title={`Event data store: ${spellOutInvisible(name)}`}
      >
        <span className="store-info-source">
          <SafeText text={name} />
        </span>
        <span className="store-info-count">{countOf(status.eventCount, 'event')}</span>
        <Icon size={12} grid={12}>
          <path d="M2.5 4.5 6 8l3.5-3.5" />
        </Icon>
      </button>
    </Popover>
  )
}

function facts(status: StatusResponse, zone: Zone) {
  const { accounts, regions, eventCount, firstEventTime, lastEventTime, problems, version } = status
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
