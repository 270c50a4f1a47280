import * as v from 'valibot'
import type { FieldValue } from '../filter/answers.ts'
import { described, operation, type AnswerOf, type RequestOf } from './operation.ts'
import { asOf, store, text, wholeNumberOr } from './parameters.ts'

const MISSING = 'is missing: name the field whose values you want, as field=userName.'

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
    limit: wholeNumberOr(1, 1000, 20, 'How many values at most.'),
    prefix: text('Only values that start with this, ignoring case.'),
    contains: text('Only values that contain this, ignoring case.'),
    asOf,
    store,
  },
  filter: true,
  answer: v.object({
    field: v.string(),
    values: described(
      v.array(
        v.object({
          value: v.string(),
          count: described(
            v.number(),
            'How many matching events have it; an event with several values counts once for each.',
          ),
        }) satisfies v.GenericSchema<FieldValue>,
      ),
      'Most frequent first, then alphabetically. Absent and empty values are left out.',
    ),
    distinct: described(v.number(), 'How many such values there are in all.'),
  }),
  problems: { 410: 'The state of `asOf` is not known to this store: ask again without it.' },
  example: { address: '/api/events/values?field=sourceIPAddress&limit=10&contains=amazonaws' },
})

export type FieldValuesResponse = AnswerOf<typeof fieldValues>

/** Which values to return. */
export type FieldValuesRequest = Omit<RequestOf<typeof fieldValues>, 'filter' | 'asOf'>
