import type { CloudTrailEvent } from '../cloudtrail/event.ts'
import type { EventNotes } from '../cloudtrail/eventNotes.ts'
import type { LoadReport, LogFileProblem } from '../cloudtrail/loadReport.ts'
import type { CloudTrailRecord } from '../cloudtrail/record.ts'
import type { FieldValue, HistogramBucket } from '../filter/answers.ts'
import type { Filter, Order } from '../filter/filter.ts'
import type { RecordBatch } from './recordBatch.ts'

/**
 * A state of the store and a moment: a question asked of it has one answer, however many events arrive meanwhile.
 * Events are numbered by ordinals as they are added, changes of notes by revisions; relative time ranges reach back from `nowMs`.
 */
export interface AsOf {
  /** Whose state it is: a store that is made anew has another ID, and so has one from which events were taken away. */
  readonly storeID: string
  readonly lastOrdinal: number
  /** The opening of the store in which `notesRevision` counts the changes: the next one begins at 0 again. */
  readonly openingID: string
  readonly notesRevision: number
  readonly nowMs: number
}

/** A question of a state that this store never had, or no longer tells apart: it has no true answer. */
export class UnknownSnapshot extends Error {
  constructor() {
    super('This state belongs to another event data store, or to one that has begun anew since.')
  }
}

/** What is asked: the events of a state that match a filter. The filter has no unreadable token. */
export interface EventQuery {
  readonly filter: Filter
  readonly asOf: AsOf
}

/** Where a page begins: at a position of the result, or behind the event that a key names. */
export type PageStart = { readonly offset: number } | { readonly after: PageKey }

/** An event's place in the order newest first: by time, then eventID, then ordinal. */
export type PageKey = readonly [eventTimeMs: number | null, eventID: string | null, ordinal: number]

export interface Page {
  /** As lists show them: long values and many resources are cut. */
  readonly events: readonly Pick<StoredEvent, 'event'>[]
  /** The last event's key, null when nothing follows it. */
  readonly next: PageKey | null
}

export interface StoredEvent {
  readonly event: CloudTrailEvent
  readonly record: CloudTrailRecord
}

/** Which values of a field are asked for: with both tests, whatever their case; an empty one holds for all. */
export interface FieldValuesWanted {
  readonly field: string
  readonly limit: number
  readonly prefix: string
  readonly contains: string
}

export interface Histogram {
  readonly intervalMs: number
  readonly buckets: readonly HistogramBucket[]
  readonly withoutTime: number
}

export interface StoreSummary {
  readonly eventCount: number
  readonly accounts: readonly string[]
  readonly regions: readonly string[]
  readonly firstEventTime: string | null
  readonly lastEventTime: string | null
  readonly problems: number
}

/** A state of a log file, as its source knows it: changes whenever the file does. */
export interface LogFileStamp {
  /** What identifies the file among all sources. */
  readonly uri: string
  readonly size: number
  readonly modifiedMs: number
}

export function stampKey({ uri, size, modifiedMs }: LogFileStamp): string {
  return `${size} ${modifiedMs} ${uri}`
}

/** A log file that cannot be read at all, with one sentence that says why. */
export interface UnreadableLogFile {
  readonly uri: string
  readonly reason: string
}

export interface BatchReport {
  /** For each log file of the batch; pending records are counted with the batch in which their content ends. */
  readonly logFiles: readonly {
    readonly added: number
    readonly duplicates: number
    readonly problems: readonly LogFileProblem[]
  }[]
}

/** A question that was stopped because its answer took too long. */
export class QueryTimeoutError extends Error {
  constructor(maxMs: number) {
    super(
      `The question took longer than ${maxMs / 1000} seconds and was stopped: ask for a shorter time range, or with fewer conditions.`,
    )
  }
}

/** A question that was stopped because its answer took too much memory. */
export class QueryMemoryError extends Error {
  constructor() {
    super(
      'The question needs more memory than the event data store may take and was stopped: ask for a shorter time range, or with fewer conditions.',
    )
  }
}

/** A question that was under way when the store's file had to be opened anew. Asked again it is answered. */
export class StoreInterrupted extends Error {
  constructor() {
    super(
      'The event data store was opened anew while it was asked: ask again. Everything that was stored is there.',
    )
  }
}

