import { create } from 'zustand'
import { currentStore } from '../../models/address/currentStore.ts'
import { queryClient } from '../../models/queries/queryClient.ts'
import { statusQuery } from '../../models/queries/statusQuery.ts'
import type { NamedFile } from './droppedFiles.ts'
import { loadLogFiles } from './useLogFileBatches.ts'

/** Files that wait for an answer to where they should be loaded. */
export const useLoadRequest = create<{ readonly files: readonly NamedFile[] }>()(() => ({ files: [] }))

export const forgetLoadRequest = (): void => useLoadRequest.setState({ files: [] })

/**
 * Loads the files into the event data store that is shown. That of an account takes none: there, the
 * user is asked.
 */
export async function giveLogFiles(files: readonly NamedFile[]): Promise<void> {
  if (files.length === 0) return
  const status = await queryClient.fetchQuery({ ...statusQuery, retry: false }).catch(() => undefined)
  if (status && status.source !== 'log-files') useLoadRequest.setState({ files })
  else await loadLogFiles(files, currentStore())
}
