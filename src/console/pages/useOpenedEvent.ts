import type { CloudTrailEvent } from '../../cloudtrail/event.ts'
import type { Asked } from '../queries/asked.ts'
import { PAGE_SIZE, useEventPages } from '../queries/useEventPages.ts'
import { useEventPosition } from '../queries/useEventPosition.ts'
import { useRecord } from '../queries/useRecord.ts'

/** An event and its place in the filtered result. */
export interface PlacedEvent {
  readonly event: CloudTrailEvent
  readonly offset: number
  /** The state of the store in which it stands there. */
  readonly asOf: string | undefined
}

export interface OpenedEvent {
  readonly event: CloudTrailEvent | undefined
  /** Position in the filtered result; null when the filter leaves the event out, undefined while that is looked up. */
  readonly offset: number | null | undefined
  readonly logFile: string | null
  /** The state of the store that the position was looked up in. */
  readonly asOf: string | undefined
  readonly recordText: string | undefined
  readonly recordProblem: string | undefined
  /** Why there is no such event to show. */
  readonly problem: Error | null
  readonly previous: PlacedEvent | undefined
  readonly next: PlacedEvent | undefined
}

/**
 * The opened event, its record, and its neighbours in the filtered result. `known` is what the list knew of it already:
 * then nothing has to be waited for but the record.
 */
export function useOpenedEvent(
  id: string | null,
  asked: Asked,
  asOf: string | undefined,
  columns: readonly string[],
  known: PlacedEvent | null,
): OpenedEvent {
  const position = useEventPosition(id, asked, asOf)
  const record = useRecord(id)
  const placed = known?.event.id === id ? known : null
  const placedOffset = placed?.asOf === asOf ? placed?.offset : undefined
  const offset = position.data && !position.isPlaceholderData ? position.data.offset : placedOffset
  const previous = typeof offset === 'number' && offset > 0 ? offset - 1 : null
  const next = typeof offset === 'number' ? offset + 1 : null

  const wanted = [previous, next].filter((each) => each !== null)
  const pages = [...new Set(wanted.map((each) => Math.floor(each / PAGE_SIZE)))]
  const { pages: answers } = useEventPages(asked, columns, asOf ?? position.data?.asOf, pages)
  const placeOf = (at: number | null): PlacedEvent | undefined => {
    if (at === null) return undefined
    const event = answers[pages.indexOf(Math.floor(at / PAGE_SIZE))]?.[at % PAGE_SIZE]
    return event && { event, offset: at, asOf }
  }

  return {
    event: position.data?.event ?? placed?.event,
    offset,
    logFile: position.data?.logFile ?? null,
    asOf: position.data?.asOf,
    recordText: record.data,
    recordProblem: record.error?.message,
    problem: placed ? null : position.error,
    previous: placeOf(previous),
    next: placeOf(next),
  }
}
