import type { CloudTrailEvent } from '../../cloudtrail/event.ts'
import {
  pageOf,
  stepFrom,
  type EventPosition,
  type ExpandedRows,
} from '../panels/event-list/model/expandedRows.ts'
import type { ResolvedQuery } from '../models/queries/resolvedQuery.ts'
import { useEventPages } from '../models/queries/useEventPages.ts'
import { useEventPosition } from '../models/queries/useEventPosition.ts'
import { useRecord } from '../models/queries/useRecord.ts'

/** An event and its place in the filtered result. */
export interface PositionedEvent extends EventPosition {
  readonly event: CloudTrailEvent
  /** The state of the store in which it stands there. */
  readonly asOf: string | undefined
}

export interface OpenedEvent {
  readonly event: CloudTrailEvent | undefined
  /** Position in the filtered result; null when the filter leaves the event out, undefined while that is looked up. */
  readonly offset: number | null | undefined
  /** Which of the other events it is of the row at that position, from 1; 0 for the row itself. */
  readonly member: number
  readonly logFile: string | null
  /** The state of the store that the position was looked up in. */
  readonly asOf: string | undefined
  readonly recordText: string | undefined
  readonly recordProblem: string | undefined
  /** Why there is no such event to show. */
  readonly problem: Error | null
  readonly previous: PositionedEvent | undefined
  readonly next: PositionedEvent | undefined
}

const NO_EXPANDED_ROWS: ExpandedRows = []

/**
 * The opened event, its record, and its neighbours in the filtered result. `known` is what the list knew of it already:
 * then nothing has to be waited for but the record.
 */
export function useOpenedEvent(
  id: string | null,
  query: ResolvedQuery,
  asOf: string | undefined,
  columns: readonly string[],
  known: PositionedEvent | null,
  expanded: ExpandedRows = NO_EXPANDED_ROWS,
): OpenedEvent {
  const position = useEventPosition(id, query, asOf)
  const record = useRecord(id)
  const placed = known?.event.id === id ? known : null
  const knownPlace = placed?.asOf === asOf ? placed : undefined
  const found = position.data && !position.isPlaceholderData ? position.data : knownPlace
  const offset = found?.offset
  const member = found?.member ?? 0
  const at = typeof offset === 'number' ? { offset, member } : null
  const previous = at && stepFrom(at, -1, expanded)
  const next = at && stepFrom(at, 1, expanded)

  const wanted = [previous, next].filter((place) => place !== null)
  const pages = wanted.map((place) => pageOf(place, query, expanded))
  const { pages: answers } = useEventPages(pages, columns, asOf ?? position.data?.asOf)
  const placedAt = (place: EventPosition | null): PositionedEvent | undefined => {
    const index = place === null ? -1 : wanted.indexOf(place)
    const event = index < 0 ? undefined : answers[index]?.[pages[index]!.at]
    return place && event ? { event, ...place, asOf } : undefined
  }

  return {
    event: position.data?.event ?? placed?.event,
    offset,
    member,
    logFile: position.data?.logFile ?? null,
    asOf: position.data?.asOf,
    recordText: record.data,
    recordProblem: record.error?.message,
    problem: placed ? null : position.error,
    previous: placedAt(previous),
    next: placedAt(next),
  }
}
