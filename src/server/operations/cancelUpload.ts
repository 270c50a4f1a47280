import type { Handler } from 'hono'
import type { cancelUpload, Upload } from '../../api/uploads.ts'
import type { Services } from '../services.ts'

export function answerCancelUpload({
  followedUploads,
}: Services): Handler<object, (typeof cancelUpload)['path']> {
  return async ({ req, json }) => {
    const upload = followedUploads.get(req.param('id'))
    await upload.cancel()
    return json<Upload>(upload.progress)
  }
}
