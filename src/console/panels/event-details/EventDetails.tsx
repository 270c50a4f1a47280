import { memo, useMemo, useState } from 'react'
import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'
import type { Filter } from '../../../filter/filter.ts'
import { textAt } from '../../../cloudtrail/textAt.ts'
import { textWords } from '../../../filter/words.ts'
import { useNotes } from '../../models/queries/notes.ts'
import { prefer, usePreferences } from '../../models/preferences/usePreferences.ts'
import { openedRecord } from '../../models/record/openedRecord.ts'
import { openValueMenu } from '../../models/value-menu/openValueMenu.ts'
import { PartBoundary } from '../../ui/PartBoundary.tsx'
import type { Zone } from '../../ui/time.ts'
import { AroundEvent } from './AroundEvent.tsx'
import { DetailList } from './DetailList.tsx'
import { detailRows } from './detailRows.ts'
import { EventInsight } from './EventInsight.tsx'
import { EventIntegrity } from './EventIntegrity.tsx'
import { EventSummary } from './EventSummary.tsx'
import { EventNotesSection } from './notes/EventNotesSection.tsx'
import type { OnMenu } from './onMenu.ts'
import { EventRecord } from './record-tree/EventRecord.tsx'
import type { RecordPlace } from './record-tree/recordViewState.ts'
import { ResourcesReferenced } from './ResourcesReferenced.tsx'
import { Section } from './Section.tsx'
import { userIdentityRows } from './userIdentityRows.ts'
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
  /** Why there is no record, and what to do, as one sentence. */
  readonly recordProblem?: string | undefined
  /** The log file the record came from, null for the simulated account. */
  readonly logFile: string | null
  /** The URI of that file; undefined until it is known. */
  readonly logFileUri?: string | undefined
  readonly zone: Zone
  /**
   * Level of the blocks' headings: 3 under a split panel's own title (the default), 2 on a page.
   */
  readonly headingLevel?: 2 | 3 | undefined
  /**
   * The filter that found the event: its words are marked in the record, and the reasons for the
   * match are shown.
   */
  readonly filter: Filter
  /** The state of the store in which related events are counted; undefined until it is known. */
  readonly asOf: string | undefined
}

const WHY = 'Why this matched'

export const EventDetails = memo(function EventDetails(props: EventDetailsProps) {
  const {
    event,
    recordText,
    recordProblem,
    logFile,
    logFileUri,
    zone,
    headingLevel = 3,
    asOf,
    filter,
  } = props
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
  const isLoading = record === undefined && recordProblem === undefined
  const onMenu: OnMenu = (values, at, more = []) => openValueMenu({ event, values, place: at, more })

  return (
    <div className="event-details">
      <PartBoundary name="The summary" resetKeys={[event, json]}>
        <EventSummary event={event} json={json} isLoading={isLoading} />
      </PartBoundary>

      {event.eventCategory === 'Insight' && (
        <PartBoundary name="The link to the insight" resetKeys={[json]}>
          <EventInsight id={textAt(json, 'sharedEventID')} isLoading={isLoading} />
        </PartBoundary>
      )}

      <Section title="Details" level={headingLevel} resetKeys={[event, json]}>
        <DetailList rows={detailRows({ event, json, logFile }, isLoading)} zone={zone} onMenu={onMenu} />
      </Section>

      {event.integrity && (
        <Section title="Integrity" level={headingLevel} resetKeys={[event, logFileUri]}>
          <EventIntegrity integrity={event.integrity} logFileUri={logFileUri} />
        </Section>
      )}

      <Section title="User identity" level={headingLevel} resetKeys={[json]}>
        {isLoading ? (
          <Skeleton label="Loading the user identity" height={140} />
        ) : (
          <UserIdentity json={json} zone={zone} onMenu={onMenu} />
        )}
      </Section>

      <Section title="Resources referenced" level={headingLevel} resetKeys={[event]}>
        <ResourcesReferenced key={event.id} resources={event.resources} onMenu={onMenu} />
      </Section>

      <Section title="Event record" level={headingLevel} resetKeys={[record]}>
        {recordProblem !== undefined ? (
          <p className="event-details__error" role="alert">
            {recordProblem}
          </p>
        ) : record === undefined ? (
          <Skeleton label="Loading the event record" height={320} />
        ) : (
          <EventRecord record={record} words={words} place={place} onMenu={onMenu} />
        )}
      </Section>

      {record && hasConditions(filter) && (
        <Section
          title={WHY}
          label={WHY}
          level={headingLevel}
          fold={{ open: whyOpen, onToggle: () => prefer({ whyOpen: !whyOpen }) }}
          resetKeys={[event, record, filter]}
        >
          <WhyMatched {...{ filter, record, notes, zone }} integrity={event.integrity} onPlace={setPlace} />
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

      <Section title="Notes" level={headingLevel} resetKeys={[event]}>
        <EventNotesSection event={event} onMenu={onMenu} />
      </Section>
    </div>
  )
})

interface UserIdentityProps {
  readonly json: unknown
  readonly zone: Zone
  readonly onMenu: OnMenu
}

function UserIdentity({ json, zone, onMenu }: UserIdentityProps) {
  const rows = useMemo(() => userIdentityRows(json), [json])
  if (rows.length === 0) return <p className="event-details__quiet">No user identity in this record.</p>
  return <DetailList rows={rows} zone={zone} onMenu={onMenu} />
}

function Skeleton({ label, height }: { readonly label: string; readonly height: number }) {
  return (
    <div
      className="event-details__skeleton"
      style={{ blockSize: height }}
      aria-busy="true"
      aria-label={label}
      role="status"
    />
  )
}

function hasConditions({ tokens, timeRange, text }: Filter): boolean {
  return tokens.length > 0 || timeRange.kind !== 'all' || text !== ''
}
