import * as v from 'valibot'
import { described, operation, type AnswerOf } from './operation.ts'
import { snapshot, store } from './parameters.ts'

export const getStatus = operation({
  name: 'getStatus',
  method: 'GET',
  path: '/api/status',
  summary: 'The contents of the event data store and the progress of loading.',
  params: { store },
  answer: v.object({
    version: v.string(),
    store: described(
      v.object({ id: v.string(), name: v.string(), isDefault: v.boolean() }),
      'The event data store described here.',
    ),
    source: described(
      v.picklist(['simulated', 'log-files']),
      'Whether the events come from the simulated account or from log files.',
    ),
    eventCount: v.number(),
    accounts: v.array(v.string()),
    regions: v.array(v.string()),
    firstEventTime: v.nullable(v.string()),
    lastEventTime: v.nullable(v.string()),
    loading: described(
      v.nullable(
        v.object({
          from: described(
            v.picklist(['source', 'uploads']),
            '`source`: the files and folders that the server was started with. `uploads`: log files that clients send, of which `files` counts those that have not ended.',
          ),
          files: v.number(),
          filesDone: v.number(),
          bytes: described(v.number(), '0 if it is not known, as of standard input.'),
          bytesDone: v.number(),
          waiting: described(
            v.nullable(v.string()),
            'What is waited for, or listed, in a sentence, such as an endpoint that does not answer; null otherwise.',
          ),
        }),
      ),
      'Null when nothing is being loaded.',
    ),
    notStored: described(
      v.nullable(v.string()),
      'Why the latest events could not be stored, in a sentence; null if they were stored.',
    ),
    problems: described(v.number(), 'The number of load errors in the import report.'),
    alarms: described(
      v.number(),
      'The number of alarms of the simulated account that are in the state ALARM; 0 until its APIs were used.',
    ),
    contentsMark: described(
      v.string(),
      'Opaque. Changes whenever events, log files or problems are added or removed.',
    ),
    asOf: snapshot,
  }),
  example: { address: '/api/status' },
})

export type StatusResponse = AnswerOf<typeof getStatus>

export type LoadingStatus = NonNullable<StatusResponse['loading']>
