import type { Handler } from 'hono'
import type { getUpload, Upload } from '../../api/uploads.ts'
import type { Services } from '../services.ts'

export function answerGetUpload({ followedUploads }: Services): Handler<object, (typeof getUpload)['path']> {
  return ({ req, json }) => json<Upload>(followedUploads.get(req.param('id')).progress)
}
