import { useEffect, useMemo, useState } from 'react'
import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'
import { summarizeEvent } from '../../../cloudtrail/summary.ts'
import { textAt } from '../../../cloudtrail/textAt.ts'
import { type Filter, type Token } from '../../../filter/filter.ts'
import { textWords } from '../../../filter/words.ts'
import { useNotes } from '../../models/queries/notes.ts'
import { prefer, usePreferences } from '../../models/preferences/usePreferences.ts'
import { openedRecord } from '../../models/record/openedRecord.ts'
import { showTime } from '../../ui/time.ts'
import { openValueMenu } from '../../models/value-menu/openValueMenu.ts'
import { AroundEvent } from './AroundEvent.tsx'
import { detailRows, errorCodeOf, type DetailsSource } from './detailRows.ts'
import { DetailValue } from './DetailValue.tsx'
import { IdentityChain } from './IdentityChain.tsx'
import { EventNotesSection } from './notes/EventNotesSection.tsx'
import type { OnMenu } from './onMenu.ts'
import { EventRecord } from './record-tree/EventRecord.tsx'
import type { RecordPlace } from './record-tree/recordViewState.ts'
import { marked, SafeText } from '../../ui/SafeText.tsx'
import { PartBoundary } from '../../ui/PartBoundary.tsx'
import { relativeTime } from './relativeTime.ts'
import { ResourcesReferenced } from './ResourcesReferenced.tsx'
import { Section } from './Section.tsx'
import { WhyMatched } from './WhyMatched.tsx'
import './EventDetails.css'

/**
 * The content of the split panel and of the page `/events/<id>`. The parent shows the title (the
 * event name) and the buttons for previous, next and close. Give it `key={event.id}`, so that the
 * state of sections and searches does not carry over to another record.
 */
export interface EventDetailsProps {
  readonly event: CloudTrailEvent
  /**
   * The record byte for byte; undefined while it is being fetched. The fields of the event are
   * shown meanwhile.
   */
  readonly recordText: string | undefined
  /** Why there is no record and what to do, as one sentence. */
  readonly recordProblem?: string | undefined
  /** The log file the record came from, null for the simulated account. */
  readonly logFile: string | null
  readonly zone: 'utc' | 'local'
  /**
   * Level of the blocks' headings: 3 under a split panel's own title (the default), 2 on a page.
   */
  readonly headingLevel?: 2 | 3 | undefined
  /**
   * The filter that found the event: its words are marked in the record, and the reasons for the
   * match are shown.
   */
  readonly filter: Filter
  /**
   * Adds a token to the present filter. The operator is `=` or `!=`; `!=` with an empty value means
   * "is present".
   */
  readonly onFilter: (token: Token) => void
  /** The state of the store in which related events are counted; undefined until it is known. */
  readonly asOf: string | undefined
}

const WHY = 'Why this event matches'

export function EventDetails(props: EventDetailsProps) {
  const { event, recordText, recordProblem, logFile, headingLevel = 3, asOf, filter, onFilter } = props
  const aroundOpen = usePreferences((preferences) => preferences.aroundOpen)
  const whyOpen = usePreferences((preferences) => preferences.whyOpen)
  const notes = useNotes()(event)
  const [place, setPlace] = useState<RecordPlace | null>(null)
  const words = useMemo(() => textWords(filter.text), [filter.text])
  const record = useMemo(
    () => (recordText === undefined ? undefined : openedRecord(recordText)),
    [recordText],
  )
  const json = record?.json
  const onMenu: OnMenu = (values, at, more = []) => openValueMenu({ event, values, place: at, more })

  return (
    <div className="event-details">
      <PartBoundary name="The summary" resetKeys={[event, json]}>
        <Summary event={event} json={json} />
      </PartBoundary>

      <Section title="Details" level={headingLevel} resetKeys={[event, json]}>
        <dl className="event-details__values">
          <EventTime {...props} onMenu={onMenu} />
          <DetailRows event={event} json={json} logFile={logFile} onFilter={onFilter} onMenu={onMenu} />
        </dl>
      </Section>

      <Section title="Notes" level={headingLevel} resetKeys={[event]}>
        <EventNotesSection event={event} onMenu={onMenu} />
      </Section>

      <IdentityChain record={json} level={headingLevel} onFilter={onFilter} onMenu={onMenu} />

      <Section title="Resources referenced" level={headingLevel} resetKeys={[event]}>
        <ResourcesReferenced key={event.id} resources={event.resources} onFilter={onFilter} onMenu={onMenu} />
      </Section>

      {record && asksSomething(filter) && (
        <Section
          title={WHY}
          label={WHY}
          level={headingLevel}
          fold={{ open: whyOpen, onToggle: () => prefer({ whyOpen: !whyOpen }) }}
          resetKeys={[event, record, filter]}
        >
          <WhyMatched filter={filter} record={record} notes={notes} zone={props.zone} onPlace={setPlace} />
        </Section>
      )}

      <Section
        title="Around this event"
        level={headingLevel}
        fold={{ open: aroundOpen, onToggle: () => prefer({ aroundOpen: !aroundOpen }) }}
        resetKeys={[event, json, asOf]}
      >
        <AroundEvent event={event} record={json} asOf={asOf} />
      </Section>

      <Section title="Event record" level={headingLevel} resetKeys={[record]}>
        {recordProblem !== undefined ? (
          <p className="event-details__error" role="alert">
            {recordProblem}
          </p>
        ) : record === undefined ? (
          <div
            className="event-details__skeleton"
            aria-busy="true"
            aria-label="Loading the event record"
            role="status"
          />
        ) : (
          <EventRecord record={record} words={words} place={place} onMenu={onMenu} />
        )}
      </Section>
    </div>
  )
}

function Summary({ event, json }: { readonly event: CloudTrailEvent; readonly json: unknown }) {
  const summary = useMemo(() => summarizeEvent(event, json), [event, json])
  const failed = errorCodeOf(event, json) !== null || textAt(json, 'errorMessage') !== null
  return (
    <p className="event-details__summary" data-failed={failed || undefined}>
      {marked(summary)}
    </p>
  )
}

interface DetailRowsProps extends DetailsSource {
  readonly onFilter: (token: Token) => void
  readonly onMenu: OnMenu
}

function DetailRows({ onFilter, onMenu, ...source }: DetailRowsProps) {
  return detailRows(source).map(({ label, value, field, wide, isError }) => (
    <DetailValue
      key={label}
      label={label}
      value={value}
      field={field}
      wide={wide}
      onFilter={onFilter}
      onMenu={onMenu}
    >
      {isError && (
        <span className="event-details__error">
          <SafeText text={value ?? ''} />
        </span>
      )}
    </DetailValue>
  ))
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
