import type { Handler } from 'hono'
import { callAccount, MOST_CALL_BYTES, type AccountCallResponse } from '../../api/accountCalls.ts'
import { readJsonBody } from '../http/requestBody.ts'
import { recordedCalls, type Services } from '../services.ts'

export function answerCallAccount({ aws, bodyPace, now }: Services): Handler {
  return async (context) => {
    const calls = recordedCalls(aws)
    const call = await readJsonBody(callAccount.body, context, MOST_CALL_BYTES, bodyPace)
    const accountCalls = await import('../account/accountCalls.ts')
    return context.json<AccountCallResponse>(await accountCalls.makeCall(aws, calls, call, now()))
  }
}
