import * as v from 'valibot'
import { described, operation, type AnswerOf } from './operation.ts'

const noAccount = 'The console shows log files, which have no account to act in.'

const as = described(
  v.string('as must be the ID of a person or role of the account.'),
  'Who acts: the `id` of a person or role in `people`.',
)

const acting = v.strictObject({ as }, ({ expected, input }) =>
  expected === 'never'
    ? `Unknown member “${String(input)}”. Use as.`
    : 'The body must be a JSON object, such as {"as":"user/learner"}.',
)

/** The most bytes of a body that names who acts. */
export const MOST_ACTING_BYTES = 4096

const step = v.object({
  id: v.string(),
  title: v.string(),
  description: described(v.string(), 'What it does, and what to look for in its event.'),
  as: described(
    v.nullable(v.object({ id: v.string(), name: v.string() })),
    'Who performs it, if it is not the person who does the exercise.',
  ),
  missing: described(
    v.nullable(v.string()),
    'Why it cannot be performed now, in a sentence; null if it can.',
  ),
  prepare: described(
    v.nullable(v.string()),
    'A shell command that writes the file that `command` reads; null if it reads none.',
  ),
  command: described(
    v.nullable(v.string()),
    'The same call as a command of the AWS CLI, without credentials, Region and endpoint; null if it cannot be performed now.',
  ),
  region: v.string(),
  service: described(v.string(), 'As in its ARNs, such as `ec2`.'),
  operation: v.string(),
  eventName: v.string(),
  eventSource: v.string(),
  isReadOnly: described(v.boolean(), 'Its event has *Read-only = true*.'),
  isData: described(v.boolean(), 'Its event is a data event, which the event history of AWS does not show.'),
})

export const getAccount = operation({
  name: 'getAccount',
  method: 'GET',
  path: '/api/account',
  summary: 'The simulated account: who can act in it, what exists in it now, and exercises.',
  params: {
    as: v.optional(
      described(
        v.string(),
        'Who does the exercises: the `id` of a person or role. The user learner without it.',
      ),
    ),
  },
  answer: v.object({
    accountId: v.string(),
    homeRegion: v.string(),
    regions: described(v.array(v.string()), 'Those with resources, the home Region first.'),
    deliveryDelaySeconds: described(
      v.number(),
      'How long after a call its event appears. In AWS this takes about five minutes.',
    ),
    deliversTo: described(
      v.nullable(v.string()),
      'The S3 server or folder to which trails deliver instead of the buckets of the account; null if they deliver there.',
    ),
    secretIsToken: described(
      v.boolean(),
      'The console requires a token. A token that it accepts is the secret access key of everybody in the account.',
    ),
    people: v.array(
      v.object({
        id: described(v.string(), 'The value for `as`.'),
        name: v.string(),
        kind: described(v.picklist(['user', 'role']), 'People of IAM Identity Center act as a role.'),
        arn: v.string(),
        description: v.string(),
      }),
    ),
    resources: described(
      v.array(
        v.object({
          service: v.string(),
          title: v.string(),
          resources: v.array(
            v.object({
              kind: described(v.string(), 'Such as `instance` or `bucket`.'),
              id: v.string(),
              name: described(v.nullable(v.string()), 'If it is not the ID.'),
              state: described(v.nullable(v.string()), 'If it has one, such as `running`.'),
              region: described(v.nullable(v.string()), 'Null for global resources.'),
            }),
          ),
        }),
      ),
      'By service. Terminated instances are listed for an hour.',
    ),
    exercises: v.array(
      v.object({ id: v.string(), title: v.string(), summary: v.string(), steps: v.array(step) }),
    ),
  }),
  problems: { 404: `${noAccount} Or there is nobody with this ID.` },
  example: { address: '/api/account' },
})

export const performStep = operation({
  name: 'performStep',
  method: 'POST',
  path: '/api/account/exercises/:exercise/steps/:step',
  summary: 'Performs a step of an exercise in the simulated account.',
  description:
    'A call that fails is performed as well: its event has the error code. The event appears after a short delay, as in CloudTrail.',
  body: acting,
  answer: v.object({
    eventID: v.string(),
    visibleAt: described(v.string(), 'When the event will appear, ISO 8601 UTC.'),
    failure: described(
      v.nullable(v.object({ code: v.string(), message: v.string() })),
      'Why the call failed; null if it succeeded.',
    ),
    made: described(v.array(v.string()), 'The IDs or names of what it created.'),
  }),
  problems: {
    404: `${noAccount} Or there is no such step, or nobody with this ID.`,
    409: 'The step cannot be performed now. The detail says what is missing.',
    507: 'The call could not be stored, and was not performed.',
  },
  example: {
    address: '/api/account/exercises/stop-instance/steps/stop',
    body: '{"as":"user/learner"}',
  },
})

export const issueCredentials = operation({
  name: 'issueCredentials',
  method: 'POST',
  path: '/api/account/credentials',
  summary: 'Credentials for the AWS CLI and SDKs, which work only in the simulated account.',
  description:
    'Users get their access key. People of IAM Identity Center and roles get temporary credentials, as from the AWS access portal.',
  body: acting,
  answer: v.object({
    accessKeyId: v.string(),
    secretAccessKey: described(
      v.nullable(v.string()),
      'Null if the console requires a token: then the token is the secret access key.',
    ),
    sessionToken: described(v.nullable(v.string()), 'Null for an access key of a user.'),
    expiresAt: described(v.nullable(v.string()), 'ISO 8601 UTC; null for an access key of a user.'),
  }),
  problems: {
    404: `${noAccount} Or there is nobody with this ID.`,
    409: 'The user has no active access key.',
    507: 'The credentials could not be stored.',
  },
  example: { address: '/api/account/credentials', body: '{"as":"user/learner"}' },
})

export type AccountResponse = AnswerOf<typeof getAccount>

export type AccountPerson = AccountResponse['people'][number]

export type Exercise = AccountResponse['exercises'][number]

export type ExerciseStep = Exercise['steps'][number]

export type PerformedStepResponse = AnswerOf<typeof performStep>

export type CredentialsResponse = AnswerOf<typeof issueCredentials>
