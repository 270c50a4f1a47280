import { create } from 'zustand'
import type { LoadLogFileResponse } from '../../../api/loadLogFile.ts'
import { loadLogFile } from '../../models/queries/loadLogFile.ts'
import { refresh } from '../../models/queries/refreshes.ts'
import type { NamedFile } from './droppedFiles.ts'

/** Log files that were given together, and what has come of them. */
export interface LogFileBatch {
  readonly id: number
  readonly files: number
  readonly reports: readonly LoadLogFileResponse[]
  /** Files that could not be sent or were refused as a whole: name and reason. */
  readonly failures: readonly { readonly logFile: string; readonly reason: string }[]
}

interface Batches {
  readonly batches: readonly LogFileBatch[]
}

export const useLogFileBatches = create<Batches>()(() => ({ batches: [] }))

export const isDone = (batch: LogFileBatch): boolean =>
  batch.reports.length + batch.failures.length === batch.files

/** Loads files one after the other, so that a thousand of them do not wait at the server, then refreshes the list. */
export async function loadLogFiles(files: readonly NamedFile[]): Promise<void> {
  if (files.length === 0) return
  const id = Date.now()
  const batch: LogFileBatch = { id, files: files.length, reports: [], failures: [] }
  useLogFileBatches.setState(({ batches }) => ({ batches: [...batches, batch] }))
  for (const { file, name } of files) {
    try {
      const report = await loadLogFile(file, name)
      update(id, (present) => ({ ...present, reports: [...present.reports, report] }))
    } catch (error) {
      const failure = { logFile: name, reason: error instanceof Error ? error.message : String(error) }
      update(id, (present) => ({ ...present, failures: [...present.failures, failure] }))
    }
  }
  refresh()
}

export function dismissBatch(id: number): void {
  useLogFileBatches.setState(({ batches }) => ({ batches: batches.filter((batch) => batch.id !== id) }))
}

function update(id: number, change: (batch: LogFileBatch) => LogFileBatch): void {
  useLogFileBatches.setState(({ batches }) => ({
    batches: batches.map((batch) => (batch.id === id ? change(batch) : batch)),
  }))
}
