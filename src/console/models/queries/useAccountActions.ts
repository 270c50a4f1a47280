import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { listAccountActions, type AccountActionsResponse } from '../../../api/accountActions.ts'
import { send } from './request.ts'

/** The actions of the simulated account. Not requested for log files, which have none. */
export function useAccountActions(): UseQueryResult<AccountActionsResponse> {
  return useQuery({
    queryKey: ['account-actions'],
    queryFn: ({ signal }) => send(listAccountActions, {}, signal),
  })
}
