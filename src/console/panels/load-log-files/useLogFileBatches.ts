import { useMutationState } from '@tanstack/react-query'
import { createStore, type StoreApi } from 'zustand'
import type { LoadLogFileResponse } from '../../../api/loadLogFile.ts'
import { LoadingCanceled, loadLogFile } from '../../models/queries/loadLogFile.ts'
import { UNTIL_DISMISSED } from '../../models/queries/mutations.ts'
import { queryClient } from '../../models/queries/queryClient.ts'
import { refresh } from '../../models/queries/refreshes.ts'
import { ServerUnreachable } from '../../models/queries/request.ts'
import { NO_PROGRESS, type BatchProgress } from './batchProgress.ts'
import type { NamedFile } from './droppedFiles.ts'

/** Log files that were chosen or dropped together. */
export interface LogFileBatch {
  readonly id: number
  readonly given: GivenBatch
  /** Undefined until all files have ended. */
  readonly outcome: BatchOutcome | undefined
}

export interface GivenBatch {
  /** Where they are loaded: null is the default event data store. */
  readonly store: string | null
  readonly progress: StoreApi<BatchProgress>
  /** Stops the file that is being loaded, and sends no more. */
  readonly cancel: () => void
}

export interface BatchOutcome {
  readonly reports: readonly LoadLogFileResponse[]
  /** Files that could not be sent or were rejected as a whole: name and reason. */
  readonly failures: readonly { readonly logFile: string; readonly reason: string }[]
  /** Whether the user outcome it. */
  readonly isCanceled: boolean
  /** The file that was being loaded then. */
  readonly canceled: CanceledFile | null
  /** How many files were not sent, because the user outcome it or the server is gone. */
  readonly notSent: number
}

export interface CanceledFile {
  readonly logFile: string
  /** How many of its records were stored before; null if that is not known. */
  readonly records: number | null
}

const KEY = ['load-log-files']

const KEPT = 'Records that were already loaded are kept. Load the file again to get the rest.'

/** The batches of this window whose notices were not dismissed. */
export const useLogFileBatches = (): readonly LogFileBatch[] =>
  useMutationState({
    filters: { mutationKey: KEY },
    select: ({ mutationId, state }) => ({
      id: mutationId,
      given: state.variables as GivenBatch,
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
    .build<BatchOutcome, Error, GivenBatch, unknown>(queryClient, {
      ...UNTIL_DISMISSED,
      mutationKey: KEY,
      mutationFn: ({ progress }) => loadEach(files, store, progress, abort.signal),
      onSuccess: refresh,
      onSettled: lookAtStatus,
    })
  const progress = createStore<BatchProgress>(() => ({
    files: files.length,
    bytes: files.reduce((sum, { file }) => sum + (file?.size ?? 0), 0),
    filesDone: 0,
    bytesDone: 0,
    current: { ...NO_PROGRESS, size: 0 },
    isCanceling: false,
  }))
  const ended = mutation.execute({
    store,
    progress,
    cancel: () => {
      progress.setState({ isCanceling: true })
      abort.abort()
    },
  })
  // Later, it is polled as long as something is loaded: once for each file would be too often.
  lookAtStatus()
  await ended
}

const lookAtStatus = (): void => void queryClient.invalidateQueries({ queryKey: ['status'] })

async function loadEach(
  files: readonly NamedFile[],
  store: string | null,
  progress: StoreApi<BatchProgress>,
  signal: AbortSignal,
): Promise<BatchOutcome> {
  const reports: LoadLogFileResponse[] = []
  const failures: BatchOutcome['failures'][number][] = []
  const outcome = (canceled: CanceledFile | null, notSent: number): BatchOutcome => ({
    reports,
    failures,
    isCanceled: signal.aborted,
    canceled,
    notSent,
  })
  for (const [index, { file, name }] of files.entries()) {
    const left = files.length - index
    if (signal.aborted) return outcome(null, left)
    const size = file?.size ?? 0
    const onProgress = (current: typeof NO_PROGRESS) => progress.setState({ current: { ...current, size } })
    onProgress(NO_PROGRESS)
    try {
      if (!file) throw new Error('The browser can’t read it.')
      reports.push(await loadLogFile(file, name, store, { signal, onProgress }))
    } catch (error) {
      if (error instanceof LoadingCanceled)
        return outcome({ logFile: name, records: error.records }, left - 1)
      const reason = error instanceof Error ? error.message : String(error)
      const isBegun = progress.getState().current.read > 0
      failures.push({ logFile: name, reason: isBegun ? `${reason} ${KEPT}` : reason })
      // The others would fail alike.
      if (error instanceof ServerUnreachable) return outcome(null, left - 1)
    }
    progress.setState(({ filesDone, bytesDone }) => ({
      filesDone: filesDone + 1,
      bytesDone: bytesDone + size,
      current: { ...NO_PROGRESS, size: 0 },
    }))
  }
  return outcome(null, 0)
}
