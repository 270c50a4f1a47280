import type { CloudTrailEvent } from '../cloudtrail/event.ts'
import type { EventNotes } from '../cloudtrail/eventNotes.ts'
import type { EventIntegrity } from '../cloudtrail/integrity.ts'
import type { LoadedLogFile, LoadReport, LogFileProblem, LogFilesWanted } from '../cloudtrail/loadReport.ts'
import type { CloudTrailRecord } from '../cloudtrail/record.ts'
import type { FieldGroups, FieldValue, HistogramBucket } from '../filter/answers.ts'
import type { Filter, Order } from '../filter/filter.ts'
import type { KeptTexts } from './keptTexts.ts'
import type { RecordBatch } from './recordBatch.ts'
import type { RecordBlock } from './recordBytes.ts'

/**
 * A snapshot of the store and a moment: a query as of it always has the same answer, however many
 * events arrive later. Events are numbered by ordinals as they are added, changes of notes and of integrity by
 * revisions. Relative time ranges end at `nowMs`.
 */
export interface AsOf {
  /**
   * The store's ID. A store that is created again has another one, and so has a store from which
   * events were removed.
   */
  readonly storeID: string
  readonly lastOrdinal: number
  /**
   * The opening of the store in which the two revisions count: the next opening starts again at 0.
   */
  readonly openingID: string
  readonly notesRevision: number
  readonly integrityRevision: number
  readonly nowMs: number
}

/** The query names a snapshot that this store never had or can no longer answer for. */
export class UnknownSnapshot extends Error {
  constructor() {
    super('This snapshot belongs to another event data store, or is no longer available.')
  }
}

/** The events of a snapshot that match a filter. The filter has no unreadable token. */
export interface EventQuery {
  readonly filter: Filter
  readonly asOf: AsOf
}

/** Where a page begins: at a position of the result, or after the event with a key. */
export type PageStart = { readonly offset: number } | { readonly after: PageKey }

/** An event's place in the order newest first: by time, then eventID, then ordinal. */
export type PageKey = readonly [eventTimeMs: number | null, eventID: string | null, ordinal: number]

export interface PageRequest {
  readonly start: PageStart
  readonly limit: number
  readonly order: Order
  /** Paths into the record whose values to return with the events. */
  readonly paths?: readonly string[]
  /** Returns the rows of `groupRepeats` with this gap in seconds, each as its newest event. */
  readonly repeatGap?: number | undefined
}

export interface Page {
  /** As lists show them: long values and long lists of resources are cut. */
  readonly events: readonly Pick<StoredEvent, 'event'>[]
  /** The last event's key, null if no event follows. */
  readonly next: PageKey | null
}

export interface StoredEvent {
  readonly event: CloudTrailEvent
  readonly record: CloudTrailRecord
}

/** A log file that contains events of a query. */
export interface LogFileWithEvents {
  readonly uri: string | null
  readonly name: string
  /** In bytes, before decompression, as is its hash. */
  readonly size: number
  /** Null if it is not known. */
  readonly sha256: string | null
  /** How many of the events it contains. */
  readonly events: number
  /** What digest files say of it now; null if nothing is known. */
  readonly integrity: EventIntegrity | null
}

/** A page of events as they are, with nothing cut. */
export interface WholePage {
  readonly events: readonly StoredEvent[]
  /** The last event's key, null if no event follows. */
  readonly next: PageKey | null
}

/** Which values of a field are wanted. Both tests ignore case and accept everything if empty. */
export interface FieldValuesWanted {
  readonly field: string
  readonly limit: number
  readonly prefix: string
  readonly contains: string
  /** Values that start with `contains` come before the others. In both, the most frequent come first. */
  readonly startingFirst?: boolean
}

/** The folder for Parquet files that are read once and removed. */
export const PASSING_FILES = 'passing'

/** Events by the order in which they were added: those after an ordinal, up to another. */
export interface OrdinalRange {
  readonly after: number
  readonly upTo: number
}

export interface HistogramWanted {
  /** At most so many. */
  readonly buckets: number
  /** A time range without an end is covered up to here at least. */
  readonly untilMs?: number | null
}

/** A field, and how many of its values have a group of their own. */
export interface GroupsWanted {
  readonly field: string
  readonly limit: number
}

export interface BreakdownWanted {
  readonly by: GroupsWanted
  /** A second field; not together with `over`. */
  readonly and?: GroupsWanted | undefined
  readonly over?: HistogramWanted | undefined
}

