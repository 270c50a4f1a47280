import * as v from 'valibot'
import type { FieldValue } from '../filter/answers.ts'
import { described, operation, type AnswerOf, type RequestOf } from './operation.ts'
import { asOf, store, text, wholeNumberOr } from './parameters.ts'

const MISSING = 'is missing. Name the field whose values you want, for example field=userName.'

/** A value and how many events have it. */
export const fieldValue = v.object({
  value: v.string(),
  count: described(
    v.number(),
    'The number of matching events with this value. An event with several values counts once for each.',
  ),
}) satisfies v.GenericSchema<FieldValue>

export const fieldValues = operation({
  name: 'fieldValues',
  method: 'GET',
  path: '/api/events/values',
  summary: 'The values of a field among the matching events, with their counts.',
  params: {
    field: v.pipe(
      v.string(MISSING),
      v.nonEmpty(MISSING),
      v.description('A field such as `userName`, or a path into the record.'),
    ),
    limit: wholeNumberOr(1, 1000, 20, 'Maximum number of values.'),
    prefix: text('Only values that start with this, ignoring case.'),
    contains: text('Only values that contain this, ignoring case.'),
    asOf,
    store,
  },
  filter: true,
  answer: v.object({
    field: v.string(),
    values: described(
      v.array(fieldValue),
      'Most frequent first, then alphabetically. Absent and empty values are not included.',
    ),
    distinct: described(v.number(), 'The total number of such values.'),
  }),
  problems: { 410: 'The snapshot `asOf` is not available in this store. Send the request again without it.' },
  example: { address: '/api/events/values?field=sourceIPAddress&limit=10&contains=amazonaws' },
})

export type FieldValuesResponse = AnswerOf<typeof fieldValues>

/** Which values to return. */
export type FieldValuesRequest = Omit<RequestOf<typeof fieldValues>, 'filter' | 'asOf'>
