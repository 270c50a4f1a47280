import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import type { CloudTrailEvent } from '../../cloudtrail/event.ts'
import {
  pageOf,
  positionIn,
  stepFrom,
  type EventPosition,
  type ExpandedRows,
} from '../panels/event-list/model/expandedRows.ts'
import { loadedEvent, loadedOffsetOf, type LoadedResult } from '../models/queries/eventPages.ts'
import { useEventPages, type WantedPage } from '../models/queries/useEventPages.ts'
import { useEventPosition } from '../models/queries/useEventPosition.ts'
import { useRecord } from '../models/queries/useRecord.ts'

/** An event and its position in the filtered result. */
export interface PositionedEvent extends EventPosition {
  readonly event: CloudTrailEvent
}

export interface OpenedEventOptions {
  /** `CloudTrailEvent.id`, null while none is opened. */
  readonly id: string | null
  /** The result that contains the event. Without `asOf`, the store's present state counts. */
  readonly result: LoadedResult
  /** Rows of repeats whose other events are separate steps. */
  readonly expanded?: ExpandedRows
}

export interface OpenedEvent {
  readonly event: CloudTrailEvent | undefined
  /**
   * Offset in the filtered result; null when the event does not match the filter, undefined until
   * it is known.
   */
  readonly offset: number | null | undefined
  /** The `member` of its position; 0 unless it is one of a row of repeats. */
  readonly member: number
  readonly logFile: string | null
  /** The URI of its log file; undefined until it is known, or if it is in none. */
  readonly logFileUri: string | undefined
  /** The state of the store in which the position was determined. */
  readonly asOf: string | undefined
  readonly recordText: string | undefined
  readonly recordProblem: string | undefined
  /** Why the event can’t be displayed. */
  readonly problem: Error | null
  readonly previous: PositionedEvent | undefined
  readonly next: PositionedEvent | undefined
}

const NOTHING_EXPANDED: ExpandedRows = []

/**
 * The opened event, its record, and its neighbours in the filtered result. An event that is already
 * loaded, as part of the list, is shown at once: only its record has to be waited for.
 */
export function useOpenedEvent(options: OpenedEventOptions): OpenedEvent {
  const { id, result, expanded = NOTHING_EXPANDED } = options
  const { query, columns, asOf } = result
  const client = useQueryClient()
  const lookup = useEventPosition(id, query, asOf)
  const record = useRecord(id)
  const found = lookup.isPlaceholderData ? undefined : lookup.data
  const loaded = id === null || found ? undefined : loadedPosition(client, result, expanded, id)
  const { offset, member = 0 } = found ?? loaded ?? { offset: undefined }
  const event = lookup.data?.event ?? (id === null ? undefined : loadedEvent(client, id))

  const here = typeof offset === 'number' ? { offset, member } : null
  const steps = [here && stepFrom(here, -1, expanded), here && stepFrom(here, 1, expanded)]
  const wanted = steps.filter((position) => position !== null)
  const pages = wanted.map((position) => pageOf(position, query, expanded))
  // Both neighbours are usually on one page.
  const distinct = pages.filter(
    (page, index) => pages.findIndex((other) => isSamePage(page, other)) === index,
  )
  const { pages: answers } = useEventPages(distinct, columns, asOf ?? lookup.data?.asOf)
  const [previous, next] = steps.map((position): PositionedEvent | undefined => {
    const page = position === null ? undefined : pages[wanted.indexOf(position)]
    const neighbour = page && answers[distinct.findIndex((other) => isSamePage(page, other))]?.[page.at]
    return position && neighbour ? { event: neighbour, ...position } : undefined
  })

  return {
    event,
    offset,
    member,
    logFile: lookup.data?.logFile ?? null,
    logFileUri: lookup.data?.logFileUris[0],
    asOf: lookup.data?.asOf,
    recordText: record.data,
    recordProblem: record.error?.message,
    problem: event ? null : lookup.error,
    previous,
    next,
  }
}

const isSamePage = (one: WantedPage, other: WantedPage): boolean =>
  one.page === other.page && one.query === other.query

/** The position of an event in a result, if it is known without asking the server. */
function loadedPosition(
  client: QueryClient,
  result: LoadedResult,
  expanded: ExpandedRows,
  id: string,
): EventPosition | undefined {
  const offset = loadedOffsetOf(client, result, id)
  if (offset !== undefined) return { offset, member: 0 }
  const { columns, asOf } = result
  for (const row of expanded) {
    const rank = loadedOffsetOf(client, { query: row.query, columns, asOf }, id)
    if (rank !== undefined) return positionIn(row, rank)
  }
  return undefined
}
