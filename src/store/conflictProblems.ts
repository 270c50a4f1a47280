import type { LogFileProblem } from '../cloudtrail/loadReport.ts'
import type { Conflict } from './verdicts.ts'

/**
 * Part of the sentence for every {@link Conflict}, by which it is recognized later. A conflict is
 * reported once: when its log file is read again, its event is already stored.
 */
export const CONFLICT = 'both are kept'

type Problem = Omit<LogFileProblem, 'logFile'>

/** The problems that conflicts cause, by log file. `nameOf`: the name of a log file by its ID. */
export function conflictProblems(
  conflicts: readonly Conflict[],
  nameOf: ReadonlyMap<number, string>,
): ReadonlyMap<number | null, readonly Problem[]> {
  const problems = new Map<number | null, Problem[]>()
  for (const { eventID, idSuffix, logFile, position, first } of conflicts) {
    const file = first.logFile === null ? undefined : nameOf.get(first.logFile)
    const place = [file, first.position].filter(Boolean).join(', ')
    const where = place ? `is also in ${place}` : 'was loaded before'
    const reason = `Event ${eventID} ${where} with different content; ${CONFLICT}, this one as ${eventID}${idSuffix}. Compare the two records to see which one to trust.`
    const list = problems.get(logFile)
    if (list) list.push({ position, reason })
    else problems.set(logFile, [{ position, reason }])
  }
  return problems
}

/** The log files that conflicts name beside those of the batch, by their IDs. */
export function otherLogFiles(conflicts: readonly Conflict[], fileIds: readonly number[]): readonly number[] {
  const others = new Set(conflicts.flatMap(({ first }) => first.logFile ?? []))
  return [...others].filter((id) => !fileIds.includes(id))
}
