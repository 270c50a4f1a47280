import type { Handler } from 'hono'
import type { StatusResponse } from '../../api/getStatus.ts'
import { printAsOf } from '../query/asOf.ts'
import type { Services } from '../services.ts'

export function answerGetStatus({ store, loader, feed, source, version, now }: Services): Handler {
  return async ({ json }) => {
    const asOf = store.asOf(now())
    return json<StatusResponse>({
      version,
      source,
      ...(await store.summary(asOf)),
      loading: loader.status,
      notStored: loader.notStored ?? feed?.notStored ?? null,
      asOf: printAsOf(asOf),
    })
  }
}
