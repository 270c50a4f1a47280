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
    'The matching events over time. The buckets cover the time range of the filter; where it is open, all events of the store.',
  params: {
    buckets: wholeNumberOr(1, MAX_BUCKETS, 60, 'How many buckets at most.'),
    until: time('The buckets reach this time at least if the time range of the filter has no end. ISO 8601.'),
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
        'Matching events whose record has no time; they are in no bucket. Absent when there are none.',
      ),
    ),
  }),
  problems: { 410: 'The state of `asOf` is not known to this store: ask again without it.' },
  example: { address: '/api/events/histogram?buckets=60' },
})

export type EventHistogramResponse = AnswerOf<typeof eventHistogram>
