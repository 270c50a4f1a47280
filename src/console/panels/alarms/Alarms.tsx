import Box from '@cloudscape-design/components/box'
import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'
import Table, { type TableProps } from '@cloudscape-design/components/table'
import type { AlarmsResponse, ListedAlarm } from '../../../api/alarms.ts'
import { addressOf, go } from '../../models/address/useView.ts'
import { usePreferences } from '../../models/preferences/usePreferences.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { formatTime, type Zone } from '../../ui/time.ts'
import { alarmEvents } from './alarmEvents.ts'
import { CreateAlarms } from './CreateAlarms.tsx'

const STATES: Readonly<Record<ListedAlarm['state'], readonly [StatusIndicatorProps.Type, string]>> = {
  ALARM: ['error', 'In alarm'],
  OK: ['success', 'OK'],
  INSUFFICIENT_DATA: ['pending', 'Insufficient data'],
}

const columnsOf = (zone: Zone): TableProps.ColumnDefinition<ListedAlarm>[] => [
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
    width: 300,
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ state }) => <StatusIndicator type={STATES[state][0]}>{STATES[state][1]}</StatusIndicator>,
    width: 170,
  },
  { id: 'since', header: 'Since', cell: ({ since }) => formatTime(since, zone), width: 210 },
  { id: 'reason', header: 'Reason', cell: ({ reason }) => <SafeText text={reason} />, minWidth: 260 },
  {
    id: 'events',
    header: 'Events',
    cell: (alarm) => (
      <Link
        href={addressOf(alarmEvents(alarm))}
        ariaLabel={`Events of ${alarm.name}`}
        onFollow={(domEvent) => {
          domEvent.preventDefault()
          go(alarmEvents(alarm))
        }}
      >
        Show events
      </Link>
    ),
    width: 130,
  },
]

/** The alarms of the account, those that fire first, and more of them by one click. */
export function Alarms({ data }: { readonly data: AlarmsResponse }) {
  const zone = usePreferences((preferences) => preferences.zone)
  const firing = data.alarms.filter(({ state }) => state === 'ALARM').length
  return (
    <Table
      items={data.alarms}
      trackBy={({ name, region }) => `${region} ${name}`}
      columnDefinitions={columnsOf(zone)}
      wrapLines
      variant="container"
      ariaLabels={{ tableLabel: 'Alarms' }}
      header={
        <Header
          variant="h1"
          counter={`(${data.alarms.length})`}
          description={`CloudWatch counts the events that a trail delivers to a log group, and an alarm fires when there are too many. ${firing === 0 ? 'No alarm is firing.' : `${firing} in alarm.`}`}
          actions={<CreateAlarms data={data} />}
        >
          Alarms
        </Header>
      }
      empty={
        <Box textAlign="center" padding="l">
          <b>No alarms</b>
          <Box color="text-body-secondary">
            {data.logGroups.length === 0
              ? 'Alarms count events in a log group of CloudWatch Logs. Create a trail that delivers to one first.'
              : 'Create the alarms of the CIS AWS Foundations Benchmark: root use, denied calls, changes of trails and eleven more.'}
          </Box>
        </Box>
      }
    />
  )
}
