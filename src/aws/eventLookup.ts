import type { Filter } from '../filter/filter.ts'

/** The event data store, as LookupEvents asks it: newest first. */
export interface EventLookup {
  readonly find: (filter: Filter, maxResults: number, after: string | null) => Promise<FoundEvents>
}

export interface FoundEvents {
  readonly events: readonly FoundEvent[]
  /** Where the next page begins, to be given as `after`; null on the last. */
  readonly next: string | null
}

export interface FoundEvent {
  readonly eventID: string | null
  readonly eventName: string | null
  readonly eventSource: string | null
  readonly eventTimeMs: number | null
  readonly readOnly: boolean | null
  readonly userName: string | null
  readonly accessKeyId: string | null
  readonly resources: readonly {
    readonly resourceType: string | null
    readonly resourceName: string | null
  }[]
  /** The record, as it was in the log file. */
  readonly record: string
}
