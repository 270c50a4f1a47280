import { Readable } from 'node:stream'
import type { Handler } from 'hono'
import type { downloadFile } from '../../api/downloads.ts'
import { fileHeaders, writeEventFile } from '../downloads/eventFile.ts'
import type { Services } from '../services.ts'
import { withStore } from '../stores/inStore.ts'

/** The file of a started download. */
export function answerDownloadFile(services: Services): Handler<object, (typeof downloadFile)['path']> {
  const { downloads } = services
  return ({ req, body }) => {
    const download = downloads.get(req.param('id'))
    const headers = fileHeaders(download.file, download.name)
    if (req.raw.method === 'HEAD') return body(null, 200, headers)
    return withStore(services, download.file.storeID, async (opened) => {
      opened.store.checkSnapshot(download.file.query)
      const leave = downloads.takePlace()
      const release = opened.keepOpen()
      const end = () => {
        leave()
        release()
      }
      try {
        const stream = download.send((signal, progress) =>
          writeEventFile(download.file, opened, signal, progress),
        )
        stream.once('close', end)
        return body(Readable.toWeb(stream) as ReadableStream, 200, headers)
      } catch (error) {
        end()
        throw error
      }
    })
  }
}
