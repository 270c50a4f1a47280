import { setTimeout as pause } from 'node:timers/promises'
import { describeRecord } from '../../cloudtrail/describe.ts'
import { RecordReader } from '../../cloudtrail/record.ts'
import type { LookedUpEvent } from '../../sources/live-account/accountAnswers.ts'
import { BatchWriter } from '../../store/batchWriter.ts'
import type { EventStore, UnreadableLogFile } from '../../store/eventStore.ts'
import type { JsonFile } from '../kept/jsonFile.ts'
import { tellTerminal, whyNotStored } from '../http/problem.ts'
import type { ReadSpans } from './readSpans.ts'
import { withSpan, type Span } from './spans.ts'

/** When to try again after the store or the disk refused. */
const RETRY_MS = 5000

/** Events that were looked up in a Region. */
export interface LookedUp {
  readonly region: string
  readonly events: readonly LookedUpEvent[]
  /** What has been read once these events are stored; null if that is no more than before. */
  readonly span: Span | null
}

/**
 * Stores events that were looked up, and keeps which seconds of each Region have been read: these
 * only grow once their events are stored, so that after a crash nothing is missing.
 *
 * What arrives while the store is busy is stored at once with what waits already.
 */
export class LookedUpEvents {
  readonly #store: Pick<EventStore, 'add' | 'reportUnreadable'>
  readonly #file: JsonFile<ReadSpans>
  readonly #signal: AbortSignal
  readonly #reader = new RecordReader()
  /** Problems that were reported: events may be looked up again. */
  readonly #reported = new Set<string>()
  #waiting: LookedUp[] = []
  #storing: Promise<void> | null = null
  #notStored: string | null = null

  constructor(
    store: Pick<EventStore, 'add' | 'reportUnreadable'>,
    file: JsonFile<ReadSpans>,
    signal: AbortSignal,
  ) {
    this.#store = store
    this.#file = file
    this.#signal = signal
  }

  /** Why events cannot be stored at present, in a sentence; null if they can. */
  get notStored(): string | null {
    return this.#notStored
  }

  async spansOf(region: string): Promise<readonly Span[]> {
    return (await this.#file.read())[region] ?? []
  }

  /** Resolves when they are stored; rejects only when the console closes. */
  async put(lookedUp: LookedUp): Promise<void> {
    this.#waiting.push(lookedUp)
    // What is being stored does not have these; the next round has.
    await this.#storing
    this.#storing ??= this.#storeAll().finally(() => (this.#storing = null))
    await this.#storing
  }

  async #storeAll(): Promise<void> {
    const all = this.#waiting
    this.#waiting = []
    for (;;) {
      this.#signal.throwIfAborted()
      try {
        await this.#storeOnce(all)
        this.#notStored = null
        return
      } catch (error) {
        const reason = `Events of the account cannot be stored: ${whyNotStored(error)}. Trying again.`
        if (reason !== this.#notStored) {
          console.error(reason)
          tellTerminal(error)
        }
        this.#notStored = reason
        await pause(RETRY_MS, undefined, { signal: this.#signal })
      }
    }
  }

  async #storeOnce(all: readonly LookedUp[]): Promise<void> {
    const writer = new BatchWriter()
    const problems: UnreadableLogFile[] = []
    for (const { region, events } of all)
      for (const event of events) {
        const reason = this.#write(event, writer)
        const uri = `${event.EventId ?? 'an event'} by LookupEvents in ${region}`
        if (reason !== null && !this.#reported.has(uri)) problems.push({ uri, reason })
      }
    if (writer.rowCount > 0) await this.#store.add(writer.take([]))
    if (problems.length > 0) await this.#store.reportUnreadable(problems)
    for (const { uri } of problems) this.#reported.add(uri)
    if (all.some(({ span }) => span !== null)) await this.#file.change((read) => all.reduce(grown, read))
  }

  /** Why an event cannot be stored; null if it was written. */
  #write({ CloudTrailEvent }: LookedUpEvent, writer: BatchWriter): string | null {
    if (CloudTrailEvent === undefined) return 'The event has no record (CloudTrailEvent).'
    const text = CloudTrailEvent.trim()
    const record = this.#reader.read(text)
    if ('fault' in record) return `The record is broken: ${record.reason}.`
    if (this.#reader.end < text.length) return 'The record is followed by something else.'
    const event = describeRecord(record)
    if (event.eventID === null) return 'The record has no eventID, so that it cannot be told from others.'
    writer.add(record, event, null, '', 0)
    return null
  }
}

const grown = (read: ReadSpans, { region, span }: LookedUp): ReadSpans =>
  span === null ? read : { ...read, [region]: withSpan(read[region] ?? [], span) }
