import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Tabs from '@cloudscape-design/components/tabs'
import { useMemo } from 'react'
import type { InsightResponse } from '../../../api/insights.ts'
import { describeRecord } from '../../../cloudtrail/describe.ts'
import { writeTime } from '../../../cloudtrail/writeTime.ts'
import { OpenedRecord } from '../../models/record/openedRecord.ts'
import { openValueMenu } from '../../models/value-menu/openValueMenu.ts'
import { EventRecord } from '../../panels/event-details/record-tree/EventRecord.tsx'

const NO_WORDS: readonly string[] = []

/** The Insights events of the start and of the end, as they are written. */
export function InsightRecords({ insight }: { readonly insight: InsightResponse }) {
  const { startRecord, endRecord, endTime } = insight
  const tab = (id: string, label: string, text: string | null, without: string) => ({
    id,
    label,
    content: text === null ? without : <Record text={text} />,
  })
  return (
    <SpaceBetween size="s">
      <Header variant="h2">Insights event records</Header>
      <Tabs
        ariaLabel="Insights event records"
        tabs={[
          tab('start', 'Start', startRecord, 'The record of the start is not among the events.'),
          tab(
            'end',
            'End',
            endRecord,
            endTime === null
              ? 'The rate is still unusual: there is no record of the end yet.'
              : 'The record of the end is not among the events.',
          ),
        ]}
      />
    </SpaceBetween>
  )
}

function Record({ text }: { readonly text: string }) {
  const opened = useMemo(() => new OpenedRecord(text), [text])
  return (
    <EventRecord
      record={opened}
      words={NO_WORDS}
      place={null}
      onMenu={(values, place, more = []) => {
        const event = eventOf(opened)
        if (event) openValueMenu({ event, values, place, more, recordText: text })
      }}
    />
  )
}

/** The event of a record, which may not be in the store. */
function eventOf({ record }: OpenedRecord) {
  if (!record) return null
  const { eventTimeMs, ...event } = describeRecord(record)
  return {
    ...event,
    id: event.eventID ?? '',
    eventTime: eventTimeMs === null ? null : writeTime(eventTimeMs),
  }
}
