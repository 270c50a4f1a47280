import * as v from 'valibot'
import { INSIGHT_TYPES } from '../../cloudtrail/insightTypes.ts'
import type { Filter } from '../../filter/filter.ts'
import type { AsOf, EventStore, PageStart } from '../../store/eventStore.ts'

const INSIGHT_EVENTS: Filter = {
  tokens: [{ kind: 'token', field: 'eventCategory', operator: '=', value: 'Insight' }],
  timeRange: { kind: 'all' },
  text: '',
}

/** How many records of insights are read at once, and at all: an account has a few a day at most. */
const PAGE = 1000
const MOST_RECORDS = 50_000

const averages = v.array(v.object({ value: v.string(), average: v.number() }))

/** What is read from the record of an insight. */
const RECORD = v.object({
  eventTime: v.pipe(
    v.string(),
    v.transform((text) => Date.parse(text)),
    v.finite(),
  ),
  eventID: v.string(),
  awsRegion: v.optional(v.string(), ''),
  recipientAccountId: v.optional(v.string(), ''),
  sharedEventID: v.string(),
  insightDetails: v.object({
    state: v.picklist(['Start', 'End']),
    eventSource: v.string(),
    eventName: v.string(),
    insightType: v.picklist(INSIGHT_TYPES),
    errorCode: v.optional(v.string(), ''),
    insightContext: v.object({
      statistics: v.object({
        baseline: v.object({ average: v.number() }),
        insight: v.object({ average: v.number() }),
        insightDuration: v.optional(v.number(), 0),
        baselineDuration: v.optional(v.number(), 0),
      }),
      attributions: v.optional(
        v.array(v.object({ attribute: v.string(), insight: averages, baseline: v.optional(averages, []) })),
        [],
      ),
    }),
  }),
})

type InsightRecord = v.InferOutput<typeof RECORD>

/** The record of an insight with its text. */
export interface RecordedInsight {
  readonly record: InsightRecord
  readonly text: string
}

/** The records of insights that are among the events, without those that are not as CloudTrail writes them. */
export async function recordedInsights(
  store: Pick<EventStore, 'lookupRecords'>,
  asOf: AsOf,
): Promise<readonly RecordedInsight[]> {
  const found: RecordedInsight[] = []
  let start: PageStart | null = { offset: 0 }
  while (start !== null && found.length < MOST_RECORDS) {
    const page = { start, limit: PAGE, order: 'oldest' } as const
    const { events, next } = await store.lookupRecords({ filter: INSIGHT_EVENTS, asOf }, page)
    found.push(...events.flatMap(({ record }) => readInsight(record.text)))
    start = next && { after: next }
  }
  return found
}

function readInsight(text: string): readonly RecordedInsight[] {
  const { success, output } = v.safeParse(RECORD, JSON.parse(text))
  return success ? [{ record: output, text }] : []
}
