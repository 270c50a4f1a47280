import type { EventMark } from './eventMark.ts'
import type { EventNotes } from './eventNotes.ts'
import type { TextFieldName } from './fields.ts'
import type { EventIntegrity } from './integrity.ts'

/** A resource an event refers to, in LookupEvents' words. Either part may be unknown. */
export interface EventResource {
  readonly resourceType: string | null
  readonly resourceName: string | null
  /** True if it was derived from the request or the response: docs/cloudtrail.md#resources */
  readonly derived?: boolean
}

/** The fields of the catalogue with one text each. */
type TextFields = { readonly [Name in TextFieldName]: string | null }

/**
 * One event as lists show it: the fields of the record that have a column, and those derived from
 * it. `null` means that the record has no such value.
 */
export interface CloudTrailEvent extends TextFields {
  /**
   * Opens this event; unique in a store. The eventID, with a suffix for a second record with the
   * same eventID but different content, or if the eventID itself looks like such an ID; the suffix
   * alone for a record without eventID.
   */
  readonly id: string
  /** ISO 8601 UTC, with milliseconds only where the record has them. */
  readonly eventTime: string | null
  readonly readOnly: boolean | null
  /** userIdentity.type */
  readonly userType: string | null
  readonly mark: EventMark | null
  readonly resources: readonly EventResource[]
  /**
   * With repeats grouped: how many events are in this one's row, including itself, and how many of
   * those failed. None is older than `oldestTime`, which is null if they have no time.
   */
  readonly repeats?: {
    readonly count: number
    readonly errorCount: number
    readonly oldestTime: string | null
  }
  /**
   * Values of further paths into the record, if a list requested them: several leaves joined by ",
   * ".
   */
  readonly values?: Readonly<Record<string, string | null>>
  /** The current notes on it, if any, even in a response for an earlier snapshot. */
  readonly notes?: EventNotes
  /** What is known of it now, if anything, even in a response for an earlier snapshot. */
  readonly integrity?: EventIntegrity
}
