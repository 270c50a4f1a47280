import { useMutation, type UseMutationResult } from '@tanstack/react-query'
import { LOAD_LOG_FILE, type LoadLogFileResponse } from '../../api/loadLogFile.ts'
import { queryClient } from './queryClient.ts'
import { post, url } from './request.ts'

/** Loads one log file. The file's bytes are the body, so that the browser streams it from the disk. */
export function useLoadLogFile(): UseMutationResult<LoadLogFileResponse, Error, File> {
  return useMutation({
    mutationFn: async (file: File) => {
      const answer = await post<LoadLogFileResponse>(url(LOAD_LOG_FILE, [['name', file.name]]), file)
      await queryClient.invalidateQueries({ queryKey: ['status'] })
      return answer
    },
  })
}
