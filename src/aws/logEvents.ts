/** The log events of CloudWatch Logs, of which there are too many for the account's state. */
export interface LogEvents {
  /**
   * Adds events to the stream with this ID (not its name). Resolves once they would survive the end
   * of the process. Of a stream with very many the oldest are dropped, first those before `keepSinceMs`.
   */
  readonly append: (streamId: string, events: readonly LogEvent[], keepSinceMs: number) => Promise<void>
  /** The events of a stream in a range of time, both ends inclusive, in the order of `keyOfEvent`. */
  readonly read: (streamId: string, startMs: number, endMs: number) => Promise<readonly LogEvent[]>
  readonly remove: (streamId: string) => Promise<void>
}

export interface LogEvent {
  /** 56 digits, as CloudWatch Logs has them. */
  readonly id: string
  readonly timestampMs: number
  readonly ingestedMs: number
  readonly message: string
}

/** Orders events by time, then as they came: by code units. */
export const keyOfEvent = ({ timestampMs, id }: LogEvent): string =>
  `${String(timestampMs).padStart(15, '0')}/${id}`
