import type { LogFileProblem } from '../cloudtrail/loadReport.ts'
import type { BatchReport } from './eventStore.ts'
import type { RecordBatch } from './recordBatch.ts'

/** What became of the rows of a batch, each by its log file's number in the store. */
export interface BatchOutcome {
  /** The log file of each row that is a duplicate. */
  readonly dropped: readonly (number | null)[]
  /** The log file of each row that is in conflict. */
  readonly conflicts: readonly (number | null)[]
  /** How many pending rows of earlier batches are counted now. */
  readonly identified: number
  /** The problems of a log file that were found while its rows were added. */
  readonly problemsOf: (logFile: number) => readonly Omit<LogFileProblem, 'logFile'>[]
}

/** The report on a batch. `fileIds`: the store's numbers of its log files. */
export function batchReports(
  { logFiles, contentEnd }: Pick<RecordBatch, 'logFiles' | 'contentEnd'>,
  fileIds: readonly number[],
  { dropped, conflicts, identified, problemsOf }: BatchOutcome,
): BatchReport['logFiles'] {
  const droppedOf = countsOf(dropped)
  const conflictsOf = countsOf(conflicts)
  return logFiles.map((slice, index) => {
    const id = fileIds[index]!
    const duplicates = droppedOf.get(id) ?? 0
    const counted = slice.records + (contentEnd?.logFile === index ? identified : 0)
    return {
      added: counted - duplicates,
      duplicates,
      conflicts: conflictsOf.get(id) ?? 0,
      salvaged: slice.salvaged,
      leftOut: slice.leftOut,
      problems: [...slice.problems, ...problemsOf(id)].map((problem) => ({
        logFile: slice.name,
        ...problem,
      })),
    }
  })
}

function countsOf(logFiles: readonly (number | null)[]): ReadonlyMap<number | null, number> {
  const counts = new Map<number | null, number>()
  for (const logFile of logFiles) counts.set(logFile, (counts.get(logFile) ?? 0) + 1)
  return counts
}
