import type { Handler } from 'hono'
import { createAlarms, type CreatedAlarmsResponse } from '../../api/alarms.ts'
import { readJsonBody } from '../http/requestBody.ts'
import { recordedCalls, type Services } from '../services.ts'

const MOST_BYTES = 10_000

export function answerCreateAlarms({ aws, bodyPace, now }: Services): Handler {
  return async (context) => {
    recordedCalls(aws)
    const wanted = await readJsonBody(createAlarms.body, context, MOST_BYTES, bodyPace)
    const alarms = await import('../account/alarms.ts')
    return context.json<CreatedAlarmsResponse>(await alarms.createAlarms(aws, wanted, now))
  }
}
