import { getStatus, type StatusResponse } from '../../../api/getStatus.ts'
import { currentStore } from '../address/currentStore.ts'
import { startWith } from '../address/startView.ts'
import { CURRENT_STATE } from './queryClient.ts'
import { send } from './request.ts'

export const statusQuery = {
  queryKey: ['status'],
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<StatusResponse> => {
    const store = currentStore()
    const status = await send(getStatus, { store: store ?? undefined }, signal)
    startWith(status.source, store)
    return status
  },
  meta: CURRENT_STATE,
}
