import { fieldTexts, type MatchableEvent } from '../../filter/matches.ts'
import { groupRepeats } from '../../filter/repeats.ts'
import { writeTime } from '../../cloudtrail/writeTime.ts'
import type { EventHistogramResponse } from '../../api/eventHistogram.ts'
import type { EventPositionResponse } from '../../api/eventPosition.ts'
import type { CountEventsResponse } from '../../api/countEvents.ts'
import type { FieldValuesResponse } from '../../api/fieldValues.ts'
import type { LookupEventsResponse } from '../../api/lookupEvents.ts'
import type { StatusResponse } from '../../api/getStatus.ts'
import type { Question } from './questions.ts'

/**
 * The content of an answer, in a form that can be compared, and the expected content: the matching
 * events, newest first.
 */
export function compared(
  question: Question,
  text: string,
  newestFirst: readonly MatchableEvent[],
): { readonly said: unknown; readonly truth: unknown } {
  const answer: unknown = question.kind === 'download' ? null : JSON.parse(text)
  switch (question.kind) {
    case 'count':
      return { said: (answer as CountEventsResponse).count, truth: newestFirst.length }
    case 'rows':
      return { said: (answer as CountEventsResponse).rows, truth: groupRepeats(newestFirst).length }
    case 'download':
      return { said: text, truth: newestFirst.map(({ record }) => `${record.text}\n`).join('') }
    case 'position': {
      const at = newestFirst.findIndex(({ event }) => event.eventID === question.id)
      return { said: (answer as EventPositionResponse).offset, truth: at < 0 ? null : at }
    }
    case 'page': {
      const { order, offset, limit } = question
      const inOrder = order === 'newest' ? newestFirst : newestFirst.toReversed()
      const { events, nextToken } = answer as LookupEventsResponse
      return {
        said: [events.map(({ eventID }) => eventID), nextToken !== undefined],
        truth: [
          inOrder.slice(offset, offset + limit).map(({ event }) => event.eventID),
          inOrder.length > offset + limit,
        ],
      }
    }
    case 'values': {
      const counts = new Map<string, number>()
      for (const each of newestFirst) {
        for (const value of new Set(fieldTexts(question.field, each)))
          counts.set(value, (counts.get(value) ?? 0) + 1)
      }
      const { values } = answer as FieldValuesResponse
      const sorted = (pairs: Iterable<readonly [string, number]>) =>
        [...pairs].map(([value, count]) => `${value} ${count}`).toSorted()
      return { said: sorted(values.map(({ value, count }) => [value, count])), truth: sorted(counts) }
    }
    case 'histogram': {
      const { buckets } = answer as EventHistogramResponse
      const starts = buckets.map(({ startTime }) => Date.parse(startTime))
      const truth = starts.map(() => [0, 0] as [number, number])
      for (const { event } of newestFirst) {
        const bucket = truth[starts.findLastIndex((start) => start <= event.eventTimeMs!)]
        if (!bucket) return { said: buckets, truth: `a bucket for ${writeTime(event.eventTimeMs!)}` }
        bucket[0]++
        if (event.errorCode !== null) bucket[1]++
      }
      return { said: buckets.map(({ count, errorCount }) => [count, errorCount]), truth }
    }
    case 'status': {
      const { eventCount, firstEventTime, lastEventTime, regions } = answer as StatusResponse
      const ofRegion = newestFirst.map(({ event }) => event.awsRegion!)
      return {
        said: [eventCount, firstEventTime, lastEventTime, regions],
        truth: [
          newestFirst.length,
          timeOf(newestFirst.at(-1)),
          timeOf(newestFirst[0]),
          [...new Set(ofRegion)].toSorted(),
        ],
      }
    }
  }
}

function timeOf(candidate: MatchableEvent | undefined): string | null {
  return candidate ? writeTime(candidate.event.eventTimeMs!) : null
}
