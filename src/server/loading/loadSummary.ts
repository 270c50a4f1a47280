import type { BatchReport } from '../../store/eventStore.ts'
import type { RecordBatch } from '../../store/recordBatch.ts'
import { outcomeOf, type LogFileProblem } from '../../cloudtrail/loadReport.ts'

/** What loading did, for the terminal. */
export interface LoadSummary {
  readonly files: number
  /** Files that were loaded before and have not changed. */
  readonly known: number
  readonly loaded: number
  /** Files without CloudTrail records. */
  readonly skipped: number
  /** Files that validate log files and have no events. */
  readonly digestFiles: number
  /** Files that could not be read to their end, those that could not be listed included. */
  readonly failed: number
  readonly records: number
  readonly added: number
  readonly duplicates: number
  /** Of the records, those read behind a break. */
  readonly salvaged: number
  /** Records that could not be read, in addition to `records`. */
  readonly leftOut: number
  /** Records with the eventID of an event with different content. */
  readonly conflicts: number
  readonly problems: number
  /** Whether there is something to validate log files with. */
  readonly hasDigestFiles: boolean
  /** The first few. */
  readonly firstProblems: readonly LogFileProblem[]
}

/** Counts while log files are loaded. */
export class LoadTally implements LoadSummary {
  files = 0
  known = 0
  loaded = 0
  skipped = 0
  digestFiles = 0
  failed = 0
  records = 0
  added = 0
  duplicates = 0
  salvaged = 0
  leftOut = 0
  conflicts = 0
  problems = 0
  hasDigestFiles = false
  readonly firstProblems: LogFileProblem[] = []
  /** Records and problems of the log files that continue in another batch, by URI. */
  readonly #begun = new Map<string | null, { readonly records: number; readonly problems: number }>()

  countBatch({ logFiles: slices }: RecordBatch, { logFiles }: BatchReport): void {
    for (const [index, { added, duplicates, salvaged, leftOut, conflicts, problems }] of logFiles.entries()) {
      this.records += added + duplicates
      this.added += added
      this.duplicates += duplicates
      this.salvaged += salvaged
      this.leftOut += leftOut
      this.conflicts += conflicts
      this.#countProblems(problems)
      const { uri, end } = slices[index]!
      const before = this.#begun.get(uri)
      const soFar = {
        records: (before?.records ?? 0) + added + duplicates,
        problems: (before?.problems ?? 0) + problems.length,
      }
      if (end === null) this.#begun.set(uri, soFar)
      else {
        this.#begun.delete(uri)
        const outcome = end === 'read' ? outcomeOf(soFar) : end
        if (outcome === 'digest') this.hasDigestFiles = true
        this[outcome === 'digest' ? 'digestFiles' : outcome]++
      }
    }
  }

  countUnlisted(problems: readonly LogFileProblem[]): void {
    this.failed += problems.length
    this.#countProblems(problems)
  }

  #countProblems(problems: readonly LogFileProblem[]): void {
    this.problems += problems.length
    this.firstProblems.push(...problems.slice(0, Math.max(0, FIRST_PROBLEMS - this.firstProblems.length)))
  }
}

const FIRST_PROBLEMS = 10
