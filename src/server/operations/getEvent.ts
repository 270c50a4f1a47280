import type { Handler } from 'hono'
import type { getEvent } from '../../api/getEvent.ts'
import { storedEvent } from '../query/storedEvent.ts'
import type { Services } from '../services.ts'

export function answerGetEvent({ store }: Services): Handler<object, (typeof getEvent)['path']> {
  return async ({ req, body }) => {
    const { record } = await storedEvent(store, req.param('id'))
    return body(record.text, 200, { 'Content-Type': 'application/json; charset=utf-8' })
  }
}
