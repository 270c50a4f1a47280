import { DIGEST_VERDICTS, LOG_FILE_VERDICTS } from '../cloudtrail/integrity.ts'
import type { DigestVerdict, EventIntegrity, LogFileVerdict } from '../cloudtrail/integrity.ts'
import { coverageOf, type Gap, type RegionCoverage } from './coverage.ts'
import type { FoundFile } from './foundFile.ts'
import { digestName, judgeDigests, type JudgedDigest } from './judgeDigests.ts'
import { integrityOfLogFiles, judgeLogFiles, logFileName, type JudgedLogFile } from './judgeLogFiles.ts'
import { limitsOf } from './limits.ts'
import type { PublicKeys } from './publicKeys.ts'

/** What was found of log files and their digest files. */
export interface Validation {
  /** Those with problems first, then by location. */
  readonly logFiles: readonly JudgedLogFile[]
  readonly digests: readonly JudgedDigest[]
  /** By account and Region: `regionKey`. */
  readonly coverage: ReadonlyMap<string, RegionCoverage>
  /** Oldest first. */
  readonly gaps: readonly Gap[]
  readonly hasProblems: boolean
  /** How far it could go and why not further, in sentences. */
  readonly limits: readonly string[]
  readonly publicKeys: PublicKeys
  /** Of the events of each log file, by its URI. */
  readonly integrity: ReadonlyMap<string, EventIntegrity>
}

export interface ValidationOptions {
  readonly publicKeys: PublicKeys
  readonly nowMs: number
  /** What was delivered before was not asked for. Null if everything was. */
  readonly sinceMs: number | null
}

/** Judges the files of a place by one another. */
export function validationOf(
  files: readonly FoundFile[],
  { publicKeys, nowMs, sinceMs }: ValidationOptions,
): Validation {
  const digests = judgeDigests(files, { publicKeys, sinceMs })
  const coverage = coverageOf(digests, files, nowMs)
  const logFiles = judgeLogFiles(files, digests, { coverage, sinceMs })
  const gaps = [...coverage.values()]
    .flatMap((region) => region.gaps)
    .toSorted((a, b) => a.startMs - b.startMs)
  const problems = [digests, logFiles, gaps].some((all) => all.some(({ isProblem }) => isProblem))
  return {
    logFiles: problemsFirst(logFiles, logFileName),
    digests: problemsFirst(digests, digestName),
    coverage,
    gaps,
    hasProblems: problems,
    limits: limitsOf(files, digests, coverage, { publicKeys, sinceMs }),
    publicKeys,
    integrity: integrityOfLogFiles(logFiles),
  }
}

function problemsFirst<T extends { readonly isProblem: boolean }>(
  all: readonly T[],
  nameOf: (one: T) => string,
): readonly T[] {
  const named = all.map((one) => ({ one, name: nameOf(one) }))
  return named
    .toSorted(
      (a, b) =>
        Number(b.one.isProblem) - Number(a.one.isProblem) || (a.name < b.name ? -1 : Number(a.name > b.name)),
    )
    .map(({ one }) => one)
}

export const logFileCounts = ({ logFiles }: Pick<Validation, 'logFiles'>): Record<LogFileVerdict, number> =>
  countsOf(LOG_FILE_VERDICTS, logFiles)

export const digestCounts = ({ digests }: Pick<Validation, 'digests'>): Record<DigestVerdict, number> =>
  countsOf(DIGEST_VERDICTS, digests)

function countsOf<Verdict extends string>(
  verdicts: readonly Verdict[],
  judged: readonly { readonly verdict: Verdict }[],
): Record<Verdict, number> {
  const counts = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Record<Verdict, number>
  for (const { verdict } of judged) counts[verdict]++
  return counts
}
