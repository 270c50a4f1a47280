import { useMutationState } from '@tanstack/react-query'
import { createStore, type StoreApi } from 'zustand'
import type { LoadLogFileResponse } from '../../../api/loadLogFile.ts'
import { loadLogFile } from '../../models/queries/loadLogFile.ts'
import { UNTIL_DISMISSED } from '../../models/queries/mutations.ts'
import { queryClient } from '../../models/queries/queryClient.ts'
import { refresh } from '../../models/queries/refreshes.ts'
import type { NamedFile } from './droppedFiles.ts'

/** Log files that were chosen or dropped together. */
export interface LogFileBatch {
  readonly id: number
  readonly progress: BatchProgress
  /** Undefined until all files were sent. */
  readonly outcome: BatchOutcome | undefined
}

export interface BatchProgress {
  /** Where they are loaded: null is the default event data store. */
  readonly store: string | null
  readonly files: number
  /** How many of them were sent so far, successfully or not. */
  readonly sent: StoreApi<number>
  /** Stops the file that is being sent, and sends no more. */
  readonly cancel: () => void
}

export interface BatchOutcome {
  readonly reports: readonly LoadLogFileResponse[]
  /** Files that could not be sent or were refused as a whole: name and reason. */
  readonly failures: readonly { readonly logFile: string; readonly reason: string }[]
  /** Whether the user stopped it. */
  readonly isCanceled: boolean
}

const KEY = ['load-log-files']

/** The batches of this window whose notices were not dismissed. */
export const useLogFileBatches = (): readonly LogFileBatch[] =>
  useMutationState({
    filters: { mutationKey: KEY },
    select: ({ mutationId, state }) => ({
      id: mutationId,
      progress: state.variables as BatchProgress,
      outcome: state.data as BatchOutcome | undefined,
    }),
  })

/**
 * Loads files one after another, so that a thousand of them do not wait at the server, then
 * refreshes the list. A batch is a single mutation: with one for each file, every change would make
 * React Query go through all of them.
 */
export async function loadLogFiles(files: readonly NamedFile[], store: string | null): Promise<void> {
  if (files.length === 0) return
  const abort = new AbortController()
  const mutation = queryClient
    .getMutationCache()
    .build<BatchOutcome, Error, BatchProgress, unknown>(queryClient, {
      ...UNTIL_DISMISSED,
      mutationKey: KEY,
      mutationFn: ({ sent }) => loadEach(files, store, sent, abort.signal),
      onSuccess: refresh,
    })
  await mutation.execute({
    store,
    files: files.length,
    sent: createStore(() => 0),
    cancel: () => abort.abort(),
  })
}

async function loadEach(
  files: readonly NamedFile[],
  store: string | null,
  sent: StoreApi<number>,
  signal: AbortSignal,
): Promise<BatchOutcome> {
  const reports = []
  const failures = []
  for (const { file, name } of files) {
    if (signal.aborted) break
    try {
      reports.push(await loadLogFile(file, name, store, signal))
    } catch (error) {
      if (signal.aborted) break
      failures.push({ logFile: name, reason: error instanceof Error ? error.message : String(error) })
    }
    sent.setState((count) => count + 1)
  }
  return { reports, failures, isCanceled: signal.aborted }
}
