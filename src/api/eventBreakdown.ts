import * as v from 'valibot'
import type { FieldGroups } from '../filter/answers.ts'
import { described, operation, type AnswerOf } from './operation.ts'
import { fieldValue } from './fieldValues.ts'
import { asOf, snapshot, store, text, time, wholeNumber, wholeNumberOr } from './parameters.ts'

const MISSING = 'is missing. Name the field to count by, for example by=userName.'

/** The most values of a field that have a count of their own. */
const MAX_GROUPS = 100

const groups = v.object({
  field: v.string(),
  values: described(v.array(fieldValue), 'Most frequent first, then alphabetically.'),
  distinct: described(v.number(), 'The total number of values.'),
  others: described(v.number(), 'The number of events with none of these values, but another.'),
  none: described(v.number(), 'The number of events without a value.'),
}) satisfies v.GenericSchema<FieldGroups>

const counts = v.array(v.number())

export const eventBreakdown = operation({
  name: 'eventBreakdown',
  method: 'GET',
  path: '/api/events/breakdown',
  summary:
    'The exact number of matching events by the values of a field, of two fields against each other, or over time. Every event counts: those that only have other values, and those without a value, are groups of their own.',
  params: {
    by: v.pipe(
      v.string(MISSING),
      v.nonEmpty(MISSING),
      v.description('A field such as `userName`, or a path into the record.'),
    ),
    limit: wholeNumberOr(1, MAX_GROUPS, 10, 'Maximum number of values of `by`.'),
    and: text('A second field, each of whose values is counted for each value of `by`.'),
    andLimit: wholeNumberOr(1, MAX_GROUPS, 10, 'Maximum number of values of `and`.'),
    buckets: wholeNumber(
      1,
      1000,
      'Counts each value over time, in at most so many buckets: those of `/api/events/histogram`. Not together with `and`.',
    ),
    until: time(
      'If the time range of the filter has no end, the buckets reach at least to this time. ISO 8601.',
    ),
    asOf,
    store,
  },
  filter: true,
  answer: v.object({
    count: described(v.number(), 'The number of matching events.'),
    by: groups,
    and: v.exactOptional(groups),
    cells: v.exactOptional(
      described(
        v.array(counts),
        'With `and`: a row for each value of `by`, then one for others, then one for none. In each, a count for each value of `and`, then for others, then for none.',
      ),
    ),
    interval: v.exactOptional(
      described(v.string(), 'With `buckets`: the length of a bucket, an ISO 8601 duration.'),
    ),
    buckets: v.exactOptional(
      described(
        v.array(
          v.object({
            startTime: described(
              v.string(),
              'Inclusive, ISO 8601 UTC. The bucket ends where the next one starts.',
            ),
            counts: described(counts, 'For each value of `by`, then for others, then for none.'),
          }),
        ),
        'With `buckets`. Without gaps, oldest first. Empty when no event has a time.',
      ),
    ),
    withoutTime: v.exactOptional(
      described(counts, 'With `buckets`: the events without a time, in the same order.'),
    ),
    asOf: snapshot,
  }),
  problems: { 410: 'The snapshot `asOf` is not available in this store. Send the request again without it.' },
  example: { address: '/api/events/breakdown?by=userName&and=eventName&limit=3&andLimit=2' },
})

export type EventBreakdownResponse = AnswerOf<typeof eventBreakdown>
