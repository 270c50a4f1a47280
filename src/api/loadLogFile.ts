/** `POST /api/log-files`, multipart or one raw body with `?name=`: loads log files. */
export const LOAD_LOG_FILE = '/api/log-files'

/** Something in a log file that was refused. */
export interface LogFileProblem {
  readonly logFile: string
  /**
   * Where, for a person to find it: `byte 1042`, `record 17`, `line 3`, `byte 1042, line 3`; null when it is the file as a whole.
   */
  readonly position: string | null
  /** What was wrong and what to do, one sentence. */
  readonly reason: string
}

export interface LoadLogFileResponse {
  readonly logFile: string
  /** Whole CloudTrail records found in it; where it breaks off, without those that have no eventID. */
  readonly records: number
  /** Those that the store did not hold before. */
  readonly added: number
  /** Those that it held already, or that the file has twice. */
  readonly duplicates: number
  readonly problems: readonly Omit<LogFileProblem, 'logFile'>[]
}

/** A multipart request with several files is answered with several reports. */
export interface LoadLogFilesResponse {
  readonly logFiles: readonly LoadLogFileResponse[]
}
