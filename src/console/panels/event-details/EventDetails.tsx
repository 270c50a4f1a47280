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
import { identityChain } from './identityChain.ts'
import { EventNotesSection } from './notes/EventNotesSection.tsx'
import type { OnMenu } from './onMenu.ts'
import { EventRecord, type EventRecordHandle } from './record-tree/EventRecord.tsx'
import { marked, SafeText } from '../../ui/SafeText.tsx'
import { relativeTime } from './relativeTime.ts'
import { ResourcesReferenced } from './ResourcesReferenced.tsx'
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

export function EventDetails(props: EventDetailsProps) {
  const { event, recordText, recordProblem, logFile, headingLevel = 3, asOf, filter, onFilter } = props
  const aroundOpen = usePreferences((preferences) => preferences.aroundOpen)
  const whyOpen = usePreferences((preferences) => preferences.whyOpen)
  const recordHandle = useRef<EventRecordHandle>(null)
  const words = useMemo(() => textWords(filter.text), [filter.text])
  const Heading = `h${headingLevel}` as const
  const record = useMemo(() => parseTolerantly(recordText), [recordText])
  const summary = useMemo(() => summarizeEvent(event, record), [event, record])
  const chain = useMemo(() => identityChain(record), [record])
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
      <p
        className="event-details__summary"
        data-failed={errorCode !== null || errorMessage !== null || undefined}
      >
        {marked(summary)}
      </p>

      <section className="event-details__block">
        <Heading className="event-details__title">Details</Heading>
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
      </section>

      <section className="event-details__block">
        <Heading className="event-details__title">Notes</Heading>
        <EventNotesSection event={event} onMenu={onMenu} />
      </section>

      {chain.length > 0 && (
        <section className="event-details__block">
          <Heading className="event-details__title">Identity chain</Heading>
          <dl className="event-details__values">
            {chain.map((link) => (
              <DetailValue
                key={link.label}
                label={link.label}
                value={link.value}
                field={link.field}
                onFilter={onFilter}
                onMenu={onMenu}
              >
                <SafeText text={link.value} />
                {link.note !== undefined && (
                  <span className="event-details__quiet">
                    {' '}
                    (<SafeText text={link.note} />)
                  </span>
                )}
              </DetailValue>
            ))}
          </dl>
        </section>
      )}

      <section className="event-details__block">
        <Heading className="event-details__title">Resources referenced</Heading>
        <ResourcesReferenced key={event.id} resources={event.resources} onFilter={onFilter} onMenu={onMenu} />
      </section>

      {recordText !== undefined && asksSomething(filter) && (
        <section className="event-details__block" aria-label="Why this event matches">
          <Heading className="event-details__title">
            <button
              className="event-details__fold"
              type="button"
              aria-expanded={whyOpen}
              onClick={() => prefer({ whyOpen: !whyOpen })}
            >
              Why this event matches
            </button>
          </Heading>
          {whyOpen && (
            <WhyMatched
              filter={filter}
              recordText={recordText}
              notes={event.notes}
              zone={props.zone}
              record={() => recordHandle.current}
            />
          )}
        </section>
      )}

      <section className="event-details__block">
        <Heading className="event-details__title">
          <button
            className="event-details__fold"
            type="button"
            aria-expanded={aroundOpen}
            onClick={() => prefer({ aroundOpen: !aroundOpen })}
          >
            Around this event
          </button>
        </Heading>
        {aroundOpen && <AroundEvent event={event} record={record} asOf={asOf} />}
      </section>

      <section className="event-details__block">
        <Heading className="event-details__title">Event record</Heading>
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
      </section>
    </div>
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
