import type { Handler } from 'hono'
import type { AlarmsResponse } from '../../api/alarms.ts'
import { recordedCalls, type Services } from '../services.ts'

export function answerListAlarms({ aws }: Services): Handler {
  return async ({ json }) => {
    recordedCalls(aws)
    const { listAlarms } = await import('../account/alarms.ts')
    return json<AlarmsResponse>(await listAlarms(aws))
  }
}
