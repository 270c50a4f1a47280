import type { LogFileProblem } from '../cloudtrail/loadReport.ts'
import type { LogFileSlice } from './recordBatch.ts'
import type { Conflict } from './verdicts.ts'

/**
 * Part of the sentence for every {@link Conflict}, by which it is recognized later. A conflict is
 * reported once: when its log file is read again, its event is already stored.
 */
export const CONFLICT = 'both are kept'

type Problem = Omit<LogFileProblem, 'logFile'>

/**
 * The problems that conflicts cause, by log file. `slices` and `fileIds`: the log files of the batch and their numbers in
 * the store; `namesOf` looks up the names of others.
 */
export async function conflictProblems(
  conflicts: readonly Conflict[],
  slices: readonly LogFileSlice[],
  fileIds: readonly number[],
  namesOf: (ids: readonly number[]) => Promise<readonly (readonly [id: number, name: string])[]>,
): Promise<ReadonlyMap<number | null, readonly Problem[]>> {
  const names = new Map(slices.map(({ name }, index) => [fileIds[index]!, name]))
  const others = new Set(conflicts.flatMap(({ first }) => first.logFile ?? []).filter((id) => !names.has(id)))
  if (others.size > 0) for (const [id, name] of await namesOf([...others])) names.set(id, name)
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
