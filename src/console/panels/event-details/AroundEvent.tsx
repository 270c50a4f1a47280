import { useMemo, useState } from 'react'
import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'
import { relationsOf, titleOfRelation, type Relation } from '../../../cloudtrail/relations.ts'
import { followLink } from '../../models/address/followLink.ts'
import { addressOf, go } from '../../models/address/useView.ts'
import { useCounts } from '../../models/queries/useCounts.ts'
import { relatedFilter, relatedView } from '../../models/value-menu/relatedView.ts'
import { spansAround, type Span } from '../../models/value-menu/spansAround.ts'
import { countOf, formatCount } from '../../ui/numbers.ts'
import { QuietButton } from '../../ui/QuietButton.tsx'
import { SafeText } from '../../ui/SafeText.tsx'
import './AroundEvent.css'

export interface AroundEventProps {
  readonly event: CloudTrailEvent
  /** The parsed record; undefined until it has loaded. */
  readonly record: unknown
  /** The state of the store to count in; undefined until it is known. */
  readonly asOf: string | undefined
}

/** Every further relation costs five counts. */
const SHOWN_AT_FIRST = 10

/**
 * The events around this one, whatever the current filter: how many there are in all, and of the
 * same request, session, user and so on, within minutes and at any time. Each number links to them,
 * with this event opened among them.
 */
export function AroundEvent({ event, record, asOf }: AroundEventProps) {
  const [isWhole, setIsWhole] = useState(false)
  const all = useMemo(() => relationsOf(event, record), [event, record])
  const rare = useExisting(all, asOf)
  const relations = useMemo(() => [null, ...all.filter(({ isRare }) => isRare !== true)], [all])
  const shown = useMemo(
    () => [...(isWhole ? relations : relations.slice(0, SHOWN_AT_FIRST)), ...rare],
    [isWhole, relations, rare],
  )
  const hidden = relations.length + rare.length - shown.length
  const spans = useMemo(() => spansAround(event.eventTime), [event])
  const filters = useMemo(
    () => shown.flatMap((relation) => spans.map(({ timeRange }) => relatedFilter(relation, timeRange))),
    [shown, spans],
  )
  const counts = useCounts(filters, asOf)
  // The roles of a table are stated, since the layout removes them from its elements.
  return (
    <>
      <table className="around-event" role="table" aria-label="Around this event">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              Events
            </th>
            {spans.map(({ short, name }) => (
              <th key={name} role="columnheader" scope="col" aria-label={name}>
                {short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {shown.map((relation, row) => (
            <tr key={relation ? `${relation.name} ${relation.value}` : ''} role="row">
              <th role="rowheader" scope="row" title={relation?.value}>
                {titleOf(relation)}
                {relation && (
                  <span className="around-event__value">
                    <SafeText text={relation.value} />
                  </span>
                )}
              </th>
              {spans.map((span, column) => (
                <td key={span.name} role="cell">
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
      {hidden > 0 && (
        <QuietButton onClick={() => setIsWhole(true)}>Show {formatCount(hidden)} more</QuietButton>
      )}
    </>
  )
}

/** The rare relations that lead to any event. They come last, so that no row moves when they do. */
function useExisting(relations: readonly Relation[], asOf: string | undefined): readonly Relation[] {
  const rare = useMemo(() => relations.filter(({ isRare }) => isRare === true), [relations])
  const filters = useMemo(() => rare.map((relation) => relatedFilter(relation, { kind: 'all' })), [rare])
  const counts = useCounts(filters, asOf)
  // As a text: the list of counts is new in each rendering.
  const exist = counts.map((count) => (count ?? 0) > 0).join()
  return useMemo(() => {
    const each = exist.split(',')
    return rare.filter((_, index) => each[index] === 'true')
  }, [rare, exist])
}

interface CountProps {
  readonly event: CloudTrailEvent
  readonly relation: Relation | null
  readonly span: Span
  readonly count: number | undefined
}

/** A link, unless it would lead only to this event. */
function Count({ event, relation, span, count }: CountProps) {
  if (count === undefined) return <span className="around-event__pending" aria-label="Counting" role="img" />
  if (count === 0) return '0'
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

const titleOf = (relation: Relation | null): string => (relation ? titleOfRelation(relation) : 'All events')
