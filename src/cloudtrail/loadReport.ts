/** Sums over all log files that were loaded. */
export interface LoadReport {
  readonly logFiles: number
  readonly records: number
  readonly added: number
  readonly duplicates: number
  /** Records with the eventID of another but other content: both are kept. */
  readonly conflicts: number
}

/** Something in a log file that was refused, or kept with a reservation. */
export interface LogFileProblem {
  readonly logFile: string
  /** Where in the file, for a person; null when it is the file as a whole. */
  readonly position: string | null
  readonly reason: string
}
