import { loadLogFile as loadOperation, type LoadLogFileResponse } from '../../../api/loadLogFile.ts'
import { queryClient } from './queryClient.ts'
import { send } from './request.ts'

/** Loads one log file. Its bytes are the body, so that the browser streams them from the disk. */
export async function loadLogFile(file: File, name: string): Promise<LoadLogFileResponse> {
  // One file as it is has one report.
  const answer = (await send(loadOperation, { name, body: file })) as LoadLogFileResponse
  await queryClient.invalidateQueries({ queryKey: ['status'] })
  return answer
}
