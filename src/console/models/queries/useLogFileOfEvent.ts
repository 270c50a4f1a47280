import { skipToken, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { validatedLogFiles, type ValidatedLogFile } from '../../../api/integrity.ts'
import { send } from './request.ts'

/** What the last validation found of a log file, by its URI; null if it was not validated. */
export function useLogFileOfEvent(uri: string | undefined): UseQueryResult<ValidatedLogFile | null> {
  return useQuery({
    queryKey: ['validated-log-files', 'of-event', uri],
    queryFn:
      uri === undefined
        ? skipToken
        : async ({ signal }) => {
            const contains = uri.slice(uri.lastIndexOf('/') + 1)
            const { logFiles } = await send(validatedLogFiles, { contains, limit: 100 }, signal)
            return logFiles.find((each) => each.uri === uri) ?? null
          },
    staleTime: 5000,
  })
}
