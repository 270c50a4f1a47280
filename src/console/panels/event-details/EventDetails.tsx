import { useEffect, useMemo, useRef, useState } from 'react'
import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'
import { summarizeEvent } from '../../../cloudtrail/summary.ts'
import { textAt } from '../../../cloudtrail/textAt.ts'
import { type Filter, type Token } from '../../../filter/filter.ts'
import { textWords } from '../../../filter/words.ts'
import { prefer, usePreferences } from '../../models/preferences/usePreferences.ts'
import { showTime } from '../../ui/time.ts'
import { openValueMenu } from '../../models/value-menu/openValueMenu.ts'
import { AroundEvent } from './AroundEvent.tsx'
import { DetailValue } from './DetailValue.tsx'
import { IdentityChain } from './IdentityChain.tsx'
import { EventNotesSection } from './notes/EventNotesSection.tsx'
import type { OnMenu } from './onMenu.ts'
import { EventRecord, type EventRecordHandle } from './record-tree/EventRecord.tsx'
import { marked, SafeText } from '../../ui/SafeText.tsx'
import { PartBoundary } from '../../ui/PartBoundary.tsx'
import { relativeTime } from './relativeTime.ts'
import { ResourcesReferenced } from './ResourcesReferenced.tsx'
import { Section } from './Section.tsx'
import { WhyMatched } from './WhyMatched.tsx'
import './EventDetails.css'

/**
 * The content of the split panel and of the page `/events/<id>`. The host shows the title (the event name), previous, next and close.
 * Give it `key={event.id}` so that folds and searches do not move to another record.
 */
export interface EventDetailsProps {
  readonly event: CloudTrailEvent
  /** The record byte for byte; undefined while it is being fetched (what the event says is shown meanwhile). */
  readonly recordText: string | undefined
  /** Why there is no record: one sentence, with what to do. */
  readonly recordProblem?: string | undefined
  /** The log file the record came from, null for the simulated account. */
  readonly logFile: string | null
  readonly zone: 'utc' | 'local'
  /** Level of the blocks' headings: 3 under a split panel's own title (the default), 2 on a page. */
  readonly headingLevel?: 2 | 3 | undefined
  /** What the event was found by: its words are marked in the record, and why it matches is told. */
  readonly filter: Filter
  /** Add this token to the present filter. The operator says which way: `=`, `!=`; `!=` with an empty value is "exists". */
  readonly onFilter: (token: Token) => void
  /** The state of the store that what belongs to the event is counted in; undefined while that is not known. */
  readonly asOf: string | undefined
}

const WHY = 'Why this event matches'

