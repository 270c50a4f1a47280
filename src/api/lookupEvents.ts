import * as v from 'valibot'
import { event } from './event.ts'
import { described, operation, type AnswerOf } from './operation.ts'
import { asOf, group, snapshot, order, store, text, wholeNumber, wholeNumberOr } from './parameters.ts'

const MAX_RESULTS_LIMIT = 1000

export const MAX_COLUMNS = 30

export const lookupEvents = operation({
  name: 'lookupEvents',
  method: 'GET',
  path: '/api/events',
  summary: 'A page of the events that match the filter.',
  description:
    'Page with `nextToken`, or jump with `offset` and `asOf`. With the same `asOf`, the result does not change while events arrive.',
  params: {
    maxResults: wholeNumberOr(
      1,
      MAX_RESULTS_LIMIT,
      50,
      'Number of events, or of rows with `group`, on the page.',
    ),
    order,
    group,
    nextToken: text(
      'Where the previous page ended. Opaque; send it with the filter, order and group of the request that returned it, and without `offset` and `asOf`.',
    ),
    offset: wholeNumber(
      0,
      Number.MAX_SAFE_INTEGER,
      'Position of the first event, or row, in the result as of `asOf`.',
    ),
    asOf,
    columns: text(
      `Up to ${MAX_COLUMNS} paths into the record, separated by commas. Each event has their values in \`values\`.`,
    ),
    store,
  },
  filter: true,
  answer: v.object({
    events: v.array(event),
    nextToken: v.exactOptional(described(v.string(), 'Absent on the last page.')),
    asOf: snapshot,
  }),
  problems: {
    410: 'The snapshot of `asOf` or `nextToken` is not available in this store. Send the request again without them.',
  },
  example: { address: '/api/events?userName=alice&errorCode!=&maxResults=50' },
})

export type LookupEventsResponse = AnswerOf<typeof lookupEvents>
