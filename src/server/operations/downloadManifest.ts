import type { Handler } from 'hono'
import type { downloadManifest } from '../../api/downloads.ts'
import type { Services } from '../services.ts'

/** The manifest of a complete download, as a file beside it. */
export function answerDownloadManifest({
  downloads,
}: Services): Handler<object, (typeof downloadManifest)['path']> {
  return ({ req, body }) => {
    const { manifest } = downloads.get(req.param('id'))
    return body(`${JSON.stringify(manifest, null, 2)}\n`, 200, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="${manifest.fileName}.manifest.json"`,
    })
  }
}
