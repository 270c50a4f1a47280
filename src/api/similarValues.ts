import * as v from 'valibot'
import type { FieldValue } from '../filter/answers.ts'
import { described, operation } from './operation.ts'
import { asOf, store, wholeNumberOr } from './parameters.ts'

export const similarValues = operation({
  name: 'similarValues',
  method: 'GET',
  path: '/api/events/values/similar',
  summary: 'Existing values of a field that are similar to a value that no event has.',
  params: {
    field: v.pipe(
      v.string('is missing. Name the field, for example field=userName.'),
      v.nonEmpty('is missing. Name the field, for example field=userName.'),
      v.description('A field such as `userName`, or a path into the record.'),
    ),
    to: v.pipe(
      v.string('is missing. Give the value, for example to=Alice.'),
      v.nonEmpty('is missing. Give the value, for example to=Alice.'),
      v.description('The value to compare with.'),
    ),
    limit: wholeNumberOr(1, 20, 3, 'Maximum number of values.'),
    asOf,
    store,
  },
  filter: true,
  answer: v.object({
    values: described(
      v.array(v.object({ value: v.string(), count: v.number() }) satisfies v.GenericSchema<FieldValue>),
      'Most similar first: the same value in another case, values that start with it, that contain it, that it contains, and that differ in one or two letters. Only the 100,000 most frequent values among the matching events are considered.',
    ),
  }),
  problems: { 410: 'The snapshot `asOf` is not available in this store. Send the request again without it.' },
  example: { address: '/api/events/values/similar?field=eventName&to=terminateinstance' },
})
