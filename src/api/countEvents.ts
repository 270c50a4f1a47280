import * as v from 'valibot'
import { described, operation, type AnswerOf } from './operation.ts'
import { asOf, group, snapshot, store } from './parameters.ts'

export const countEvents = operation({
  name: 'countEvents',
  method: 'GET',
  path: '/api/events/count',
  summary: 'The exact number of events that match the filter.',
  params: { asOf, group, store },
  filter: true,
  answer: v.object({
    count: v.number(),
    rows: v.exactOptional(described(v.number(), 'With `group`: the number of rows.')),
    asOf: snapshot,
  }),
  problems: { 410: 'The snapshot `asOf` is not available in this store. Send the request again without it.' },
  example: { address: '/api/events/count?eventName^=Delete&range=7d' },
})

export type CountEventsResponse = AnswerOf<typeof countEvents>
