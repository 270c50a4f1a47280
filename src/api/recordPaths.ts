import * as v from 'valibot'
import { described, operation, type AnswerOf } from './operation.ts'
import { store, text, wholeNumberOr } from './parameters.ts'

export const recordPaths = operation({
  name: 'recordPaths',
  method: 'GET',
  path: '/api/paths',
  summary: 'The paths that occur in the records, for suggestions of fields.',
  params: {
    contains: text('Only paths that contain this, ignoring case.'),
    limit: wholeNumberOr(1, 1000, 50, 'How many paths at most.'),
    store,
  },
  answer: v.object({
    paths: described(
      v.array(v.string()),
      '`requestParameters.bucketName`; array positions left out. Most common first.',
    ),
    distinct: described(v.number(), 'How many such paths there are in all.'),
  }),
  example: { address: '/api/paths?contains=bucket&limit=10' },
})

export type RecordPathsResponse = AnswerOf<typeof recordPaths>
