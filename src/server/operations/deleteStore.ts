import type { Handler } from 'hono'
import type { deleteStore } from '../../api/stores.ts'
import type { Services } from '../services.ts'

export function answerDeleteStore({ stores }: Services): Handler<object, (typeof deleteStore)['path']> {
  return async ({ req, body }) => {
    await stores.delete(req.param('id'))
    return body(null, 204)
  }
}
