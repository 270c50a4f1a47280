import * as v from 'valibot'
import { described, operation, type AnswerOf } from './operation.ts'
import { asOf, group, mark, store } from './parameters.ts'

export const countEvents = operation({
  name: 'countEvents',
  method: 'GET',
  path: '/api/events/count',
  summary: 'How many events match the filter, exactly.',
  params: { asOf, group, store },
  filter: true,
  answer: v.object({
    count: v.number(),
    rows: v.exactOptional(described(v.number(), 'With `group`: how many rows they are.')),
    asOf: mark,
  }),
  problems: { 410: 'The state of `asOf` is not known to this store: ask again without it.' },
  example: { address: '/api/events/count?eventName^=Delete&range=7d' },
})

export type CountEventsResponse = AnswerOf<typeof countEvents>
