import { useMemo } from 'react'
import type { EventNotes } from '../../../cloudtrail/eventNotes.ts'
import type { EventIntegrity } from '../../../cloudtrail/integrity.ts'
import type { Filter } from '../../../filter/filter.ts'
import { formatTime, type Zone } from '../../ui/time.ts'
import { ClauseReason } from './ClauseReason.tsx'
import { explainRecord } from './explainRecord.ts'
import { useNow } from '../../models/queries/refreshes.ts'
import type { OpenedRecord } from '../../models/record/openedRecord.ts'
import type { RecordPlace } from './record-tree/recordViewState.ts'
import { Icon } from '../../ui/Icon.tsx'
import { ICON_PATHS } from '../../ui/iconPaths.ts'
import './WhyMatched.css'

export interface WhyMatchedProps {
  readonly filter: Filter
  readonly record: OpenedRecord
  readonly notes: EventNotes | undefined
  readonly integrity: EventIntegrity | undefined
  readonly zone: Zone
  /** Shows a place in the record. */
  readonly onPlace: (place: RecordPlace) => void
}

/**
 * For each condition, where in the record the filter found a match, or what the record has instead.
 */
export function WhyMatched({ filter, record, notes, integrity, zone, onPlace }: WhyMatchedProps) {
  const nowMs = useNow()
  const explained = useMemo(
    () => explainRecord(filter, record, { notes, integrity }, nowMs),
    [filter, record, notes, integrity, nowMs],
  )
  if (!explained) return null
  const { eventTimeMs, explanation, document } = explained
  return (
    <>
      {!explanation.holds && <p className="why-matched__verdict">This event does not match the filter.</p>}
      <ul className="why-matched">
        {explanation.parts.map((part, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- the parts of a filter have no names of their own
          <li key={index} className="why-matched__part" data-failed={!part.holds || undefined}>
            <span className="why-matched__sign">
              <Icon>
                <path d={ICON_PATHS[part.holds ? 'check' : 'cross']} />
              </Icon>
              <span className="visually-hidden">{part.holds ? 'Matches: ' : 'Does not match: '}</span>
            </span>
            <div className="why-matched__reason">
              {part.kind === 'clause' && (
                <ClauseReason alternatives={part.alternatives} document={document} onPlace={onPlace} />
              )}
              {part.kind === 'unreadable' && (
                <>
                  <b>{part.token.key}</b> {part.token.reason}
                </>
              )}
              {part.kind === 'time' && (
                <>
                  <b>Time range</b>{' '}
                  <span className="why-matched__quiet">
                    {eventTimeMs === null
                      ? 'this event has no event time'
                      : `the event time is ${formatTime(new Date(eventTimeMs).toISOString(), zone)}`}
                  </span>
                </>
              )}
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}
