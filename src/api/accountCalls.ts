import * as v from 'valibot'
import { described, operation, type AnswerOf } from './operation.ts'

/** The most bytes of the body: a call with a file for its input has room, a flood has none. */
export const MOST_CALL_BYTES = 1024 * 1024

const NO_OBJECT = 'input must be an object with the members of the operation’s input.'

/** Members have names, while the elements of a list, which valibot takes for an object, have numbers. */
const memberName = v.pipe(v.string(), v.regex(/^[A-Za-z]/, NO_OBJECT))

const call = v.strictObject(
  {
    as: described(
      v.string('as must be the ID of a person or role of the account.'),
      'Who makes the call: the `id` of a person or role in `people` of `/api/account`.',
    ),
    region: described(
      v.pipe(
        v.string('region must be the name of a Region, such as eu-central-1.'),
        v.regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'region must be the name of a Region, such as eu-central-1.'),
      ),
      'The Region that the call is made in, such as `eu-central-1`.',
    ),
    service: described(
      v.string('service must be the name of a service as in its ARNs, such as cloudtrail.'),
      'As in its ARNs, such as `cloudtrail`.',
    ),
    operation: described(
      v.string('operation must be the name of an operation, such as DescribeTrails.'),
      'As in the AWS API, such as `DescribeTrails`.',
    ),
    input: described(
      v.optional(v.record(memberName, v.unknown(), NO_OBJECT), {}),
      'The members of the operation’s input. Times are ISO 8601 text, bytes are base64.',
    ),
  },
  ({ expected, input }) =>
    expected === 'never'
      ? `Unknown member “${String(input)}”. Use as, region, service, operation and input.`
      : 'The body must be a JSON object with as, region, service, operation and input.',
)

export const callAccount = operation({
  name: 'callAccount',
  method: 'POST',
  path: '/api/account/calls',
  summary: 'Makes any call of the AWS API in the simulated account, as a person or role of it.',
  description:
    'A call that fails is answered with its failure: it was made, and its event has the error code. The event appears after a short delay, as in CloudTrail.',
  body: call,
  answer: v.object({
    eventID: described(
      v.nullable(v.string()),
      'The event of the call; null if it was throttled, which leaves no event.',
    ),
    visibleAt: described(v.string(), 'When the event will appear, ISO 8601 UTC.'),
    output: described(
      v.nullable(v.record(v.string(), v.unknown())),
      'The members of the operation’s output, times as ISO 8601 text, bytes as base64; null if the call failed.',
    ),
    failure: described(
      v.nullable(v.object({ code: v.string(), message: v.string() })),
      'Why the call failed, as AWS says it; null if it succeeded.',
    ),
  }),
  problems: {
    404: 'The console shows log files, which have no account to act in. Or there is no such service, operation or person.',
    413: `The body is larger than ${MOST_CALL_BYTES} bytes.`,
    507: 'The call could not be stored, and was not made.',
  },
  example: {
    address: '/api/account/calls',
    body: '{"as":"user/learner","region":"eu-central-1","service":"cloudtrail","operation":"DescribeTrails"}',
  },
})

export type AccountCallResponse = AnswerOf<typeof callAccount>
