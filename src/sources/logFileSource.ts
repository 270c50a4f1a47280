/** A log file that can be read. */
export interface LogFile {
  /**
   * What identifies it among all sources and from one start to the next: of a local file its absolute path, of others a
   * URI with a scheme. null for an upload, which nothing names again.
   */
  readonly uri: string | null
  /** For people: the path inside the folder that was given, with slashes, or the file's own name. */
  readonly name: string
  /** In bytes, as stored; 0 for an upload, whose size is known at its end. */
  readonly size: number
  /** When its content last changed, as its source says; with `size` it tells whether a log file was loaded before. */
  readonly modifiedMs: number
}

export interface ListedLogFile extends LogFile {
  readonly uri: string
}

/** Something that was given or found and cannot be read as a log file, with one sentence that says why. */
export interface ListingProblem {
  readonly uri: string
  readonly reason: string
}

export type Listed =
  | { readonly kind: 'log-file'; readonly logFile: ListedLogFile }
  | { readonly kind: 'problem'; readonly problem: ListingProblem }

/** Where log files come from. */
export interface LogFileSource {
  /** What makes the same source in another thread: see `sourceOf`. */
  readonly spec: SourceSpec
  /** Every log file once, roughly in the order in which their events happened, and what is none. */
  list(signal: AbortSignal): AsyncIterable<Listed>
  /** The bytes of a log file that was listed, as they are stored. They throw when they cannot be read. */
  open(uri: string): AsyncIterable<Uint8Array>
}

/** A source in a form that can be sent to a thread. */
export type SourceSpec = {
  readonly kind: 'local-files'
  /** Files and folders, absolute. */
  readonly paths: readonly string[]
}
