import type { CloudTrailRecord } from './record.ts'

/** What sets an event apart in a list: docs/cloudtrail.md#records-of-another-kind */
export type EventMark = (typeof EVENT_MARKS)[number]

export const EVENT_MARKS = [
  'insight',
  'insight-start',
  'insight-end',
  'aggregated',
  'correction',
  'late',
  'converted',
] as const

interface MarkInWords {
  /** Beside the name of the event. */
  readonly label: string
  readonly description: string
}

export const MARKS_IN_WORDS: Readonly<Record<EventMark, MarkInWords>> = {
  insight: { label: 'Insights', description: 'An Insights event, about an unusual rate of calls' },
  'insight-start': {
    label: 'Insights start',
    description: 'An Insights event: an unusual rate of calls began',
  },
  'insight-end': { label: 'Insights end', description: 'An Insights event: an unusual rate of calls ended' },
  aggregated: { label: 'Aggregated', description: 'A summary of the data events of five minutes' },
  correction: { label: 'Correction', description: 'A later record that corrects another event' },
  converted: {
    label: 'Converted',
    description: 'Put together from an event in another format: not the original record',
  },
  late: { label: 'Late', description: 'CloudTrail delivered this event late' },
}

/** null for nearly all records. */
export function markOf(record: CloudTrailRecord): EventMark | null {
  if (record.shape.slotAt('insightDetails.state') >= 0) {
    const state = record.value('insightDetails.state')
    return state === 'Start' ? 'insight-start' : state === 'End' ? 'insight-end' : 'insight'
  }
  if (record.shape.slotAt('addendum.reason') < 0) return null
  if (record.value('addendum.originalEventID') !== null) return 'correction'
  return /^(?:DELIVERY_DELAY|SERVICE_OUTAGE)$/.test(record.value('addendum.reason') ?? '') ? 'late' : null
}

/** The mark of a text in a store, which a later version may have written. */
export const eventMark = (text: unknown): EventMark | null =>
  EVENT_MARKS.find((mark) => mark === text) ?? null
