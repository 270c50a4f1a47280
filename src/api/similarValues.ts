import * as v from 'valibot'
import type { FieldValue } from '../filter/answers.ts'
import { described, operation } from './operation.ts'
import { asOf, store, wholeNumberOr } from './parameters.ts'

export const similarValues = operation({
  name: 'similarValues',
  method: 'GET',
  path: '/api/events/values/similar',
  summary: 'The values of a field that may be meant by one that no event has.',
  params: {
    field: v.pipe(
      v.string('is missing: name the field, as field=userName.'),
      v.nonEmpty('is missing: name the field, as field=userName.'),
      v.description('A field such as `userName`, or a path into the record.'),
    ),
    to: v.pipe(
      v.string('is missing: give the value, as to=Alice.'),
      v.nonEmpty('is missing: give the value, as to=Alice.'),
      v.description('The value as it was written.'),
    ),
    limit: wholeNumberOr(1, 20, 3, 'How many values at most.'),
    asOf,
    store,
  },
  filter: true,
  answer: v.object({
    values: described(
      v.array(v.object({ value: v.string(), count: v.number() }) satisfies v.GenericSchema<FieldValue>),
      'Nearest first: the same in another case, values that start with it, that contain it, that it contains, and those that differ in one or two letters. Of the 100,000 most frequent values among the matching events.',
    ),
  }),
  problems: { 410: 'The state of `asOf` is not known to this store: ask again without it.' },
  example: { address: '/api/events/values/similar?field=eventName&to=terminateinstance' },
})
