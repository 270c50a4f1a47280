import { Invoke$, type InvocationRequest, type InvocationResponse } from '@aws-sdk/client-lambda'
import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { checkEnum } from '../../validation.ts'
import { checkSettled } from './configuration.ts'
import { findVersion, functionArnFor, namedFunction } from './functionLookup.ts'
import { LATEST } from './lambdaState.ts'

const MAX_PAYLOAD = 6 * 1024 * 1024
const NOT_RUN = 'This account is simulated: the code of the function was not run.'
const DRY_RUN = 204
const ACCEPTED = 202

/** No code runs: the answer says so. */
const invoke = operation<InvocationRequest, InvocationResponse>(
  Invoke$,
  ({ FunctionName, InvocationType, Payload, Qualifier, LogType }, context) => {
    checkEnum('invocationType', InvocationType, ['Event', 'RequestResponse', 'DryRun'])
    checkEnum('logType', LogType, ['None', 'Tail'])
    const { found, version } = findVersion(context, FunctionName!, Qualifier)
    if (found.latest.change === 'created') checkSettled(context, found)
    checkPayload(Payload)
    if (InvocationType === 'DryRun') return { StatusCode: DRY_RUN }
    if (InvocationType === 'Event') return { StatusCode: ACCEPTED }
    const answer = { message: NOT_RUN, functionName: found.name, functionVersion: version.version }
    return {
      StatusCode: 200,
      ExecutedVersion: version.version,
      Payload: Buffer.from(JSON.stringify(answer)),
      LogResult: LogType === 'Tail' ? Buffer.from(`${NOT_RUN}\n`).toString('base64') : undefined,
    }
  },
  {
    readOnly: false,
    isData: true,
    action: 'lambda:InvokeFunction',
    request: ({ FunctionName, InvocationType, Qualifier, ClientContext }, context) => ({
      functionName: functionArnFor(context, FunctionName),
      invocationType: InvocationType ?? 'RequestResponse',
      qualifier: Qualifier,
      clientContext: ClientContext,
    }),
    response: () => null,
    resources: ({ FunctionName }, context) => [
      {
        accountId: context.account.accountId,
        type: 'AWS::Lambda::Function',
        ARN: functionArnFor(context, FunctionName),
      },
    ],
    additional: ({ FunctionName, Qualifier }, context) => ({
      functionVersion: `${functionArnFor(context, FunctionName)}:${qualifierOf(context, FunctionName!, Qualifier)}`,
    }),
    resource: ({ FunctionName }, context) => functionArnFor(context, FunctionName),
  },
)

export const INVOCATION = [invoke]

function qualifierOf(context: CallContext, given: string, qualifier: string | undefined): string {
  try {
    return namedFunction(context, given, qualifier).qualifier ?? LATEST
  } catch (error) {
    if (error instanceof AwsFailure) return LATEST
    throw error
  }
}

function checkPayload(payload: Uint8Array | undefined): void {
  if (payload === undefined || payload.length === 0) return
  if (payload.length > MAX_PAYLOAD)
    throw new AwsFailure(
      'RequestTooLargeException',
      `Request must be smaller than ${MAX_PAYLOAD} bytes for the InvokeFunction operation`,
      413,
    )
  try {
    JSON.parse(Buffer.from(payload).toString())
  } catch {
    throw new AwsFailure(
      'InvalidRequestContentException',
      'Could not parse request body into json: the payload is not valid JSON.',
      400,
    )
  }
}
