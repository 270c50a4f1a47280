/** Sums over all log files that were given. */
export interface LoadReport {
  /** Log files that were loaded. */
  readonly logFiles: number
  readonly skipped: number
  readonly failed: number
  /** Log files that are being loaded, or were when the server was stopped. */
  readonly unfinished: number
  readonly records: number
  readonly added: number
  readonly duplicates: number
  /** Records with the same eventID as another record but different content. Both are kept. */
  readonly conflicts: number
}

/** Something in a log file that was refused, or kept with a reservation. */
export interface LogFileProblem {
  readonly logFile: string
  /** Where in the file, for a person; null when it is the file as a whole. */
  readonly position: string | null
  readonly reason: string
}

/**
 * What became of a log file: `skipped` if there are no CloudTrail records in it, `failed` if it
 * could not be read to its end. Of a failed one, the complete records up to there are kept.
 */
export type LogFileOutcome = (typeof LOG_FILE_OUTCOMES)[number]

export const LOG_FILE_OUTCOMES = ['loaded', 'skipped', 'failed'] as const

/** What became of a log file that was read to its end. An empty log file is loaded. */
export const outcomeOf = ({ records, problems }: { records: number; problems: number }): LogFileOutcome =>
  records === 0 && problems > 0 ? 'skipped' : 'loaded'

/** A log file that was given. */
export interface LoadedLogFile {
  readonly id: number
  readonly name: string
  /** In bytes, as it was given. */
  readonly size: number
  /**
   * Of its bytes as they were given, before any decompression, in hex. Null if an earlier version
   * loaded it, or if not all of it was read.
   */
  readonly sha256: string | null
  readonly records: number
  readonly added: number
  readonly duplicates: number
  readonly problems: number
  /** Null while it is being loaded, and if the server was stopped meanwhile. */
  readonly outcome: LogFileOutcome | null
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

/** Which log files are wanted. */
export interface LogFilesWanted {
  /** In their names, ignoring case; or the whole SHA-256 of one. */
  readonly contains: string
  readonly sort: (typeof LOG_FILE_SORTS)[number]
  readonly isDescending: boolean
  readonly offset: number
  readonly limit: number
}
