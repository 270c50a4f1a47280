/** The columns of one text each, by their names in a store (`store/eventColumns.ts`). */
export const SCANNED_TEXTS = [
  'eventName',
  'eventSource',
  'userName',
  'awsRegion',
  'sourceIPAddress',
  'userAgent',
  'errorCode',
  'accessKeyId',
  'accountId',
  'userType',
  'invokedBy',
  'eventType',
  'eventCategory',
  'mark',
  'resourceTypes',
  'resourceNames',
  'readings',
] as const

export type ScannedText = (typeof SCANNED_TEXTS)[number]

/** A column of texts, each distinct text once. */
export interface ScannedTexts {
  /** For each row the number of its text. 0 is the empty text, which means no value. */
  readonly codes: Uint32Array
  /** Where each distinct text is in memory, by its number; the first is the empty one. */
  readonly starts: Uint32Array
  readonly ends: Uint32Array
}

/**
 * Records as columns, in the order in which they were taken. They are views of the scanner's own
 * memory: valid until it takes more or is cleared.
 */
export interface ScannedRows {
  readonly count: number
  /** What all starts and ends point into: UTF-8. */
  readonly memory: Uint8Array
  /** As given to `begin`. */
  readonly logFile: Uint32Array
  /** The record's number in its log file, from 1. */
  readonly number: Uint32Array
  /** Its index among the scanner's shapes. */
  readonly shape: Uint32Array
  /** The leaves as `CloudTrailRecord.leavesText` has them. */
  readonly leavesStart: Uint32Array
  readonly leavesEnd: Uint32Array
  readonly eventIDStart: Uint32Array
  readonly eventIDEnd: Uint32Array
  /** Of the eventID, as `hashID` makes it. */
  readonly idHash: Uint32Array
  readonly eventTimeMs: Float64Array
  /** 0 unknown, 1 true, 2 false. */
  readonly readOnly: Uint8Array
  /** How many of its resources the record lists; the others are derived. */
  readonly listedResources: Uint32Array
  readonly texts: Readonly<Record<ScannedText, ScannedTexts>>
}
