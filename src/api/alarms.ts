import * as v from 'valibot'
import { described, operation, type AnswerOf } from './operation.ts'

const NO_ACCOUNT = 'The console shows log files, which have no account.'

export const listAlarms = operation({
  name: 'listAlarms',
  method: 'GET',
  path: '/api/account/alarms',
  summary: 'The alarms of the simulated account, and the presets for more.',
  description: 'No call of the account is made, so it leaves no event.',
  answer: v.object({
    alarms: v.array(
      v.object({
        name: v.string(),
        region: v.string(),
        description: described(v.nullable(v.string()), 'What it means that it fires.'),
        state: v.picklist(['OK', 'ALARM', 'INSUFFICIENT_DATA']),
        reason: described(v.string(), 'Why it has this state, in the words of CloudWatch.'),
        since: described(v.string(), 'When it got this state, ISO 8601 UTC.'),
        events: described(
          v.string(),
          'The filter of the events that the alarm counts, as a query. If no filter can say so, the time before it got its state.',
        ),
      }),
    ),
    logGroups: described(
      v.array(v.object({ name: v.string(), region: v.string() })),
      'Where presets can be created: the log groups to which trails deliver.',
    ),
    presets: described(
      v.array(v.object({ name: v.string(), sentence: v.string(), pattern: v.string() })),
      'The metric filters and alarms of the CIS AWS Foundations Benchmark.',
    ),
  }),
  problems: { 404: NO_ACCOUNT },
  example: { address: '/api/account/alarms' },
})

export const createAlarms = operation({
  name: 'createAlarms',
  method: 'POST',
  path: '/api/account/alarms',
  summary: 'Creates the metric filters and alarms of all presets for a log group.',
  description:
    'They are created by calls of PutMetricFilter and PutMetricAlarm as a person or role of the account. The first call that fails is the last.',
  body: v.strictObject(
    {
      as: described(
        v.string('as must be the ID of a person or role of the account.'),
        'Who makes the calls: the `id` of a person or role in `people` of `/api/account`.',
      ),
      logGroup: described(
        v.string('logGroup must be the name of a log group.'),
        'The name of the log group.',
      ),
      region: described(
        v.string('region must be the Region of the log group.'),
        'The Region of the log group.',
      ),
    },
    'The body must be a JSON object with as, logGroup and region.',
  ),
  answer: v.object({
    created: described(v.number(), 'How many alarms were created or replaced.'),
    failure: described(
      v.nullable(v.object({ code: v.string(), message: v.string() })),
      'Why a call failed, as AWS says it; null if none did.',
    ),
  }),
  problems: { 404: `${NO_ACCOUNT} Or there is no such person.`, 507: 'A call could not be stored.' },
  example: {
    address: '/api/account/alarms',
    body: '{"as":"user/learner","logGroup":"CloudTrail/logs","region":"eu-central-1"}',
  },
})

export type AlarmsResponse = AnswerOf<typeof listAlarms>
export type ListedAlarm = AlarmsResponse['alarms'][number]
export type CreatedAlarmsResponse = AnswerOf<typeof createAlarms>
