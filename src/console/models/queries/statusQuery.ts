import { getStatus, type StatusResponse } from '../../../api/getStatus.ts'
import { PRESENT_STATE } from './queryClient.ts'
import { send } from './request.ts'

export const statusQuery = {
  queryKey: ['status'],
  queryFn: ({ signal }: { signal: AbortSignal }): Promise<StatusResponse> => send(getStatus, {}, signal),
  meta: PRESENT_STATE,
}
