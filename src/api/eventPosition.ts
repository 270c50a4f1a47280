import * as v from 'valibot'
import { event } from './event.ts'
import { described, operation, type AnswerOf } from './operation.ts'
import { asOf, group, snapshot, order, store } from './parameters.ts'

export const eventPosition = operation({
  name: 'eventPosition',
  method: 'GET',
  path: '/api/events/:id/position',
  summary: 'An event as lists show it, and its position in the filtered result.',
  params: { order, group, asOf, store },
  filter: true,
  answer: v.object({
    event,
    offset: described(
      v.nullable(v.number()),
      'Counted from 0; null when the filter excludes the event. With `group`, the position of its row.',
    ),
    member: v.exactOptional(
      described(v.number(), 'With `group`: its position within its row; 0 is the newest event.'),
    ),
    asOf: snapshot,
    logFile: described(v.nullable(v.string()), 'The log file it came from; null for the simulated account.'),
    logFileUris: described(
      v.array(v.string()),
      'The URIs of all log files that contain it, first of the one that it came from.',
    ),
  }),
  problems: {
    404: 'There is no such event.',
    410: 'The snapshot `asOf` is not available in this store. Send the request again without it.',
  },
  example: { address: '/api/events/EVENT-ID/position?order=oldest' },
})

export type EventPositionResponse = AnswerOf<typeof eventPosition>