/**
 * The event data store. Every question takes a signal and stops when it is aborted.
 * Whatever the engine, its answers are those of `matches` over the same records.
 */
export interface EventStore {
  /** The present state. */
  asOf(nowMs: number): AsOf
  /** Throws {@link UnknownSnapshot} where a question has no true answer here; every question does. `fields`: what is asked besides its filter. */
  checkSnapshot(query: EventQuery, fields?: readonly string[]): void
  lookupEvents(
    query: EventQuery,
    page: {
      start: PageStart
      limit: number
      order: Order
      /** Paths into the record, whose values the events shall have. */
      paths?: readonly string[]
      /** The rows of `groupRepeats`, each as its newest event, in the place of one event each. */
      grouped?: boolean
    },
    signal?: AbortSignal,
  ): Promise<Page>
  countEvents(query: EventQuery, signal?: AbortSignal): Promise<number>
  /** How many rows they are where repeats are grouped. */
  countRows(query: EventQuery, signal?: AbortSignal): Promise<number>
  eventHistogram(query: EventQuery, buckets: number, signal?: AbortSignal): Promise<Histogram>
  fieldValues(
    query: EventQuery,
    wanted: FieldValuesWanted,
    signal?: AbortSignal,
  ): Promise<{ values: readonly FieldValue[]; distinct: number }>
  /** The event that an ID opens, with its record; null when there is none. */
  getEvent(id: string): Promise<(StoredEvent & { logFile: string | null }) | null>
  /** Which of these IDs, written as lists have them, events in the store have. */
  knownIDs(ids: readonly string[]): Promise<ReadonlySet<string>>
  /** Its 0-based position in the answer; null when it is not in it. */
  positionOf(id: string, query: EventQuery, order: Order, signal?: AbortSignal): Promise<number | null>
  /** The position of its row where repeats are grouped, and which of the row's other events it is in order, from 1; 0 for the newest. */
  rowOf(
    id: string,
    query: EventQuery,
    order: Order,
    signal?: AbortSignal,
  ): Promise<{ readonly row: number; readonly member: number } | null>
  /** The record of every matching event, in order, as written: bytes in UTF-8, with `between` between two records. */
  downloadRecords(
    query: EventQuery,
    form: { order: Order; between: string; onOneLine: boolean },
    signal?: AbortSignal,
  ): AsyncIterable<Uint8Array>
  /** The same with the events, which costs several times as much. */
  downloadEvents(query: EventQuery, order: Order, signal?: AbortSignal): AsyncIterable<readonly StoredEvent[]>
  recordPaths(contains: string, limit: number): Promise<{ paths: readonly string[]; distinct: number }>
  /** Whether some record has a member of this name at its top. */
  hasMember(name: string): Promise<boolean>
  summary(asOf: AsOf): Promise<StoreSummary>

  /**
   * Adds what is new of a batch, all of it or nothing; a batch that is too large for the engine's memory in parts, without the records
   * that are so alone, which are named as problems. What has resolved survives the process.
   */
  add(batch: RecordBatch): Promise<BatchReport>
  /** Lists them in the load report, each until it is loaded. */
  reportUnreadable(logFiles: readonly UnreadableLogFile[]): Promise<void>
  /** The log files that were read to their end before, by {@link stampKey}. */
  loadedStamps(): Promise<ReadonlySet<string>>
  loadReport(): Promise<LoadReport>
  problems(offset: number, limit: number): Promise<{ problems: readonly LogFileProblem[]; total: number }>

  /**
   * Tells what is noted of events, by ID, so that filters and values know it from the next state on; null when nothing is any more.
   * Of events that are not here it is known once they come. It is not stored: who keeps it tells it again at the next start.
   */
  noteEvents(notes: ReadonlyMap<string, EventNotes | null>): void

  /** A few words that the store keeps about itself, such as what the simulated account was made from. */
  getMeta(name: string): Promise<string | null>
  setMeta(name: string, value: string): Promise<void>
  /** Takes every event away that came from no log file. */
  forgetSimulatedEvents(): Promise<void>
  close(): Promise<void>
}
