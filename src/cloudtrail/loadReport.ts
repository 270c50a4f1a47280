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

/** A log file that was loaded. */
export interface LoadedLogFile {
  readonly id: number
  readonly name: string
  /** In bytes, as it was loaded. */
  readonly size: number
  readonly records: number
  readonly added: number
  readonly duplicates: number
  readonly problems: number
  /** Whether it was read to its end. */
  readonly isComplete: boolean
  /** Of the events that were added from it, as their accounts are. Null without any that has a time. */
  readonly firstEventTime: string | null
  readonly lastEventTime: string | null
  /**
   * Whether it can be removed: it is not known which events an earlier version found in several
   * log files.
   */
  readonly isRemovable: boolean
  /** How many of its events no other log file contains. */
  readonly ownEvents: number
  /** At most twenty. */
  readonly accounts: readonly string[]
}

export const LOG_FILE_SORTS = [
  'loaded',
  'name',
  'size',
  'records',
  'added',
  'duplicates',
  'problems',
] as const

/** Which loaded log files are wanted. */
export interface LogFilesWanted {
  /** In their names, ignoring case. */
  readonly contains: string
  readonly sort: (typeof LOG_FILE_SORTS)[number]
  readonly isDescending: boolean
  readonly offset: number
  readonly limit: number
}
