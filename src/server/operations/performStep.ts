import type { Handler } from 'hono'
import { MOST_ACTING_BYTES, performStep, type PerformedStepResponse } from '../../api/account.ts'
import { readJsonBody } from '../http/requestBody.ts'
import { recordedCalls, type Services } from '../services.ts'

export function answerPerformStep({
  aws,
  bodyPace,
  now,
}: Services): Handler<object, (typeof performStep)['path']> {
  return async (context) => {
    const calls = recordedCalls(aws)
    const { as } = await readJsonBody(performStep.body, context, MOST_ACTING_BYTES, bodyPace)
    const { exercise, step } = context.req.param()
    const handsOn = await import('../account/handsOn.ts')
    return context.json<PerformedStepResponse>(
      await handsOn.performStep(aws, calls, exercise, step, as, now()),
    )
  }
}
