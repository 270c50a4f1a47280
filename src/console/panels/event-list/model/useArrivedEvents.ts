import { useLayoutEffect, useRef, useState } from 'react'
import type { CloudTrailEvent } from '../../../../cloudtrail/event.ts'
import { printFilter } from '../../../../filter/params.ts'
import type { ResolvedQuery } from '../../../models/queries/resolvedQuery.ts'
import type { EventSlot } from './useEventSlots.ts'

export interface ArrivedEvents {
  /** While the list is followed, a row whose event is being loaded keeps its previous one. */
  readonly slots: readonly EventSlot[]
  /** The `refreshCount` that added an event while the list was followed; null for all others. */
  readonly arrivedIn: (slot: EventSlot) => number | null
}

interface Drawn {
  readonly query: ResolvedQuery
  readonly count: number
  readonly events: ReadonlyMap<number, CloudTrailEvent>
}

/** The events that a refresh added at the followed end of the list. */
export function useArrivedEvents(
  slots: readonly EventSlot[],
  query: ResolvedQuery,
  count: number,
  following: boolean,
): ArrivedEvents {
  const { order } = query
  const drawn = useRef<Drawn | null>(null)
  const [before, setBefore] = useState<Drawn | null>(null)
  const [queryNow, setQueryNow] = useState(query)
  if (queryNow !== query) {
    setQueryNow(query)
    // oxlint-disable-next-line react/refs -- what the last frame showed, not what this one is made of
    setBefore(following && isSameQuery(drawn.current?.query, query) ? drawn.current : null)
  }
  useLayoutEffect(() => {
    const events = new Map(slots.flatMap(({ index, event }) => (event ? [[index, event] as const] : [])))
    if (events.size > 0 || slots.length === 0) drawn.current = { query, count, events }
  })

  const known = before === null ? null : new Set([...before.events.values()].map(({ id }) => id))
  const isPlaceOfNew = (index: number) =>
    before !== null && (order === 'newest' ? before.events.has(index) : index >= before.count)
  return {
    slots:
      before === null || order === 'newest'
        ? slots
        : slots.map((slot) => (slot.event ? slot : { ...slot, event: before.events.get(slot.index) })),
    arrivedIn: ({ index, event }) =>
      known !== null && event && isPlaceOfNew(index) && !known.has(event.id) ? query.refreshCount : null,
  }
}

/** A refresh moves the start of a relative time range. */
export const isSameQuery = (before: ResolvedQuery | undefined, now: ResolvedQuery): boolean =>
  before !== undefined &&
  before.order === now.order &&
  before.group === now.group &&
  conditionsOf(before) === conditionsOf(now)

const conditionsOf = ({ filter }: ResolvedQuery): string =>
  printFilter({ ...filter, timeRange: { kind: 'all' } })
