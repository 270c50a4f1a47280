import {
  FilterLogEvents$,
  GetLogEvents$,
  type FilterLogEventsRequest,
  type FilterLogEventsResponse,
  type GetLogEventsRequest,
  type GetLogEventsResponse,
} from '@aws-sdk/client-cloudwatch-logs'
import type { CallContext } from '../../callContext.ts'
import { matchPattern } from '../../filter-patterns/matchPattern.ts'
import { keyOfEvent, type LogEvent } from '../../logEvents.ts'
import { operation } from '../../operation.ts'
import { pageOf, sortedBy } from '../../pages.ts'
import { bytesOf, EVENT_OVERHEAD } from './addEvents.ts'
import { checkLimit, findGroup, findStream, invalidParameter, onGroup, wrongToken } from './groupLookup.ts'
import { keptSinceMs, type LogGroup, type LogStream } from './logsState.ts'
import { readPattern } from './readPattern.ts'

const MOST_EVENTS = 10_000
const MOST_BYTES = 1_048_576

interface Found extends LogEvent {
  readonly stream: string
}

const filterLogEvents = operation<FilterLogEventsRequest, FilterLogEventsResponse>(
  FilterLogEvents$,
  async (input, context) => {
    const { startTime, endTime, filterPattern = '', limit = MOST_EVENTS, nextToken } = input
    checkLimit('limit', limit, MOST_EVENTS)
    const group = findGroup(context, input)
    const pattern = readPattern(filterPattern)
    const found: Found[] = []
    for (const stream of chosenStreams(group, input))
      for (const event of await read(group, stream, startTime, endTime, context))
        if (matchPattern(pattern, event.message) !== null) found.push({ ...event, stream: stream.name })
    const page = pageFitting(sortedBy(found, keyOfEvent), limit, nextToken)
    return {
      events: page.items.map((event) => ({
        logStreamName: event.stream,
        timestamp: event.timestampMs,
        message: event.message,
        ingestionTime: event.ingestedMs,
        eventId: event.id,
      })),
      searchedLogStreams: [],
      ...(page.next !== undefined && { nextToken: page.next }),
    }
  },
  { ...onGroup, readOnly: true },
)

/** By their names, or by what those begin with; all without either. */
function chosenStreams(
  group: LogGroup,
  { logStreamNames, logStreamNamePrefix = '' }: FilterLogEventsRequest,
): readonly LogStream[] {
  if (logStreamNames !== undefined && logStreamNamePrefix !== '')
    throw invalidParameter('LogStreamNames and LogStreamNamePrefix cannot both be given.')
  if (logStreamNames !== undefined) return logStreamNames.map((name) => findStream(group, name))
  return Object.values(group.streams).filter(({ name }) => name.startsWith(logStreamNamePrefix))
}

const getLogEvents = operation<GetLogEventsRequest, GetLogEventsResponse>(
  GetLogEvents$,
  async (input, context) => {
    const { startTime, endTime, limit = MOST_EVENTS, nextToken, startFromHead = false } = input
    checkLimit('limit', limit, MOST_EVENTS)
    const group = findGroup(context, input)
    const stream = findStream(group, input.logStreamName!)
    const events = await read(group, stream, startTime, endTime, context)
    const { from, direction } = placeIn(nextToken, startFromHead)
    const items =
      direction === 'f'
        ? fitting(events.filter((event) => keyOfEvent(event) > from).slice(0, limit))
        : fitting(
            events
              .filter((event) => keyOfEvent(event) < from)
              .slice(-limit)
              .toReversed(),
          ).toReversed()
    // At an end, the token that was given is answered again.
    const [first, last] =
      items.length === 0 ? [from, from] : [keyOfEvent(items[0]!), keyOfEvent(items.at(-1)!)]
    return {
      events: items.map(({ timestampMs, message, ingestedMs }) => ({
        timestamp: timestampMs,
        message,
        ingestionTime: ingestedMs,
      })),
      nextForwardToken: tokenOf('f', last),
      nextBackwardToken: tokenOf('b', first),
    }
  },
  onGroup,
)

export const READING = [filterLogEvents, getLogEvents]

/** The events from `startMs` to `endMs`, which is exclusive, that have not expired. */
function read(
  group: LogGroup,
  { id }: LogStream,
  startMs = 0,
  endMs = Number.MAX_SAFE_INTEGER,
  { logEvents, nowMs }: CallContext,
): Promise<readonly LogEvent[]> {
  return logEvents.read(id, Math.max(startMs, keptSinceMs(group, nowMs)), endMs - 1)
}

function pageFitting(events: readonly Found[], limit: number, token: string | undefined) {
  const page = pageOf(events, keyOfEvent, limit, token, wrongToken)
  const items = fitting(page.items)
  return items.length === page.items.length
    ? page
    : pageOf(events, keyOfEvent, items.length, token, wrongToken)
}

/** As many as an answer may have, but at least one. */
function fitting<Event extends LogEvent>(events: readonly Event[]): readonly Event[] {
  let bytes = 0
  const end = events.findIndex(
    ({ message }, at) => (bytes += bytesOf(message) + EVENT_OVERHEAD) > MOST_BYTES && at > 0,
  )
  return end < 0 ? events : events.slice(0, end)
}

const tokenOf = (direction: 'f' | 'b', key: string) =>
  `${direction}/${Buffer.from(key).toString('base64url')}`

/** Where a page begins, and the way it goes; without a token at one of the ends. */
function placeIn(token: string | undefined, startFromHead: boolean): { from: string; direction: 'f' | 'b' } {
  if (token === undefined)
    return startFromHead ? { from: '', direction: 'f' } : { from: '\uffff', direction: 'b' }
  const [, direction, key] = /^([fb])\/([\w-]*)$/.exec(token) ?? []
  if (direction === undefined) throw invalidParameter('The specified nextToken is invalid.')
  return { from: Buffer.from(key!, 'base64url').toString(), direction: direction as 'f' | 'b' }
}
