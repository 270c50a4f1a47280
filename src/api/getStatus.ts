import * as v from 'valibot'
import { described, operation, type AnswerOf } from './operation.ts'
import { snapshot, store } from './parameters.ts'

const liveAccount = v.object({
  profile: v.string(),
  accountId: v.string(),
  notice: described(
    v.nullable(v.string()),
    'Why not all Regions of the account are read, in a sentence; null if they are, or if they were chosen.',
  ),
  isWhole: described(
    v.boolean(),
    'Whether the event history has been read, in all Regions that answer. New events are read from the start.',
  ),
  secondsLeft: described(
    v.nullable(v.number()),
    'How long the rest takes, if it has as many events as what was read; null if that cannot be told yet.',
  ),
  regions: v.array(
    v.object({
      region: v.string(),
      readBackTo: described(
        v.nullable(v.string()),
        'ISO 8601 UTC. From then on, every event that CloudTrail had was read; null before the first.',
      ),
      share: described(v.number(), 'Of the time range that was to be read, from 0 to 1.'),
      isWhole: v.boolean(),
      waitingFor: described(
        v.nullable(v.string()),
        'Why it does not go on at present: a clause; null if it does.',
      ),
      refused: described(
        v.nullable(v.string()),
        'Why the Region is not read further: a clause; null if it is.',
      ),
    }),
  ),
})

export const getStatus = operation({
  name: 'getStatus',
  method: 'GET',
  path: '/api/status',
  summary: 'The contents of the event data store and the progress of loading.',
  params: { store },
  answer: v.object({
    version: v.string(),
    reader: described(
      v.nullable(v.string()),
      'The name that belongs to the token of this request; null if tokens have no names.',
    ),
    store: described(
      v.object({ id: v.string(), name: v.string(), isDefault: v.boolean() }),
      'The event data store described here.',
    ),
    source: described(
      v.picklist(['simulated', 'log-files', 'live-account']),
      'Whether the events come from the simulated account, from log files, or from the event history of an AWS account.',
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
    liveAccount: described(
      v.nullable(liveAccount),
      'How far the event history of an AWS account has been read; null without `--account`.',
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

export type LiveAccountStatus = NonNullable<StatusResponse['liveAccount']>
