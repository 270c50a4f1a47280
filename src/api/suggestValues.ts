import * as v from 'valibot'
import type { SuggestedValues } from '../filter/answers.ts'
import { described, operation, type AnswerOf } from './operation.ts'
import { asOf, store, wholeNumberOr } from './parameters.ts'

const MISSING = 'is missing: give the text that values must contain, as contains=terminate.'

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
    limit: wholeNumberOr(1, 100, 5, 'How many values of each field at most.'),
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
            'Those that start with the text first, then the most frequent. The filter’s own `=` conditions on the field are ignored: another value would be an alternative to them.',
          ),
          distinct: described(v.number(), 'How many such values the field has in all.'),
        }) satisfies v.GenericSchema<SuggestedValues>,
      ),
      'Fields without such a value are left out.',
    ),
    unfinished: described(v.array(v.string()), 'Fields whose values could not be counted in time.'),
  }),
  problems: { 410: 'The state of `asOf` is not known to this store: ask again without it.' },
  example: { address: '/api/events/suggestions?contains=instances&range=30d' },
})

export type SuggestValuesResponse = AnswerOf<typeof suggestValues>
