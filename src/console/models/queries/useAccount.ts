import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import {
  getAccount,
  issueCredentials,
  type AccountResponse,
  type CredentialsResponse,
} from '../../../api/account.ts'
import { RequestProblem, send } from './request.ts'

/** Resources change their state by themselves, and by commands in a terminal. */
const LOOK_AGAIN_MS = 4000

/** The simulated account as a person or role finds it, whichever event data store is shown. */
export function useAccount(as: string): UseQueryResult<AccountResponse> {
  return useQuery({
    queryKey: ['account', as],
    queryFn: ({ signal }) => send(getAccount, { as }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => !(state.error instanceof RequestProblem) && LOOK_AGAIN_MS,
    refetchOnWindowFocus: 'always',
  })
}

/** Their credentials for the AWS CLI and SDKs. */
export function useCredentials(as: string): UseQueryResult<CredentialsResponse> {
  return useQuery({
    queryKey: ['account', 'credentials', as],
    queryFn: ({ signal }) => send(issueCredentials, { body: { as } }, signal),
    staleTime: 60_000,
  })
}