/**
 * Events by the values of a field. The groups of a field are in this order: each of its values,
 * others, none.
 */
export interface Breakdown {
  readonly count: number
  readonly by: FieldGroups
  readonly and: FieldGroups | null
  /** For each group of `by`, the number of events in each group of `and`. */
  readonly cells: readonly (readonly number[])[] | null
  readonly over: GroupsOverTime | null
}

/** The counts of each group. */
export interface GroupsOverTime {
  readonly intervalMs: number
  readonly buckets: readonly { readonly startTime: string; readonly counts: readonly number[] }[]
  readonly withoutTime: readonly number[]
}

/** Buckets of a length, from `startMs` on. Earlier events do not count. */
export interface RegionCountsWanted {
  readonly startMs: number
  readonly widthMs: number
}

/** How many events of an account and Region are in a bucket. */
export interface RegionCount {
  /** Empty if the events have none; so is `region`. */
  readonly accountId: string
  readonly region: string
  /** Its index. */
  readonly bucket: number
  readonly count: number
}

/** Calls of one API by an account in a Region; with error codes apart, those that ended with one. */
export interface CallSeries {
  /** Each is empty if the events have none. */
  readonly accountId: string
  readonly awsRegion: string
  readonly eventSource: string
  readonly eventName: string
  /** Empty where error codes are not told apart. */
  readonly errorCode: string
}

export interface CallRatesWanted {
  readonly byErrorCode: boolean
  /** Series without a minute that has so many events are left out. */
  readonly busyFrom: number
}

/** How many calls of a series there were per minute, on one day (UTC). */
export interface DailyCallRates {
  readonly series: CallSeries
  /** Days since 1970, as minutes below. */
  readonly day: number
  readonly calls: number
  /** The sum of the squares of the counts of its minutes. */
  readonly squares: number
  /** The most calls in one minute. */
  readonly peak: number
  /** Its minutes with at least `busyFrom` calls, in order. */
  readonly busyMinutes: readonly { readonly minute: number; readonly calls: number }[]
}

/** Calls of a series from a moment, inclusive, to another, exclusive. */
export interface CallRange {
  readonly series: CallSeries
  readonly startMs: number
  readonly endMs: number
}

/** A value, null for calls that have none, and how many calls have it. */
export type CallerCount = readonly [value: string | null, calls: number]

