/** The log files of one size, and where their store is. */
export interface Measured {
  readonly events: number
  readonly logFiles: string
  readonly files: readonly string[]
  readonly store: string
  /** For what other programs make of the log files. */
  readonly folder: string
  readonly say: (text: string) => void
}
