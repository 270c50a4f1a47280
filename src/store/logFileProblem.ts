/** Something in a log file that was refused, or kept with a reservation. */
export interface LogFileProblem {
  readonly logFile: string
  /** Where in the file, for a person; null when it is the file as a whole. */
  readonly position: string | null
  readonly reason: string
}
