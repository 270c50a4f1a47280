import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { ACCOUNT_ACTIONS, type AccountActionsResponse } from '../../../api/accountActions.ts'
import { getJson } from './request.ts'

/** What can be done in the simulated account. Asked only there: log files have no such thing. */
export function useAccountActions(): UseQueryResult<AccountActionsResponse> {
  return useQuery({
    queryKey: ['account-actions'],
    queryFn: ({ signal }): Promise<AccountActionsResponse> => getJson(ACCOUNT_ACTIONS, signal),
  })
}
