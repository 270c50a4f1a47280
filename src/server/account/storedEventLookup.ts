import { UnknownPage, type EventLookup, type FoundEvent } from '../../aws/eventLookup.ts'
import { UnknownSnapshot, type EventStore, type PageStart, type StoredEvent } from '../../store/eventStore.ts'
import { findInsights, isForInsights } from '../insights/insightLookup.ts'
import type { StoreInsights } from '../insights/storeInsights.ts'
import { ProblemError } from '../http/problem.ts'
import { printNextToken, readNextToken, type Listing } from '../query/nextToken.ts'

const NEWEST: Listing = { order: 'newest', group: undefined }

/**
 * Lookups in an event data store, a page at a time. `insights`: those that were found in it and are not among its
 * events; null if they are written into it.
 */
export function storedEventLookup(
  store: Pick<EventStore, 'asOf' | 'lookupRecords'>,
  now: () => number,
  insights: StoreInsights | null = null,
): EventLookup {
  return {
    find: async (filter, maxResults, after) => {
      try {
        if (insights && isForInsights(filter))
          return await findInsights(store, insights, now(), [filter, maxResults, after])
        const continued = after === null ? null : readNextToken(after, filter, NEWEST, store)
        const query = { filter, asOf: continued?.asOf ?? store.asOf(now()) }
        const start: PageStart = continued ? { after: continued.key } : { offset: 0 }
        const { order } = NEWEST
        const { events, next } = await store.lookupRecords(query, { start, limit: maxResults, order })
        return { events: events.map(foundEvent), next: next && printNextToken(query, NEWEST, next) }
      } catch (error) {
        if (after === null) throw error
        if (error instanceof UnknownSnapshot || error instanceof ProblemError) throw new UnknownPage()
        throw error
      }
    },
  }
}

function foundEvent({ event, record }: StoredEvent): FoundEvent {
  const { eventTime, ...fields } = event
  return { ...fields, eventTimeMs: eventTime === null ? null : Date.parse(eventTime), record: record.text }
}
