import { loadLogFile as loadOperation, type LoadLogFileResponse } from '../../../api/loadLogFile.ts'
import { queryClient } from './queryClient.ts'
import { send } from './request.ts'

/**
 * Loads one log file into an event data store; null is the default one. Its bytes are the body, so
 * that the browser streams them from the disk.
 */
export async function loadLogFile(
  file: File,
  name: string,
  store: string | null,
  signal: AbortSignal,
): Promise<LoadLogFileResponse> {
  // One file as it is has one report.
  try {
    const request = { name, body: file, store: store ?? undefined }
    return (await send(loadOperation, request, signal)) as LoadLogFileResponse
  } finally {
    await queryClient.invalidateQueries({ queryKey: ['status'] })
  }
}
