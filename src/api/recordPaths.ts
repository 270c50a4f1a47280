import * as v from 'valibot'
import { described, operation, type AnswerOf } from './operation.ts'
import { store, text, wholeNumberOr } from './parameters.ts'

export const recordPaths = operation({
  name: 'recordPaths',
  method: 'GET',
  path: '/api/paths',
  summary: 'The paths that occur in the records, to suggest fields.',
  params: {
    contains: text('Only paths that contain this, ignoring case.'),
    limit: wholeNumberOr(1, 1000, 50, 'Maximum number of paths.'),
    store,
  },
  answer: v.object({
    paths: described(
      v.array(v.string()),
      'Such as `requestParameters.bucketName`, without array positions. Most common first.',
    ),
    distinct: described(v.number(), 'The total number of such paths.'),
  }),
  example: { address: '/api/paths?contains=bucket&limit=10' },
})

export type RecordPathsResponse = AnswerOf<typeof recordPaths>
