import type { BatchReport } from '../../store/eventStore.ts'
import type { LogFileProblem } from '../../cloudtrail/loadReport.ts'

/** What loading did, for the terminal. */
export interface LoadSummary {
  readonly files: number
  /** Files that were loaded before and have not changed. */
  readonly known: number
  readonly records: number
  readonly added: number
  readonly duplicates: number
  readonly problems: number
  /** The first few. */
  readonly firstProblems: readonly LogFileProblem[]
}

/** Counts while log files are loaded. */
export class LoadTally implements LoadSummary {
  files = 0
  known = 0
  records = 0
  added = 0
  duplicates = 0
  problems = 0
  readonly firstProblems: LogFileProblem[] = []

  countBatch({ logFiles }: BatchReport): void {
    for (const { added, duplicates, problems } of logFiles) {
      this.records += added + duplicates
      this.added += added
      this.duplicates += duplicates
      this.countProblems(problems)
    }
  }

  countProblems(problems: readonly LogFileProblem[]): void {
    this.problems += problems.length
    this.firstProblems.push(...problems.slice(0, Math.max(0, FIRST_PROBLEMS - this.firstProblems.length)))
  }
}

const FIRST_PROBLEMS = 10
