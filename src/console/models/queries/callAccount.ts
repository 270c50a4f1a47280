import { callAccount } from '../../../api/accountCalls.ts'
import { LEARNER } from './learner.ts'
import { send } from './request.ts'

/** A call of the AWS API in the simulated account. */
export interface AwsCall {
  readonly region: string
  /** As in its ARNs: `cloudtrail`. */
  readonly service: string
  readonly operation: string
  readonly input?: Readonly<Record<string, unknown>>
}

/** AWS refused a call. The message is AWS's own. */
export class CallFailure extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.name = code
    this.code = code
  }
}

/** Makes a call as the user learner. Resolves to its output, or throws a {@link CallFailure}. */
export async function makeCall<Output>(call: AwsCall, signal?: AbortSignal): Promise<Output> {
  const { output, failure } = await send(callAccount, { body: { as: LEARNER, ...call } }, signal)
  if (failure) throw new CallFailure(failure.code, failure.message)
  return output as Output
}
