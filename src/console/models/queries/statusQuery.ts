import { getStatus, type StatusResponse } from '../../../api/getStatus.ts'
import { startWith } from '../address/startView.ts'
import { PRESENT_STATE } from './queryClient.ts'
import { send } from './request.ts'

export const statusQuery = {
  queryKey: ['status'],
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<StatusResponse> => {
    const status = await send(getStatus, {}, signal)
    startWith(status.source)
    return status
  },
  meta: PRESENT_STATE,
}
