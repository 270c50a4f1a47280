import type { Handler } from 'hono'
import { makeStore, MOST_STORE_BYTES, type EventDataStore } from '../../api/stores.ts'
import { readJsonBody } from '../http/requestBody.ts'
import type { Services } from '../services.ts'

export function answerMakeStore({ stores, bodyPace }: Services): Handler {
  return async (context) => {
    const { name } = await readJsonBody(makeStore.body, context, MOST_STORE_BYTES, bodyPace)
    return context.json<EventDataStore>(await stores.make(name), 201)
  }
}
