import type { Handler } from 'hono'
import type { Download, getDownload } from '../../api/downloads.ts'
import type { Services } from '../services.ts'

export function answerGetDownload({ downloads }: Services): Handler<object, (typeof getDownload)['path']> {
  return ({ req, json }) => json<Download>(downloads.get(req.param('id')).progress)
}
