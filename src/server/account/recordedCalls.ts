import { appendFile, readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import PQueue from 'p-queue'
import * as v from 'valibot'
import { describeRecord } from '../../cloudtrail/describe.ts'
import { RecordReader } from '../../cloudtrail/record.ts'
import { BatchWriter } from '../../store/batchWriter.ts'
import type { RecordBatch } from '../../store/recordBatch.ts'
import type { EventStore } from '../../store/eventStore.ts'
import type { LoggedCall } from '../../trails/trailDelivery.ts'
import { DISK, replaceFile, unreadable, unwritable } from '../kept/durableFile.ts'

/** When to try again after the store refused to store events. */
const RETRY_MS = 5000

const CALL = v.object({ madeMs: v.number(), record: v.string() })

type Call = v.InferOutput<typeof CALL>

/**
 * The records of the calls that somebody made in the simulated account: kept in a file before the
 * call is answered, delivered into the store a while later, as CloudTrail does. The file stays, so
 * that the events are still there after the store forgot the simulated ones. With `path` null they
 * are kept in memory.
 */
export class RecordedCalls {
  readonly #path: string | null
  readonly #store: EventStore
  readonly #now: () => number
  readonly #delayMs: number
  readonly #reader = new RecordReader()
  readonly #writes = new PQueue({ concurrency: 1 })
  #open: Call[] = []
  /** Those that no trail has taken yet. */
  #untaken: LoggedCall[] = []
  #timer: NodeJS.Timeout | undefined
  #delivering: Promise<void> = Promise.resolve()
  #isStopped = false

  constructor(path: string | null, store: EventStore, now: () => number, delayMs: number) {
    this.#path = path
    this.#store = store
    this.#now = now
    this.#delayMs = delayMs
  }

  /** How long it takes until the events of a call are in the store. */
  get delayMs(): number {
    return this.#delayMs
  }

  /**
   * Reads the file: what was recorded since `sinceMs` is delivered when it is due, which may be now.
   * What was delivered before is in the store already, or is stored again if it was forgotten.
   */
  async takeUp(sinceMs: number): Promise<void> {
    const calls = this.#path === null ? [] : await this.#read(this.#path, sinceMs)
    const due = calls.filter((call) => this.#isDue(call))
    if (due.length > 0) await this.#store.add(this.#batch(due))
    this.#open = calls.filter((call) => !due.includes(call))
    this.#untaken = calls.map(loggedCall)
    this.#isStopped = false
    this.#deliverLater()
  }

  /**
   * The calls that were recorded after the one with an eventID, oldest first; all of them if it is
   * not known. Those before it are not given again.
   */
  after(eventID: string | null): readonly LoggedCall[] {
    const taken = this.#untaken.findIndex((call) => call.eventID === eventID)
    this.#untaken = this.#untaken.slice(taken + 1)
    // A copy: further calls are recorded while these are taken.
    return [...this.#untaken]
  }

  /** Keeps the record of a call that was made at a moment. Once resolved, it will be delivered. */
  async record(record: string, madeMs: number): Promise<void> {
    const call = { madeMs, record }
    const path = this.#path
    if (path !== null)
      await this.#writes.add(() =>
        appendFile(path, `${JSON.stringify(call)}\n`, { flush: true }).catch((error: unknown) => {
          throw unwritable(path, error)
        }),
      )
    this.#open.push(call)
    this.#untaken.push(loggedCall(call))
    this.#deliverLater()
  }

  /** Delivers nothing more. Waits for a delivery that has begun. */
  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#timer)
    await this.#delivering
  }

  /** If the clock jumped back, a call is not due for longer; it is delivered after the delay all the same. */
  #waitMs({ madeMs }: Call): number {
    return Math.min(this.#delayMs, madeMs + this.#delayMs - this.#now())
  }

  #isDue(call: Call): boolean {
    return this.#waitMs(call) <= 0
  }

  #deliverLater(waitMs = Math.min(...this.#open.map((call) => this.#waitMs(call)))): void {
    clearTimeout(this.#timer)
    if (this.#isStopped || this.#open.length === 0) return
    this.#timer = setTimeout(
      () => {
        this.#delivering = this.#delivering.then(() => this.#deliver())
      },
      Math.max(0, waitMs),
    ).unref()
  }

  async #deliver(): Promise<void> {
    // What waited for its delay is due, whatever the clock says now.
    const first = this.#open[0]
    if (first === undefined) return
    const due = this.#open.filter((call) => call === first || this.#isDue(call))
    try {
      await this.#store.add(this.#batch(due))
    } catch (error) {
      console.error(`Recorded events cannot be stored yet: ${(error as Error).message}. Trying again.`)
      return this.#deliverLater(RETRY_MS)
    }
    this.#open = this.#open.filter((call) => !due.includes(call))
    this.#deliverLater()
  }

  #batch(calls: readonly Call[]): RecordBatch {
    const writer = new BatchWriter()
    for (const { record: text } of calls) {
      const record = this.#reader.read(text)
      if ('fault' in record) throw new Error(`A call was recorded in a broken record: ${record.reason}`)
      writer.add(record, describeRecord(record), null, '', 0)
    }
    return writer.take([])
  }

  /** The calls since a moment. A last line that was cut off, and older calls, are removed. */
  async #read(path: string, sinceMs: number): Promise<Call[]> {
    const text = await readFile(path, 'utf8').catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
      throw unreadable(path, error)
    })
    const lines = text.split('\n').filter((line) => line !== '')
    const read = lines.map(readCall)
    const calls = read.filter((call) => call !== null && call.madeMs >= sinceMs) as Call[]
    const isCutOff = text !== '' && !text.endsWith('\n')
    const broken = read.filter((call) => call === null).length - (isCutOff && read.at(-1) === null ? 1 : 0)
    if (broken > 0)
      console.error(`${basename(path)} has ${broken} lines that are no calls. They are left out.`)
    if (calls.length < lines.length || isCutOff)
      await replaceFile(DISK, path, calls.map((call) => `${JSON.stringify(call)}\n`).join(''))
    return calls
  }
}

const loggedCall = ({ record }: Call): LoggedCall => ({
  eventID: (JSON.parse(record) as { readonly eventID: string }).eventID,
  record,
})

function readCall(line: string): Call | null {
  try {
    const { success, output } = v.safeParse(CALL, JSON.parse(line))
    return success && !('fault' in new RecordReader().read(output.record)) ? output : null
  } catch {
    return null
  }
}