export function EventDetails(props: EventDetailsProps) {
  const { event, recordText, recordProblem, logFile, headingLevel = 3, asOf, filter, onFilter } = props
  const aroundOpen = usePreferences((preferences) => preferences.aroundOpen)
  const whyOpen = usePreferences((preferences) => preferences.whyOpen)
  const recordHandle = useRef<EventRecordHandle>(null)
  const words = useMemo(() => textWords(filter.text), [filter.text])
  const record = useMemo(() => parseTolerantly(recordText), [recordText])
  const onMenu: OnMenu = (values, place, more = []) => openValueMenu({ event, values, place, more })
  const errorMessage = textAt(record, 'errorMessage')
  const errorCode = event.errorCode ?? textAt(record, 'errorCode')
  const value = (label: string, text: string | null, field?: string, wide = false) => (
    <DetailValue
      label={label}
      value={text === '' ? null : text}
      field={field}
      wide={wide}
      onFilter={onFilter}
      onMenu={onMenu}
    />
  )

  return (
    <div className="event-details">
      <PartBoundary name="The summary" resetKeys={[event, record]}>
        <Summary event={event} record={record} failed={errorCode !== null || errorMessage !== null} />
      </PartBoundary>

      <Section title="Details" level={headingLevel} resetKeys={[event, record]}>
        <dl className="event-details__values">
          <EventTime {...props} onMenu={onMenu} />
          {value('User name', event.userName, 'userName')}
          {value('Event name', event.eventName, 'eventName')}
          {value('Event source', event.eventSource, 'eventSource')}
          {value('AWS access key', event.accessKeyId, 'accessKeyId')}
          {value('Source IP address', event.sourceIPAddress, 'sourceIPAddress')}
          {value('Event ID', event.eventID, 'eventID')}
          {value('Request ID', textAt(record, 'requestID'), 'requestID')}
          {value('AWS region', event.awsRegion, 'awsRegion')}
          <DetailValue
            label="Error code"
            value={errorCode}
            field="errorCode"
            onFilter={onFilter}
            onMenu={onMenu}
          >
            <span className="event-details__error">
              <SafeText text={errorCode ?? ''} />
            </span>
          </DetailValue>
          {value('Read-only', event.readOnly === null ? null : String(event.readOnly), 'readOnly')}
          {errorMessage !== null && value('Error message', errorMessage, 'errorMessage', true)}
          {event.userAgent !== null && value('User agent', event.userAgent, 'userAgent', true)}
          {logFile !== null && value('Log file', logFile, undefined, true)}
        </dl>
      </Section>

      <Section title="Notes" level={headingLevel} resetKeys={[event]}>
        <EventNotesSection event={event} onMenu={onMenu} />
      </Section>

      <IdentityChain record={record} level={headingLevel} onFilter={onFilter} onMenu={onMenu} />

      <Section title="Resources referenced" level={headingLevel} resetKeys={[event]}>
        <ResourcesReferenced key={event.id} resources={event.resources} onFilter={onFilter} onMenu={onMenu} />
      </Section>

      {recordText !== undefined && asksSomething(filter) && (
        <Section
          title={WHY}
          label={WHY}
          level={headingLevel}
          fold={{ open: whyOpen, onToggle: () => prefer({ whyOpen: !whyOpen }) }}
          resetKeys={[event, recordText, filter]}
        >
          <WhyMatched
            filter={filter}
            recordText={recordText}
            notes={event.notes}
            zone={props.zone}
            record={() => recordHandle.current}
          />
        </Section>
      )}

      <Section
        title="Around this event"
        level={headingLevel}
        fold={{ open: aroundOpen, onToggle: () => prefer({ aroundOpen: !aroundOpen }) }}
        resetKeys={[event, record, asOf]}
      >
        <AroundEvent event={event} record={record} asOf={asOf} />
      </Section>

      <Section title="Event record" level={headingLevel} resetKeys={[recordText]}>
        {recordProblem !== undefined ? (
          <p className="event-details__error" role="alert">
            {recordProblem}
          </p>
        ) : recordText === undefined ? (
          <div
            className="event-details__skeleton"
            aria-busy="true"
            aria-label="Loading the event record"
            role="status"
          />
        ) : (
          <EventRecord ref={recordHandle} recordText={recordText} words={words} onMenu={onMenu} />
        )}
      </Section>
    </div>
  )
}

interface SummaryProps {
  readonly event: CloudTrailEvent
  readonly record: unknown
  readonly failed: boolean
}

function Summary({ event, record, failed }: SummaryProps) {
  const summary = useMemo(() => summarizeEvent(event, record), [event, record])
  return (
    <p className="event-details__summary" data-failed={failed || undefined}>
      {marked(summary)}
    </p>
  )
}

function EventTime({ event, zone, onFilter, onMenu }: EventDetailsProps & { readonly onMenu: OnMenu }) {
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  const shown = event.eventTime === null ? null : showTime(event.eventTime, zone)
  return (
    <DetailValue
      label="Event time"
      value={event.eventTime}
      field="eventTime"
      onFilter={onFilter}
      onMenu={onMenu}
    >
      {event.eventTime !== null && shown && (
        <time dateTime={event.eventTime}>
          {shown.time}{' '}
          <span className="event-details__quiet">
            {shown.zone} · {relativeTime(event.eventTime, nowMs)}
          </span>
        </time>
      )}
    </DetailValue>
  )
}

function asksSomething({ tokens, timeRange, text }: Filter): boolean {
  return tokens.length > 0 || timeRange.kind !== 'all' || text !== ''
}

/** For reading single values; what is shown and copied is always the text itself. */
function parseTolerantly(text: string | undefined): unknown {
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
