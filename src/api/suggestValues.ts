import * as v from 'valibot'
import type { SuggestedValues } from '../filter/answers.ts'
import { described, operation, type AnswerOf } from './operation.ts'
import { asOf, store, wholeNumberOr } from './parameters.ts'

const MISSING = 'is missing. Give the text that values must contain, for example contains=terminate.'

export const suggestValues = operation({
  name: 'suggestValues',
  method: 'GET',
  path: '/api/events/suggestions',
  summary:
    'The event names, users, event sources, error codes, addresses, Regions, access keys and resources that contain a text, among the matching events.',
  params: {
    contains: v.pipe(
      v.string(MISSING),
      v.nonEmpty(MISSING),
      v.description('Only values that contain this, ignoring case.'),
    ),
    limit: wholeNumberOr(1, 100, 5, 'Maximum number of values of each field.'),
    asOf,
    store,
  },
  filter: true,
  answer: v.object({
    fields: described(
      v.array(
        v.object({
          field: v.string(),
          values: described(
            v.array(v.object({ value: v.string(), count: v.number() })),
            'Values that start with the text first, then the most frequent. The filter’s own `=` conditions on the field are ignored, since another value would be an alternative to them.',
          ),
          distinct: described(v.number(), 'The total number of such values.'),
        }) satisfies v.GenericSchema<SuggestedValues>,
      ),
      'Only fields with such values.',
    ),
    unfinished: described(v.array(v.string()), 'Fields whose values could not be counted in time.'),
  }),
  problems: { 410: 'The snapshot `asOf` is not available in this store. Send the request again without it.' },
  example: { address: '/api/events/suggestions?contains=instances&range=30d' },
})

export type SuggestValuesResponse = AnswerOf<typeof suggestValues>
