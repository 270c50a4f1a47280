import {
  PutLogEvents$,
  type InputLogEvent,
  type PutLogEventsRequest,
  type PutLogEventsResponse,
  type RejectedLogEventsInfo,
} from '@aws-sdk/client-cloudwatch-logs'
import { operation } from '../../operation.ts'
import { addEvents, bytesOf, EVENT_OVERHEAD } from './addEvents.ts'
import type { NewEvent } from './newEvents.ts'
import { findGroup, findStream, invalidParameter, onGroup } from './groupLookup.ts'
import { keptSinceMs, type LogGroup } from './logsState.ts'

const DAY_MS = 86_400_000
const MOST_EVENTS = 10_000
const MOST_BYTES = 1_048_576
const OLDEST_MS = 14 * DAY_MS
const NEWEST_MS = 2 * 3_600_000

export const putLogEvents = operation<PutLogEventsRequest, PutLogEventsResponse>(
  PutLogEvents$,
  async (input, context) => {
    const group = findGroup(context, input)
    const stream = findStream(group, input.logStreamName!)
    const events = checked(input.logEvents!)
    const { accepted, rejectedLogEventsInfo } = sorted(group, events, context.nowMs)
    await addEvents(group, stream, accepted, context)
    return {
      nextSequenceToken: String(context.nowMs),
      ...(rejectedLogEventsInfo && { rejectedLogEventsInfo }),
    }
  },
  {
    ...onGroup,
    // CloudTrail does not write what was logged, and the event history leaves the call out.
    isData: true,
    request: ({ logGroupName, logStreamName }) => ({ logGroupName, logStreamName }),
    response: () => null,
  },
)

function checked(events: readonly InputLogEvent[]): readonly NewEvent[] {
  if (events.length === 0 || events.length > MOST_EVENTS)
    throw invalidParameter(
      `1 validation error detected: Value at 'logEvents' failed to satisfy constraint: Member must have length from 1 to ${MOST_EVENTS}`,
    )
  const given = events.map(({ timestamp, message }) => ({ timestampMs: timestamp!, message: message! }))
  if (given.some(({ message }) => message === ''))
    throw invalidParameter('Log event message cannot be empty.')
  if (given.some(({ timestampMs }, at) => at > 0 && timestampMs < given[at - 1]!.timestampMs))
    throw invalidParameter('Log events in a single PutLogEvents request must be in chronological order.')
  const bytes = given.reduce((sum, { message }) => sum + bytesOf(message) + EVENT_OVERHEAD, 0)
  if (bytes > MOST_BYTES)
    throw invalidParameter(`Upload too large: ${bytes} bytes exceeds limit of ${MOST_BYTES}`)
  if (given.at(-1)!.timestampMs - given[0]!.timestampMs > DAY_MS)
    throw invalidParameter(
      'The batch of log events in a single PutLogEvents request cannot span more than 24 hours.',
    )
  return given
}

/** Events that are too old or too new are left out, and the answer says from and to which one. */
function sorted(group: LogGroup, events: readonly NewEvent[], nowMs: number) {
  const isTooOld = ({ timestampMs }: NewEvent) => timestampMs < nowMs - OLDEST_MS
  const isExpired = ({ timestampMs }: NewEvent) => timestampMs < keptSinceMs(group, nowMs)
  const isTooNew = ({ timestampMs }: NewEvent) => timestampMs > nowMs + NEWEST_MS
  const accepted = events.filter((event) => !isTooOld(event) && !isExpired(event) && !isTooNew(event))
  const tooOld = events.filter(isTooOld).length
  const expired = events.filter(isExpired).length
  const tooNew = events.findIndex(isTooNew)
  const rejectedLogEventsInfo: RejectedLogEventsInfo = {
    ...(tooNew >= 0 && { tooNewLogEventStartIndex: tooNew }),
    ...(tooOld > 0 && { tooOldLogEventEndIndex: tooOld }),
    ...(expired > 0 && { expiredLogEventEndIndex: expired }),
  }
  return { accepted, rejectedLogEventsInfo: accepted.length < events.length ? rejectedLogEventsInfo : null }
}
