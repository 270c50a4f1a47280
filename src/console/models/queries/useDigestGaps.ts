import { useQuery } from '@tanstack/react-query'
import { getValidation, type ValidationResponse } from '../../../api/integrity.ts'
import { send } from './request.ts'
import { useStatus } from './useStatus.ts'

const NO_GAPS: ValidationResponse['gaps'] = []

/** How often it is looked whether a validation begins after log files were loaded. */
const LOOKS = 4

/**
 * The times that no digest file covers, by the last validation. Requested when something was loaded,
 * and again until the validation that follows is done.
 */
export function useDigestGaps(enabled: boolean): ValidationResponse['gaps'] {
  const mark = useStatus().data?.contentsMark
  return (
    useQuery({
      queryKey: ['digest-gaps', mark],
      queryFn: ({ signal }) => send(getValidation, {}, signal),
      enabled: enabled && mark !== undefined,
      placeholderData: (previous) => previous,
      staleTime: 10_000,
      refetchInterval: ({ state: { data, dataUpdateCount } }) => {
        if (data?.state === 'running') return 1500
        return data?.state === 'not-started' && dataUpdateCount < LOOKS ? 3000 : false
      },
    }).data?.gaps ?? NO_GAPS
  )
}
