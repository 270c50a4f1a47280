import * as v from 'valibot'
import { event } from './event.ts'
import { described, operation, type AnswerOf } from './operation.ts'
import { asOf, group, mark, order, store } from './parameters.ts'

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
      described(
        v.number(),
        'With `group`: which of the other events of its row it is, from 1; 0 for the newest.',
      ),
    ),
    asOf: mark,
    logFile: described(v.nullable(v.string()), 'The log file it came from; null for the simulated account.'),
  }),
  problems: {
    404: 'There is no such event.',
    410: 'The state of `asOf` is not known to this store: ask again without it.',
  },
  example: { address: '/api/events/EVENT-ID/position?order=oldest' },
})

export type EventPositionResponse = AnswerOf<typeof eventPosition>
