/** What can be opened from a bucket. A path is a folder, which ends in a slash or is empty, or a key. */
export interface BucketLinks {
  readonly addressOf: (path: string) => string
  readonly onPath: (path: string) => void
  /** Shows the events of a log file. */
  readonly onLogFile: (key: string) => Promise<void>
}
