import type { Handler } from 'hono'
import type { cancelDownload } from '../../api/downloads.ts'
import type { Services } from '../services.ts'

export function answerCancelDownload({
  downloads,
}: Services): Handler<object, (typeof cancelDownload)['path']> {
  return ({ req, body }) => {
    downloads.get(req.param('id')).cancel()
    return body(null, 204)
  }
}
