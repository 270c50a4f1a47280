import * as v from 'valibot'
import { described, operation, type AnswerOf } from './operation.ts'

const problems = { 404: 'The console shows log files, or there is no such action.' }

export const listAccountActions = operation({
  name: 'listAccountActions',
  method: 'GET',
  path: '/api/account/actions',
  summary: 'The actions that can be performed in the simulated account.',
  answer: v.object({
    actions: v.array(
      v.object({
        name: described(v.string(), 'The name of the event that it produces, such as `CreateBucket`.'),
        label: v.string(),
        description: described(v.string(), 'What to look for in its record.'),
      }),
    ),
  }),
  problems,
  example: { address: '/api/account/actions' },
})

export const performAccountAction = operation({
  name: 'performAccountAction',
  method: 'POST',
  path: '/api/account/actions/:name',
  summary: 'Performs an action in the simulated account.',
  description: 'Its events appear after a short delay, as in CloudTrail.',
  answer: v.object({
    eventIDs: v.array(v.string()),
    visibleAt: described(v.string(), 'When the events will appear, ISO 8601 UTC.'),
  }),
  problems: { ...problems, 507: 'The action could not be stored, and was not performed.' },
  example: { address: '/api/account/actions/CreateBucket' },
})

export type AccountActionsResponse = AnswerOf<typeof listAccountActions>

export type AccountAction = AccountActionsResponse['actions'][number]

export type PerformedActionResponse = AnswerOf<typeof performAccountAction>
