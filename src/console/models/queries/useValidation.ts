import {
  keepPreviousData,
  skipToken,
  useMutation,
  useQuery,
  type UseQueryResult,
} from '@tanstack/react-query'
import {
  cancelValidation,
  getCoverage,
  getValidation,
  startValidation,
  validatedDigests,
  validatedLogFiles,
  type CoverageResponse,
  type ValidatedDigestsRequest,
  type ValidatedDigestsResponse,
  type ValidatedLogFilesRequest,
  type ValidatedLogFilesResponse,
  type ValidationResponse,
} from '../../../api/integrity.ts'
import { printFilter } from '../../../filter/params.ts'
import type { Filter } from '../../../filter/filter.ts'
import { queryClient } from './queryClient.ts'
import { RequestProblem, send } from './request.ts'

const KEY = ['validation']
const RUNNING_MS = 700
const STARTS_SOON_MS = 2000
const LOOK_AGAIN_MS = 10_000

/** The validation of the log files, looked at more often while it is running. */
export function useValidation(): UseQueryResult<ValidationResponse> {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => send(getValidation, {}, signal),
    staleTime: 5000,
    refetchInterval: ({ state: { data, error } }) => {
      if (error instanceof RequestProblem) return false
      // It starts by itself once log files were loaded.
      if (data?.state === 'not-started') return STARTS_SOON_MS
      return data?.state === 'running' ? RUNNING_MS : LOOK_AGAIN_MS
    },
    refetchOnWindowFocus: 'always',
  })
}

/** Whether digest files say anything of the events. */
export const useKnowsIntegrity = (): boolean => (useValidation().data?.digests.total ?? 0) > 0

const showAnswer = (answer: ValidationResponse): void => {
  queryClient.setQueryData(KEY, answer)
}

export const useStartValidation = () =>
  useMutation({ mutationFn: () => send(startValidation, {}), onSuccess: showAnswer })

export const useCancelValidation = () =>
  useMutation({ mutationFn: () => send(cancelValidation, {}), onSuccess: showAnswer })

/** A page of the validated log files. `doneAt` is the time of the validation; null before one. */
export function useValidatedLogFiles(
  request: ValidatedLogFilesRequest,
  doneAt: string | null,
): UseQueryResult<ValidatedLogFilesResponse> {
  return useQuery({
    queryKey: ['validated-log-files', request, doneAt],
    queryFn: doneAt === null ? skipToken : ({ signal }) => send(validatedLogFiles, request, signal),
    placeholderData: keepPreviousData,
  })
}

/** The same for digest files. */
export function useValidatedDigests(
  request: ValidatedDigestsRequest,
  doneAt: string | null,
): UseQueryResult<ValidatedDigestsResponse> {
  return useQuery({
    queryKey: ['validated-digests', request, doneAt],
    queryFn: doneAt === null ? skipToken : ({ signal }) => send(validatedDigests, request, signal),
    placeholderData: keepPreviousData,
  })
}

/** What is known of each account, Region and time. `contentsMark` changes when log files were loaded. */
export function useCoverage(
  filter: Filter,
  doneAt: string | null | undefined,
  contentsMark: string | undefined,
): UseQueryResult<CoverageResponse> {
  return useQuery({
    queryKey: ['coverage', printFilter(filter), doneAt, contentsMark],
    queryFn:
      doneAt === undefined || contentsMark === undefined
        ? skipToken
        : ({ signal }) => send(getCoverage, { filter }, signal),
    placeholderData: keepPreviousData,
  })
}
