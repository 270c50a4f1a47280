import type { Handler } from 'hono'
import { listLogFiles, type LogFilesResponse } from '../../api/listLogFiles.ts'
import { readParams } from '../http/readParams.ts'
import type { Services } from '../services.ts'

export function answerListLogFiles({ store }: Services): Handler {
  return async ({ req, json }) => {
    const { contains = '', sort, order, offset, limit } = readParams(listLogFiles, req.url)
    const isDescending = order === 'descending'
    return json<LogFilesResponse>(await store.logFiles({ contains, sort, isDescending, offset, limit }))
  }
}
