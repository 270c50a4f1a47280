import type { EventLookup, FoundEvent } from '../../aws/eventLookup.ts'
import { describeRecord } from '../../cloudtrail/describe.ts'
import { RecordReader } from '../../cloudtrail/record.ts'
import type { Filter } from '../../filter/filter.ts'
import { matches } from '../../filter/matches.ts'
import type { EventStore, PageKey, PageStart } from '../../store/eventStore.ts'
import { printNextToken, readNextToken, type Listing } from '../query/nextToken.ts'
import { recordsFoundHere } from './addedInsights.ts'
import type { StoreInsights } from './storeInsights.ts'

const NEWEST: Listing = { order: 'newest', group: undefined }

/** How many are read from the store at once. */
const PAGE = 1000

/** Whether a filter is for Insights events alone. */
export const isForInsights = ({ tokens }: Filter): boolean =>
  tokens.some(
    (token) =>
      token.kind === 'token' &&
      token.field === 'eventCategory' &&
      token.operator === '=' &&
      token.value === 'Insight',
  )

/** Looks up Insights events: those of the store and those that were found in it, each once. */
export async function findInsights(
  store: Pick<EventStore, 'asOf' | 'lookupRecords'>,
  insights: StoreInsights,
  nowMs: number,
  [filter, maxResults, after]: Parameters<EventLookup['find']>,
): ReturnType<EventLookup['find']> {
  const continued = after === null ? null : readNextToken(after, filter, NEWEST, store)
  const query = { filter, asOf: continued?.asOf ?? store.asOf(nowMs) }
  const recorded: FoundEvent[] = []
  let start: PageStart | null = { offset: 0 }
  while (start !== null) {
    const page = { start, limit: PAGE, order: NEWEST.order }
    const { events, next } = await store.lookupRecords(query, page)
    recorded.push(...events.flatMap(({ record }) => foundEvent(record.text, filter, nowMs)))
    start = next && { after: next }
  }
  const known = new Set(recorded.map(({ eventID }) => eventID))
  const found = (await recordsFoundHere(await insights.current())).flatMap((text) =>
    foundEvent(text, filter, nowMs),
  )
  const all = [...recorded, ...found.filter(({ eventID }) => !known.has(eventID))].toSorted((one, other) =>
    compare(keyOf(other), keyOf(one)),
  )
  const rest = continued ? all.filter((each) => compare(keyOf(each), continued.key) < 0) : all
  const events = rest.slice(0, maxResults)
  const last = events.at(-1)
  return {
    events,
    next: last && rest.length > events.length ? printNextToken(query, NEWEST, keyOf(last)) : null,
  }
}

/** Nothing if the record does not match. */
function foundEvent(text: string, filter: Filter, nowMs: number): readonly FoundEvent[] {
  const record = new RecordReader().read(text)
  if ('fault' in record) return []
  const event = describeRecord(record)
  return matches(filter, { record, event }, nowMs) ? [{ ...event, record: text }] : []
}

const keyOf = ({ eventTimeMs, eventID }: FoundEvent): PageKey => [eventTimeMs, eventID, 0]

function compare([oneMs, oneID]: PageKey, [otherMs, otherID]: PageKey): number {
  const byTime = (oneMs ?? -Infinity) - (otherMs ?? -Infinity)
  if (byTime !== 0 && !Number.isNaN(byTime)) return byTime
  return (oneID ?? '') < (otherID ?? '') ? -1 : (oneID ?? '') > (otherID ?? '') ? 1 : 0
}
