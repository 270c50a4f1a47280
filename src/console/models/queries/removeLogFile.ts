import { removeLogFile as removeOperation, type RemoveLogFileResponse } from '../../../api/removeLogFile.ts'
import { queryClient } from './queryClient.ts'
import { refresh } from './refreshes.ts'
import { send } from './request.ts'

/** Removes a log file from the event data store that is shown, and refreshes the page. */
export async function removeLogFile(id: number): Promise<RemoveLogFileResponse> {
  const removed = await send(removeOperation, { id: String(id) })
  refresh()
  await Promise.all(
    ['status', 'log-files', 'problems'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })),
  )
  return removed
}
