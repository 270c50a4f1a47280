import { useMemo } from 'react'
import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'
import { relationsOf, type Relation } from '../../../cloudtrail/relations.ts'
import { followLink } from '../../models/address/followLink.ts'
import { addressOf, go } from '../../models/address/useView.ts'
import { useCounts } from '../../models/queries/useCounts.ts'
import { countOf, formatCount } from '../../ui/numbers.ts'
import { relatedFilter, relatedView } from '../../models/value-menu/relatedView.ts'
import { spansAround, type Span } from '../../models/value-menu/spansAround.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import './detailsTable.css'
import './AroundEvent.css'

export interface AroundEventProps {
  readonly event: CloudTrailEvent
  /** The parsed record; undefined until it has loaded. */
  readonly record: unknown
  /** The state of the store to count in; undefined until it is known. */
  readonly asOf: string | undefined
}

/**
 * The events around this one, whatever the present filter: how many there are in all, of the same
 * request, session, user and so on, within minutes and at any time. Each number links to them, with
 * this event opened in its place among them.
 */
export function AroundEvent({ event, record, asOf }: AroundEventProps) {
  const relations = useMemo(() => [null, ...relationsOf(event, record)], [event, record])
  const spans = useMemo(() => spansAround(event.eventTime), [event])
  const filters = useMemo(
    () => relations.flatMap((relation) => spans.map(({ timeRange }) => relatedFilter(relation, timeRange))),
    [relations, spans],
  )
  const counts = useCounts(filters, asOf)
  return (
    <div className="details-table around-event" role="region" aria-label="Around this event" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Events</th>
            {spans.map(({ short, name }) => (
              <th key={name} scope="col" title={name}>
                {short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {relations.map((relation, row) => (
            <tr key={relation ? `${relation.name} ${relation.value}` : ''}>
              <th scope="row" title={relation?.value}>
                {titleOf(relation)}
                {relation && (
                  <span className="around-event__value">
                    <SafeText text={relation.value} />
                  </span>
                )}
              </th>
              {spans.map((span, column) => (
                <td key={span.name}>
                  <Count
                    event={event}
                    relation={relation}
                    span={span}
                    count={counts[row * spans.length + column]}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface CountProps {
  readonly event: CloudTrailEvent
  readonly relation: Relation | null
  readonly span: Span
  readonly count: number | undefined
}

/** A link, unless it would lead only to this event. */
function Count({ event, relation, span, count }: CountProps) {
  if (count === undefined) return <span className="around-event__pending" aria-label="counting" role="img" />
  if (count === 0) return '-'
  if (count === 1 && relation?.kind !== 'other') return <span title="Only this event">1</span>
  const view = relatedView(relation, span.timeRange, event.id)
  return (
    <a
      className="around-event__link"
      href={addressOf(view)}
      aria-label={`${titleOf(relation)}, ${span.name}: ${countOf(count, 'event')}`}
      onClick={(domEvent) => followLink(domEvent, () => go(view))}
    >
      {formatCount(count)}
    </a>
  )
}

function titleOf(relation: Relation | null): string {
  if (relation === null) return 'All events'
  return relation.kind === 'other' ? relation.name : `Same ${relation.name}`
}
