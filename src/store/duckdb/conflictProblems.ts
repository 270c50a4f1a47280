import type { DuckDBConnection } from '@duckdb/node-api'
import type { LogFileProblem } from '../../cloudtrail/loadReport.ts'
import type { LogFileSlice } from '../recordBatch.ts'
import type { Conflict } from './duplicates.ts'

/**
 * Part of the sentence for every {@link Conflict}, by which it is recognized later. A conflict is
 * reported once: when its log file is read again, its event is already stored.
 */
export const CONFLICT = 'both are kept'

type Problem = Omit<LogFileProblem, 'logFile'>

/** The problems that conflicts cause, by log file. */
export async function conflictProblems(
  writer: DuckDBConnection,
  conflicts: readonly Conflict[],
  slices: readonly LogFileSlice[],
  fileIds: readonly number[],
): Promise<ReadonlyMap<number | null, readonly Problem[]>> {
  const names = new Map(slices.map(({ name }, index) => [fileIds[index]!, name]))
  const others = new Set(
    conflicts.map(({ first }) => first.logFile).filter((id) => id !== null && !names.has(id)),
  )
  if (others.size > 0) {
    const rows = await writer.runAndReadAll(
      `SELECT id, name FROM logFiles WHERE id IN (${[...others].join(',')})`,
    )
    for (const [id, name] of rows.getRowsJS() as [number, string][]) names.set(id, name)
  }
  const problems = new Map<number | null, Problem[]>()
  for (const { eventID, idSuffix, logFile, position, first } of conflicts) {
    const file = first.logFile === null ? undefined : names.get(first.logFile)
    const place = [file, first.position].filter(Boolean).join(', ')
    const where = place ? `is also in ${place}` : 'was loaded before'
    const reason = `Event ${eventID} ${where} with different content; ${CONFLICT}, this one as ${eventID}${idSuffix}. Compare the two records to see which one to trust.`
    const list = problems.get(logFile)
    if (list) list.push({ position, reason })
    else problems.set(logFile, [{ position, reason }])
  }
  return problems
}
