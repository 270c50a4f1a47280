/** An event as LookupEvents returns it; its record is text. */
export interface LookedUpEvent {
  readonly EventId?: string | undefined
  readonly EventTime?: Date | undefined
  readonly CloudTrailEvent?: string | undefined
}

/** A page of events to look up: those from one second to another, both inclusive, newest first. */
export interface LookupWanted {
  /** Whole seconds, as CloudTrail knows no finer ones. */
  readonly startMs: number
  readonly endMs: number
  /** Of the page before, which was of the same seconds; null for the first one. */
  readonly nextToken: string | null
}

export interface LookupPage {
  readonly events: readonly LookedUpEvent[]
  /** Null if this page is the last one. A page may be empty and not be the last. */
  readonly nextToken: string | null
}

/** Where public keys are listed, and the time in which they were valid. */
export interface KeysWanted {
  readonly region: string
  readonly fromMs: number
  readonly toMs: number
}

/** A public key as CloudTrail lists it. */
export interface ListedKey {
  /** DER in Base64. */
  readonly value: string
  readonly fingerprint: string
}
