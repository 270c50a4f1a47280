import type { Handler } from 'hono'
import { recordPaths, type RecordPathsResponse } from '../../api/recordPaths.ts'
import { readParams } from '../http/readParams.ts'
import type { Services } from '../services.ts'

export function answerRecordPaths({ store }: Services): Handler {
  return async ({ req, json }) => {
    const { contains = '', limit } = readParams(recordPaths, req.url)
    return json<RecordPathsResponse>(await store.recordPaths(contains, limit))
  }
}
