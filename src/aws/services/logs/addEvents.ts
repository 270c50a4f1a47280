import { createHash } from 'node:crypto'
import type { LogEvent } from '../../logEvents.ts'
import { countInMetrics } from './countInMetrics.ts'
import type { LogsContext, NewEvent } from './newEvents.ts'
import { keptSinceMs, type LogGroup, type LogStream } from './logsState.ts'

/** What CloudWatch Logs counts for each event beside its message. */
export const EVENT_OVERHEAD = 26

/** Adds events to a stream and counts them in the metrics of the group's metric filters. */
export async function addEvents(
  group: LogGroup,
  stream: LogStream,
  events: readonly NewEvent[],
  context: LogsContext,
): Promise<void> {
  if (events.length === 0) return
  const { logEvents, nowMs } = context
  const added = events.map(({ timestampMs, message }, at): LogEvent => ({
    id: eventId(stream, nowMs, at),
    timestampMs,
    ingestedMs: nowMs,
    message,
  }))
  await logEvents.append(stream.id, added, keptSinceMs(group, nowMs))
  const times = events.map(({ timestampMs }) => timestampMs)
  stream.firstEventMs = Math.min(stream.firstEventMs ?? Infinity, ...times)
  stream.lastEventMs = Math.max(stream.lastEventMs ?? -Infinity, ...times)
  stream.lastIngestionMs = nowMs
  stream.storedBytes += events.reduce((sum, { message }) => sum + bytesOf(message) + EVENT_OVERHEAD, 0)
  countInMetrics(group, events, context)
}

export const bytesOf = (message: string): number => Buffer.byteLength(message)

/** In the order of arrival, and different for all events of all streams. */
function eventId({ id, storedBytes }: LogStream, nowMs: number, at: number): string {
  const tail = BigInt(`0x${createHash('sha256').update(`${id} ${storedBytes}`).digest('hex')}`) % 10n ** 34n
  return `${String(nowMs).padStart(14, '3')}${String(at).padStart(8, '0')}${String(tail).padStart(34, '0')}`
}
