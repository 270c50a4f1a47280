import type { LogFileProblem } from '../cloudtrail/loadReport.ts'
import type { LogFileSlice } from './recordBatch.ts'

/**
 * How many problems of uploads the load report lists in all: clients may upload again and again.
 */
const MOST_UPLOAD_PROBLEMS = 10_000

/** Which problems the load report lists. The response to an upload lists all of them. */
export class UploadProblems {
  #count: number

  /** `count`: how many of uploads are listed already. */
  constructor(count: number) {
    this.#count = count
  }

  /** Those of a log file that are listed. */
  listed({ uri, name }: LogFileSlice, problems: readonly LogFileProblem[]): readonly LogFileProblem[] {
    if (uri !== null) return problems
    const room = MOST_UPLOAD_PROBLEMS - this.#count
    this.#count += problems.length
    if (problems.length <= room) return problems
    if (room < 0) return []
    const reason = `More than ${MOST_UPLOAD_PROBLEMS} problems of uploads are not listed here. The response to each further upload lists its own.`
    return [...problems.slice(0, room), { logFile: name, position: null, reason }]
  }
}