/** Who made calls, with what, and how they ended; the most frequent first. */
export interface Callers {
  readonly userIdentityArn: readonly CallerCount[]
  readonly userAgent: readonly CallerCount[]
  readonly errorCode: readonly CallerCount[]
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

/** The state of a log file according to its source. It changes whenever the file does. */
export interface LogFileStamp {
  /** Identifies the file across all sources. */
  readonly uri: string
  readonly size: number
  readonly modifiedMs: number
}

export function stampKey({ uri, size, modifiedMs }: LogFileStamp): string {
  return `${size} ${modifiedMs} ${uri}`
}

/** A log file that cannot be read at all. `reason` is a sentence. */
export interface UnreadableLogFile {
  readonly uri: string
  readonly reason: string
}

export interface BatchReport {
  /**
   * For each log file of the batch. Pending records are counted with the batch in which their
   * content ends.
   */
  readonly logFiles: readonly {
    readonly added: number
    readonly duplicates: number
    /** Those of `added` with the eventID of an event with different content. */
    readonly conflicts: number
    readonly salvaged: number
    readonly leftOut: number
    readonly problems: readonly LogFileProblem[]
  }[]
}

/** The log file cannot be removed. The message is a sentence that says why, and what to do. */
export class NotRemovable extends Error {}

/** What became of the events of a log file that was removed. */
export interface RemovedLogFile {
  readonly name: string
  readonly removed: number
  /** Events that stay because another log file contains them too. */
  readonly kept: number
}

/** The engine of this store does not offer what was asked for. The message says what to do. */
export class NotOnThisStore extends Error {}

/** The folder of a store for Parquet files. Throws {@link NotOnThisStore} if it writes none. */
export function parquetFolderOf({ parquetFolder }: Pick<EventStore, 'parquetFolder'>): string {
  if (parquetFolder === null) throw noParquetFiles()
  return parquetFolder
}

/** For a store that writes no Parquet files, on which SQL is built. */
export function noParquetFiles(): NotOnThisStore {
  return new NotOnThisStore(
    'The events are in a database of their own, so this console runs no SQL and writes no Parquet files. Use the tools of the database: its tables are described in the documentation under Scaling.',
  )
}

/** The query was stopped because it took too long. */
export class QueryTimeoutError extends Error {
  constructor(maxMs: number) {
    super(
      `The query was stopped after ${maxMs / 1000} seconds. Use a shorter time range or fewer conditions.`,
    )
  }
}

/** The query was stopped because it needed too much memory. */
export class QueryMemoryError extends Error {
  constructor() {
    super(
      'The query was stopped because it needs more memory than the event data store may use. Use a shorter time range or fewer conditions.',
    )
  }
}

/**
 * The query was running when the store's file had to be opened again. Sent again, it is answered.
 */
export class StoreInterrupted extends Error {
  constructor() {
    super('The event data store was reopened while the query ran. Try again. No stored data was lost.')
  }
}

/**
 * The event data store. Every query takes a signal and stops when it is aborted. Whatever the
 * engine, the results are those of `matches` over the same records.
 */
export interface EventStore {
  /**
   * Opaque. It changes whenever something was written: events, log files or problems were added or
   * removed. Notes do not count.
   */
  readonly contentsMark: string
  /** The current snapshot. */
  asOf(nowMs: number): AsOf
  /**
   * Throws {@link UnknownSnapshot} if the query cannot be answered for its snapshot, as every query
   * does. `fields`: fields used in addition to those of the filter.
   */
  checkSnapshot(query: EventQuery, fields?: readonly string[]): void
  lookupEvents(query: EventQuery, page: PageRequest, signal?: AbortSignal): Promise<Page>
  /** The same events with their records, which costs more: for pages that are small. */
  lookupRecords(
    query: EventQuery,
    page: Pick<PageRequest, 'start' | 'limit' | 'order'>,
    signal?: AbortSignal,
  ): Promise<WholePage>
  countEvents(query: EventQuery, signal?: AbortSignal): Promise<number>
  /** How many rows there are with repeats grouped by a gap in seconds. */
  countRows(query: EventQuery, gapSeconds: number, signal?: AbortSignal): Promise<number>
  eventHistogram(query: EventQuery, wanted: HistogramWanted, signal?: AbortSignal): Promise<Histogram>
  eventBreakdown(query: EventQuery, wanted: BreakdownWanted, signal?: AbortSignal): Promise<Breakdown>
  /** The matching events by account, Region and time; what has none is left out. */
  countByRegion(
    query: EventQuery,
    wanted: RegionCountsWanted,
    signal?: AbortSignal,
  ): Promise<readonly RegionCount[]>
  /** The matching events per minute, by API, account and Region, for each day that has any. */
  callRates(
    query: EventQuery,
    wanted: CallRatesWanted,
    signal?: AbortSignal,
  ): Promise<readonly DailyCallRates[]>
  /** How many of the matching events are in each range. An empty errorCode stands for any. */
  countCalls(
    query: EventQuery,
    ranges: readonly CallRange[],
    signal?: AbortSignal,
  ): Promise<readonly number[]>
  /** Who made those calls, which costs more. */
  countCallers(
    query: EventQuery,
    ranges: readonly CallRange[],
    signal?: AbortSignal,
  ): Promise<readonly Callers[]>
  /** The earliest and the latest time of the matching events, null if none has a time. */
  timeSpan(
    query: EventQuery,
    signal?: AbortSignal,
  ): Promise<{
    readonly firstMs: number | null
    readonly lastMs: number | null
    readonly withoutTime: number
  }>
  fieldValues(
    query: EventQuery,
    wanted: FieldValuesWanted,
    signal?: AbortSignal,
  ): Promise<{ values: readonly FieldValue[]; distinct: number }>
  /**
   * The event that an ID opens, with its record and the log files that contain it, first the one that it was added
   * from; null if there is none.
   */
  getEvent(
    id: string,
  ): Promise<
    | (StoredEvent & { readonly logFiles: readonly { readonly name: string; readonly uri: string | null }[] })
    | null
  >
  /** Those of these IDs, as lists give them, that events in the store have. */
  knownIDs(ids: readonly string[]): Promise<ReadonlySet<string>>
  /** The event's position in the result, from 0; null if it does not match. */
  positionOf(id: string, query: EventQuery, order: Order, signal?: AbortSignal): Promise<number | null>
  /**
   * With repeats grouped: the position of the event's row, and the event's number in the row, from
   * 1; 0 for the newest.
   */
  rowOf(
    id: string,
    query: EventQuery,
    order: Order,
    gapSeconds: number,
    signal?: AbortSignal,
  ): Promise<{ readonly row: number; readonly member: number } | null>
  /**
   * The records of all matching events, in order, as written: bytes in UTF-8, with `between`
   * between records.
   */
  downloadRecords(
    query: EventQuery,
    form: { order: Order; between: string; onOneLine: boolean },
    signal?: AbortSignal,
  ): AsyncIterable<RecordBlock>
  /** The same with the events, which costs several times as much. */
  downloadEvents(query: EventQuery, order: Order, signal?: AbortSignal): AsyncIterable<readonly StoredEvent[]>
  /**
   * The one folder, with an absolute path, into which the store writes Parquet files; null if it writes none. It need not exist yet. Its folder
   * PASSING_FILES is emptied when the store is opened.
   */
  readonly parquetFolder: string | null
  /**
   * Writes the events of a snapshot with ordinals greater than `after`, up to `upTo`, into a Parquet file with the
   * columns of LOG_TABLE. Returns how many there are.
   */
  writeAdded(asOf: AsOf, added: OrdinalRange, file: string, signal?: AbortSignal): Promise<number>
  /** Writes the matching events into such a file, in order; `onEvents` is told how many more were written. */
  writeParquet(
    query: EventQuery,
    form: { order: Order; file: string; onEvents: (count: number) => void },
    signal?: AbortSignal,
  ): Promise<void>
  /** The log files that contain matching events, in the order in which they were loaded. */
  logFilesWith(query: EventQuery, signal?: AbortSignal): AsyncIterable<readonly LogFileWithEvents[]>
  recordPaths(contains: string, limit: number): Promise<{ paths: readonly string[]; distinct: number }>
  /** Whether any record has a top-level member of this name. */
  hasMember(name: string): Promise<boolean>
  summary(asOf: AsOf): Promise<StoreSummary>

