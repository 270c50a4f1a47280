import * as v from 'valibot'
import type { HistogramBucket } from '../filter/answers.ts'
import { described, operation, type AnswerOf } from './operation.ts'
import { asOf, store, time, wholeNumberOr } from './parameters.ts'

const MAX_BUCKETS = 1000

export const eventHistogram = operation({
  name: 'eventHistogram',
  method: 'GET',
  path: '/api/events/histogram',
  summary:
    'The matching events over time. The buckets cover the time range of the filter; at an open end, they reach to the first or last event of the store.',
  params: {
    buckets: wholeNumberOr(1, MAX_BUCKETS, 60, 'Maximum number of buckets.'),
    until: time(
      'If the time range of the filter has no end, the buckets reach at least to this time. ISO 8601.',
    ),
    asOf,
    store,
  },
  filter: true,
  answer: v.object({
    interval: described(v.string(), 'Length of a bucket, an ISO 8601 duration.'),
    buckets: described(
      v.array(
        v.object({
          startTime: described(
            v.string(),
            'Inclusive, ISO 8601 UTC. The bucket ends where the next one starts.',
          ),
          count: v.number(),
          errorCount: described(v.number(), 'Those of `count` that have an errorCode.'),
        }) satisfies v.GenericSchema<HistogramBucket>,
      ),
      'Without gaps, oldest first. Empty when nothing matches.',
    ),
    withoutTime: v.exactOptional(
      described(
        v.number(),
        'Matching events without a time, which are in no bucket. Absent if there are none.',
      ),
    ),
  }),
  problems: { 410: 'The snapshot `asOf` is not available in this store. Send the request again without it.' },
  example: { address: '/api/events/histogram?buckets=60' },
})

export type EventHistogramResponse = AnswerOf<typeof eventHistogram>
