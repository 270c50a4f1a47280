/** Totals over all log files. */
export interface LoadReport {
  /** Log files that were loaded. */
  readonly logFiles: number
  readonly skipped: number
  /** Files that validate log files and have no events. */
  readonly digestFiles: number
  readonly failed: number
  /** Log files that are being loaded, or were when the server was stopped. */
  readonly unfinished: number
  readonly records: number
  readonly added: number
  readonly duplicates: number
  /** Of the records, those that were read behind a break. */
  readonly salvaged: number
  /** Records that began and could not be read. They are not among `records`. */
  readonly leftOut: number
  /** Records with the same eventID as another record but different content. Both are kept. */
  readonly conflicts: number
}

/** Something in a log file that was skipped, or loaded with a reservation. */
export interface LogFileProblem {
  readonly logFile: string
  /** The position in the file, for people; null for the entire file. */
  readonly position: string | null
  readonly reason: string
}

/**
 * The outcome for a log file: `skipped` if it has no CloudTrail records, `digest` if it is a digest
 * file, `failed` if it could not be read to the end. The complete records of a failed one are loaded.
 */
export type LogFileOutcome = (typeof LOG_FILE_OUTCOMES)[number]

export const LOG_FILE_OUTCOMES = ['loaded', 'skipped', 'digest', 'failed'] as const

/** The outcome for a log file that was read to the end. An empty log file counts as loaded. */
export const outcomeOf = ({ records, problems }: { records: number; problems: number }): LogFileOutcome =>
  records === 0 && problems > 0 ? 'skipped' : 'loaded'

/** A log file that was given to the console. */
export interface LoadedLogFile {
  readonly id: number
  readonly name: string
  /** In bytes, before decompression. */
  readonly size: number
  /**
   * Of its bytes before decompression, in hex. Null if an earlier version loaded it, or if not all
   * of it was read.
   */
  readonly sha256: string | null
  readonly records: number
  readonly added: number
  readonly duplicates: number
  /**
   * Of the records, those that were read behind a break. Like `leftOut` 0 if an earlier version
   * loaded it.
   */
  readonly salvaged: number
  /** Records that began in it and could not be read. They are not among `records`. */
  readonly leftOut: number
  /** Of the added records, those with the same eventID as an event with different content. */
  readonly conflicts: number
  readonly problems: number
  /** Null while it is being loaded, or if the server was stopped meanwhile. */
  readonly outcome: LogFileOutcome | null
  /** Of the events that it added, like their accounts. Null if none of them has a time. */
  readonly firstEventTime: string | null
  readonly lastEventTime: string | null
  /**
   * Whether it can be removed: it is not known which events an earlier version found in several
   * log files.
   */
  readonly isRemovable: boolean
  /** The number of its events that no other log file contains. */
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
  'salvaged',
  'leftOut',
  'conflicts',
  'problems',
] as const

/** Which log files to list. */
export interface LogFilesWanted {
  /** In their names, ignoring case; or the whole SHA-256 of one. */
  readonly contains: string
  readonly sort: (typeof LOG_FILE_SORTS)[number]
  readonly isDescending: boolean
  readonly offset: number
  readonly limit: number
}