  /** Whether batches may have rows of a scanner: see `ScannedBatch`. */
  readonly takesScannedRows: boolean
  /**
   * Adds the new records of a batch, all or none. A batch that is too large for the engine's memory
   * is added in parts, without the records that are too large by themselves, which become problems.
   * Once resolved, what was added survives the process.
   */
  add(batch: RecordBatch): Promise<BatchReport>
  /** Lists them in the load report, each until it is loaded. */
  reportUnreadable(logFiles: readonly UnreadableLogFile[]): Promise<void>
  /** The log files that were read to their end, by {@link stampKey}. */
  loadedStamps(): Promise<ReadonlySet<string>>
  loadReport(): Promise<LoadReport>
  /** `total`: how many there are without `offset` and `limit`. */
  logFiles(wanted: LogFilesWanted): Promise<{ logFiles: readonly LoadedLogFile[]; total: number }>
  /**
   * Removes a log file, its problems and the events that no other log file contains, all or
   * nothing. Earlier snapshots are no longer known then. null if there is no such log file. Call it
   * when nothing of the log file is being loaded. Throws {@link NotRemovable}.
   */
  removeLogFile(id: number): Promise<RemovedLogFile | null>
  problems(offset: number, limit: number): Promise<{ problems: readonly LogFileProblem[]; total: number }>

  /**
   * Sets the notes on events, by ID, so that filters and values use them from the next snapshot on;
   * null removes them. Notes on events that are not in the store apply once the events arrive. The
   * store does not save notes: its owner sets them again after the next start.
   */
  noteEvents(notes: ReadonlyMap<string, EventNotes | null>): void
  /**
   * Sets what digest files say of log files, by their URI, which replaces what was set before; from the next
   * snapshot on after it is resolved. It is for the content that was last loaded from a URI, of log files that are
   * read to their end by now. Nothing is known of later and other log files. An event that several log files
   * contain has the first of `EVENT_INTEGRITY` that one of them has. The store does not save it: its owner sets it
   * again after the next start.
   */
  setIntegrity(byUri: ReadonlyMap<string, EventIntegrity>): Promise<void>

  /**
   * Opens the texts of a kind that users write, which all consoles on this store share; null where a store is one
   * console's own, which keeps them in files beside it.
   */
  readonly keptTexts: ((kind: string) => KeptTexts) | null

  /** Short texts about the store itself, such as the settings of its simulated account. */
  getMeta(name: string): Promise<string | null>
  setMeta(name: string, value: string): Promise<void>
  /** Removes every event that came from no log file. */
  forgetSimulatedEvents(): Promise<void>
  close(): Promise<void>
}
