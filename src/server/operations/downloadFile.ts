import { Readable } from 'node:stream'
import type { Handler } from 'hono'
import type { downloadFile } from '../../api/downloads.ts'
import { fileHeaders, writeEventFile } from '../downloads/eventFile.ts'
import type { Services } from '../services.ts'

/** The file of a started download. */
export function answerDownloadFile(services: Services): Handler<object, (typeof downloadFile)['path']> {
  const { downloads, store } = services
  return ({ req, body }) => {
    const download = downloads.get(req.param('id'))
    const headers = fileHeaders(download.file, download.name)
    if (req.raw.method === 'HEAD') return body(null, 200, headers)
    store.checkSnapshot(download.file.query)
    const leave = downloads.takePlace()
    try {
      const stream = download.send((signal, onEvents) =>
        writeEventFile(download.file, services, signal, onEvents),
      )
      stream.once('close', leave)
      return body(Readable.toWeb(stream) as ReadableStream, 200, headers)
    } catch (error) {
      leave()
      throw error
    }
  }
}
