import type { EventNotes } from './eventNotes.ts'
import type { TextFieldName } from './fields.ts'

/** A resource an event refers to, in LookupEvents' words. Either part may be unknown. */
export interface EventResource {
  readonly resourceType: string | null
  readonly resourceName: string | null
  /** True when it was derived from the request or the response: docs/cloudtrail.md#resources */
  readonly derived?: boolean
}

/** The fields of the catalogue that hold one text. */
type TextFields = { readonly [Name in TextFieldName]: string | null }

/**
 * One event as lists show it: the fields of the record that have a column, and those derived from it.
 * `null` means that the record has no such value.
 */
export interface CloudTrailEvent extends TextFields {
  /**
   * What opens this event, unique in a store. It is the eventID; with a suffix for a second record with the same eventID and other
   * content, and where the eventID itself could be such an ID; the suffix alone for a record that has none.
   */
  readonly id: string
  /** ISO 8601 UTC, with milliseconds only where the record has them. */
  readonly eventTime: string | null
  readonly readOnly: boolean | null
  /** userIdentity.type */
  readonly userType: string | null
  readonly resources: readonly EventResource[]
  /** Where a list groups repeats: how many events stand in this one's row, itself included, and how many of those failed. */
  readonly repeats?: { readonly count: number; readonly errorCount: number }
  /** Values of further paths into the record, where a list asked for them: several leaves joined by ", ". */
  readonly values?: Readonly<Record<string, string | null>>
  /** What is noted of it now, where something is: also in the answer for an earlier state. */
  readonly notes?: EventNotes
}
