import type { Handler } from 'hono'
import { MOST_STORE_BYTES, renameStore, type EventDataStore } from '../../api/stores.ts'
import { readJsonBody } from '../http/requestBody.ts'
import type { Services } from '../services.ts'

export function answerRenameStore({
  stores,
  bodyPace,
}: Services): Handler<object, (typeof renameStore)['path']> {
  return async (context) => {
    const { name } = await readJsonBody(renameStore.body, context, MOST_STORE_BYTES, bodyPace)
    return context.json<EventDataStore>(await stores.rename(context.req.param('id'), name))
  }
}
