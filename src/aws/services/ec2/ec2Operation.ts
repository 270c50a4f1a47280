import { AwsFailure } from '../../failure.ts'
import type { CallContext } from '../../callContext.ts'
import { operation, type Operation, type Recording } from '../../operation.ts'
import type { OperationSchema } from '../../service.ts'
import type { JsonObject } from '../../../account/json.ts'
import { recordedOutput } from './recordedOutput.ts'

interface Ec2Recording<Input> {
  /** What the record's requestParameters say: EC2 has names of its own for them. */
  readonly request: (input: Input) => JsonObject
  /** What the record's responseElements have besides the answer's members. */
  readonly alsoRecorded?: JsonObject
  /** The rest of an ARN after Region and account: `instance/i-0…`. */
  readonly resource?: (input: Input, context: CallContext) => string
}

/** An operation of EC2, with the dry run that each of them has and with the names of its records. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it types what `perform` returns
export function ec2Operation<Input extends { readonly DryRun?: boolean | undefined }, Output>(
  schema: OperationSchema,
  perform: (input: Input, context: CallContext) => Output,
  { request, alsoRecorded, resource }: Ec2Recording<Input>,
): Operation {
  const [, , name, , , output] = schema
  const isRead = name.startsWith('Describe') || name.startsWith('Get')
  const recording: Recording<Input, Output> = {
    request,
    response: (result) => (isRead ? null : { ...alsoRecorded, ...recordedOutput(output as never, result) }),
    ...(resource !== undefined && {
      resource: (input: Input, context: CallContext) => {
        const rest = resource(input, context)
        return rest === '*' ? '*' : `arn:aws:ec2:${context.region}:${context.account.accountId}:${rest}`
      },
    }),
  }
  return operation<Input, Output>(
    schema,
    (input, context) => {
      if (input.DryRun !== true) return perform(input, context)
      perform(input, { ...context, state: structuredClone(context.state) })
      throw new AwsFailure('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412)
    },
    recording,
  )
}
