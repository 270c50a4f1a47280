import type { Handler } from 'hono'
import { issueCredentials, MOST_ACTING_BYTES, type CredentialsResponse } from '../../api/account.ts'
import { readJsonBody } from '../http/requestBody.ts'
import { recordedCalls, type Services } from '../services.ts'

export function answerIssueCredentials({ aws, bodyPace, readers, now }: Services): Handler {
  return async (context) => {
    recordedCalls(aws)
    const { as } = await readJsonBody(issueCredentials.body, context, MOST_ACTING_BYTES, bodyPace)
    const handsOn = await import('../account/handsOn.ts')
    return context.json<CredentialsResponse>(
      await handsOn.issueCredentials(aws, as, readers.length > 0, now()),
    )
  }
}
