/** The task of a thread: which days of how many accounts, and where to write them. */
export interface LogFilesTask {
  readonly folder: string
  readonly accounts: number
  readonly startMs: number
  /** Exclusive. */
  readonly endMs: number
}

/** What the thread reports about each file. */
export interface WrittenLogFile {
  readonly file: string
  readonly records: number
}

export const DAY_MS = 86_400_000

/** The same day whenever it runs, so that the files are the same. */
export const TODAY_MS = Date.parse('2026-11-20T00:00:00Z')
