import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import Popover from '@cloudscape-design/components/popover'
import type { StatusResponse } from '../../api/getStatus.ts'
import { usePreferences } from '../models/preferences/usePreferences.ts'
import { useStatus } from '../models/queries/useStatus.ts'
import { countOf, formatCount } from '../ui/numbers.ts'
import { spellOutInvisible } from '../ui/invisibleCharacters.ts'
import { formatTime, type Zone } from '../ui/time.ts'
import './StoreInfo.css'

/** The event data store in use: its source, the number of its events, and their time range. */
export function StoreInfo() {
  const zone = usePreferences((preferences) => preferences.zone)
  const status = useStatus().data
  if (!status) return null
  return (
    <Popover
      triggerType="custom"
      header="Event data store"
      size="large"
      position="bottom"
      fixedWidth
      dismissAriaLabel="Close"
      content={<KeyValuePairs columns={2} items={facts(status, zone)} />}
    >
      <button type="button" className="top-bar-button store-info">
        <span className="store-info-source">{sourceOf(status)}</span>
        <span className="store-info-count">{countOf(status.eventCount, 'event')}</span>
      </button>
    </Popover>
  )
}

function facts(status: StatusResponse, zone: Zone) {
  const { accounts, regions, eventCount, firstEventTime, lastEventTime, problems, version } = status
  const time = (iso: string | null) => (iso === null ? '-' : formatTime(iso, zone))
  return [
    { label: 'Source', value: status.source === 'simulated' ? 'Simulated account' : 'Loaded log files' },
    { label: 'Events', value: formatCount(eventCount) },
    { label: 'First event', value: time(firstEventTime) },
    { label: 'Last event', value: time(lastEventTime) },
    { label: `Accounts (${formatCount(accounts.length)})`, value: some(accounts) },
    { label: `Regions (${formatCount(regions.length)})`, value: some(regions) },
    { label: 'Load problems', value: formatCount(problems) },
    { label: 'Version', value: version },
  ]
}

function sourceOf({ source, accounts }: StatusResponse): string {
  const account = accounts.length === 1 ? ` ${spellOutInvisible(accounts[0] ?? '')}` : ''
  if (source === 'simulated') return `Simulated account${account}`
  return accounts.length > 1
    ? `Log files of ${countOf(accounts.length, 'account')}`
    : `Log files${account && ` of${account}`}`
}

function some(names: readonly string[]): string {
  if (names.length === 0) return '-'
  const shown = names.slice(0, 6).map(spellOutInvisible).join(', ')
  return names.length > 6 ? `${shown} and ${formatCount(names.length - 6)} more` : shown
}
