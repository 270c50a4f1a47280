import type { LogFileProblem } from './loadLogFile.ts'

/** `GET /api/status` */
export const STATUS = '/api/status'

export interface LoadingStatus {
  readonly files: number
  readonly filesDone: number
  readonly bytes: number
  readonly bytesDone: number
}

export interface StatusResponse {
  readonly version: string
  /** Whether the events come from the simulated account or from log files. */
  readonly source: 'simulated' | 'log-files'
  readonly eventCount: number
  readonly accounts: readonly string[]
  readonly regions: readonly string[]
  readonly firstEventTime: string | null
  readonly lastEventTime: string | null
  readonly loading: LoadingStatus | null
  /** Why what came last could not be stored, in a sentence; null when it was. */
  readonly notStored: string | null
  /** How many problems the load report holds. */
  readonly problems: number
  /** Mark of the store's state. */
  readonly asOf: string
}

/** `GET /api/problems?offset=&limit=`, the load report. */
export const PROBLEMS = '/api/problems'

export interface LoadReport {
  readonly logFiles: number
  readonly records: number
  readonly added: number
  readonly duplicates: number
  /** Same eventID, other content: both were kept. */
  readonly conflicts: number
}

export interface ProblemsResponse {
  readonly report: LoadReport
  readonly problems: readonly LogFileProblem[]
  readonly total: number
}
