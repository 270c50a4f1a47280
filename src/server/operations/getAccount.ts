import type { Handler } from 'hono'
import { getAccount, type AccountResponse } from '../../api/account.ts'
import { readParams } from '../http/readParams.ts'
import { recordedCalls, type Services } from '../services.ts'

/** Who acts unless the request says otherwise. */
const LEARNER = 'user/learner'

export function answerGetAccount({ aws, readers, now }: Services): Handler {
  return async ({ req, json }) => {
    const calls = recordedCalls(aws)
    const { as = LEARNER } = readParams(getAccount, req.url)
    // As heavy as the AWS APIs, which are loaded when they are needed.
    const { describeAccount } = await import('../account/handsOn.ts')
    return json<AccountResponse>(await describeAccount(aws, calls, as, readers.length > 0, now()))
  }
}
