import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'
import Table, { type TableProps } from '@cloudscape-design/components/table'
import { useState } from 'react'
import type { AlarmsResponse, ListedAlarm } from '../../../api/alarms.ts'
import { PageButton } from '../../models/address/PageButton.tsx'
import { PageLink } from '../../models/address/PageLink.tsx'
import { usePreferences } from '../../models/preferences/usePreferences.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { formatSeconds, type Zone } from '../../ui/time.ts'
import { alarmEvents } from './alarmEvents.ts'
import { CreateAlarms } from './CreateAlarms.tsx'
import { DeleteAlarmDialog } from './DeleteAlarmDialog.tsx'

const STATES: Readonly<Record<ListedAlarm['state'], readonly [StatusIndicatorProps.Type, string]>> = {
  ALARM: ['error', 'In alarm'],
  OK: ['success', 'OK'],
  INSUFFICIENT_DATA: ['pending', 'Insufficient data'],
}

const columnsOf = (
  zone: Zone,
  remove: (alarm: ListedAlarm) => void,
): TableProps.ColumnDefinition<ListedAlarm>[] => [
  {
    id: 'name',
    header: 'Alarm',
    isRowHeader: true,
    cell: ({ name, description, region }) => (
      <>
        <SafeText text={name} />
        <Box color="text-body-secondary" fontSize="body-s">
          <SafeText text={description ?? region} />
        </Box>
      </>
    ),
    minWidth: 210,
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ state }) => <StatusIndicator type={STATES[state][0]}>{STATES[state][1]}</StatusIndicator>,
    minWidth: 150,
  },
  {
    id: 'since',
    header: 'Since',
    cell: ({ since }) => formatSeconds(since, zone),
    minWidth: 190,
  },
  { id: 'reason', header: 'Reason', cell: ({ reason }) => <SafeText text={reason} />, minWidth: 210 },
  {
    id: 'actions',
    header: 'Actions',
    cell: (alarm) => {
      const name = spellOutInvisible(alarm.name)
      return (
        <SpaceBetween direction="horizontal" size="s">
          <PageLink to={alarmEvents(alarm)} ariaLabel={`Events of ${name}`}>
            Show events
          </PageLink>
          <Button variant="inline-link" ariaLabel={`Delete ${name}`} onClick={() => remove(alarm)}>
            Delete
          </Button>
        </SpaceBetween>
      )
    },
    minWidth: 180,
  },
]

/** The alarms of the account, those that fire first, and more of them by one click. */
export function Alarms({ data }: { readonly data: AlarmsResponse }) {
  const zone = usePreferences((preferences) => preferences.zone)
  const [deleted, setDeleted] = useState<ListedAlarm | null>(null)
  const firing = data.alarms.filter(({ state }) => state === 'ALARM').length
  const hasLogGroup = data.logGroups.length > 0
  return (
    <>
      <Table
        items={data.alarms}
        trackBy={({ name, region }) => `${region} ${name}`}
        columnDefinitions={columnsOf(zone, setDeleted)}
        wrapLines
        variant="container"
        ariaLabels={{ tableLabel: 'Alarms' }}
        header={
          <Header
            variant="h1"
            counter={`(${data.alarms.length})`}
            description={`CloudWatch counts the events that a trail delivers to a log group, and an alarm fires when there are too many. ${firing === 0 ? 'No alarm is firing.' : `${firing} in alarm.`}`}
            actions={hasLogGroup && <CreateAlarms data={data} />}
          >
            Alarms
          </Header>
        }
        empty={<NoAlarms hasLogGroup={hasLogGroup} />}
      />
      {deleted && <DeleteAlarmDialog alarm={deleted} onClose={() => setDeleted(null)} />}
    </>
  )
}

/** What to do where there is no alarm. */
const NoAlarms = ({ hasLogGroup }: { readonly hasLogGroup: boolean }) => (
  <Box textAlign="center" padding="l">
    <SpaceBetween size="s">
      <div>
        <b>No alarms</b>
        <Box color="text-body-secondary">
          {hasLogGroup
            ? 'Create the alarms of the CIS AWS Foundations Benchmark: root use, denied calls, changes of trails and eleven more.'
            : 'Alarms count events in a log group of CloudWatch Logs. Create a trail that delivers to one, or edit a trail.'}
        </Box>
      </div>
      {!hasLogGroup && (
        <PageButton variant="primary" to={{ kind: 'create-trail' }}>
          Create trail
        </PageButton>
      )}
    </SpaceBetween>
  </Box>
)
