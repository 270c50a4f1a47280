import type { Handler } from 'hono'
import type { StatusResponse } from '../../api/getStatus.ts'
import { readerName } from '../http/readers.ts'
import { printAsOf } from '../query/asOf.ts'
import type { Services } from '../services.ts'

export function answerGetStatus({
  store,
  storeID,
  stores,
  loader,
  feed,
  liveAccount,
  source,
  aws,
  version,
  now,
}: Services): Handler {
  return async (context) => {
    const asOf = store.asOf(now())
    const { id, name, isDefault } = await stores.describe(storeID)
    return context.json<StatusResponse>({
      version,
      reader: readerName(context),
      store: { id, name, isDefault },
      source,
      ...(await store.summary(asOf)),
      loading: loader.status,
      liveAccount: liveAccount?.status ?? null,
      notStored: loader.notStored ?? feed?.notStored ?? liveAccount?.notStored ?? null,
      alarms: source === 'simulated' ? aws.firingAlarms : 0,
      contentsMark: store.contentsMark,
      asOf: printAsOf(asOf),
    })
  }
}
