import type { Filter } from '../filter/filter.ts'

/** The event data store, as LookupEvents searches it: newest first. */
export interface EventLookup {
  /**
   * The first events that match, or those after a page. All pages are as of the first one, however
   * many events arrive in between. Throws {@link UnknownPage}.
   */
  readonly find: (filter: Filter, maxResults: number, after: string | null) => Promise<FoundEvents>
}

export interface FoundEvents {
  readonly events: readonly FoundEvent[]
  /** The next page, to be given as `after` with the same filter; null on the last. */
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

/** No page was given for this filter under this name, or it is no longer available. */
export class UnknownPage extends Error {
  constructor() {
    super('This page belongs to another lookup, or is no longer available.')
  }
}
