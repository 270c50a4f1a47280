import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { listAccountActions, type AccountActionsResponse } from '../../../api/accountActions.ts'
import { send } from './request.ts'

/** What can be done in the simulated account. Asked only there: log files have no such thing. */
export function useAccountActions(): UseQueryResult<AccountActionsResponse> {
  return useQuery({
    queryKey: ['account-actions'],
    queryFn: ({ signal }) => send(listAccountActions, {}, signal),
  })
}
