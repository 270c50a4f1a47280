import { LOAD_LOG_FILE, type LoadLogFileResponse } from '../../../api/loadLogFile.ts'
import { queryClient } from './queryClient.ts'
import { post, url } from './request.ts'

/** Loads one log file. Its bytes are the body, so that the browser streams them from the disk. */
export async function loadLogFile(file: File, name: string): Promise<LoadLogFileResponse> {
  const answer = await post<LoadLogFileResponse>(url(LOAD_LOG_FILE, [['name', name]]), file)
  await queryClient.invalidateQueries({ queryKey: ['status'] })
  return answer
}
