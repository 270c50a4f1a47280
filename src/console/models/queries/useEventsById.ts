import { useQueries } from '@tanstack/react-query'
import { eventPosition, type EventPositionResponse } from '../../../api/eventPosition.ts'
import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'
import { send } from './request.ts'
import { recordQuery } from './useRecord.ts'

/** An event and its record, as far as they are loaded. */
export interface EventById {
  readonly id: string
  readonly event: CloudTrailEvent | undefined
  readonly recordText: string | undefined
  /** Why it failed to load. */
  readonly problem: Error | null
}

/** Events with their records, wherever they are in a result. */
export function useEventsById(ids: readonly string[]): readonly EventById[] {
  const events = useQueries({
    queries: ids.map(eventQuery),
  })
  const records = useQueries({
    queries: ids.map(recordQuery),
  })
  return ids.map((id, index) => ({
    id,
    event: events[index]?.data?.event,
    recordText: records[index]?.data,
    problem: events[index]?.error ?? records[index]?.error ?? null,
  }))
}

/** An event as the list shows it. Also used for copying it. */
export const eventQuery = (id: string) => ({
  queryKey: ['event', id],
  queryFn: ({ signal }: { signal: AbortSignal }): Promise<EventPositionResponse> =>
    send(eventPosition, { id }, signal),
})
