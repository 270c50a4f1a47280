import { describeRecord } from '../../cloudtrail/describe.ts'
import { RecordReader } from '../../cloudtrail/record.ts'
import { BatchWriter } from '../../store/batchWriter.ts'
import type { EventStore } from '../../store/eventStore.ts'
import { insightEventId } from '../../trails/insights/insightRecord.ts'
import { MINUTE_MS, QUIET_MINUTES } from '../../trails/insights/scheme.ts'
import { whyNotStored } from '../http/problem.ts'
import { StoreInsights } from '../insights/storeInsights.ts'
import { DELIVERY_DELAY_MS } from './accountFeed.ts'

const EVERY_MS = 60_000

/**
 * Writes the records of insights into the store of the simulated account: those of its history, and
 * later ones as soon as they are found.
 */
export class AccountInsights {
  readonly found: StoreInsights
  readonly #store: EventStore
  /** How long after a minute all its events are in the store. */
  readonly #settledAfterMs: number
  readonly #reader = new RecordReader()
  #timer: NodeJS.Timeout | undefined
  #round: Promise<void> = Promise.resolve()
  #notStored: string | null = null

  /** `callDelayMs`: how long it takes until the events of calls in the account are in the store. */
  constructor(store: EventStore, now: () => number, callDelayMs: number) {
    this.#store = store
    this.#settledAfterMs = Math.max(DELIVERY_DELAY_MS, callDelayMs) + MINUTE_MS
    const settledUntil = () => Math.floor((now() - this.#settledAfterMs) / MINUTE_MS) * MINUTE_MS
    this.found = new StoreInsights(store, now, settledUntil)
  }

  /** Looks for new ones at once, in the background, and every minute from now on. */
  start(): void {
    const next = () => {
      this.#round = this.#round.then(() => this.#recordOrSay())
    }
    this.#timer = setInterval(next, EVERY_MS).unref()
    next()
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#round
  }

  /** Writes the records that are not in the store yet. */
  async record(): Promise<void> {
    const current = await this.found.current()
    const wanted = current.found.flatMap((found) =>
      (found.endMs === null ? (['Start'] as const) : (['Start', 'End'] as const)).map((state) => ({
        id: found.id,
        state,
        eventID: insightEventId(found, state),
      })),
    )
    const known = await this.#store.knownIDs(wanted.map(({ eventID }) => eventID))
    const missing = wanted.filter(({ eventID }) => !known.has(eventID))
    if (missing.length === 0) return
    const described = await current.described()
    const writer = new BatchWriter()
    for (const { id, state } of missing) {
      const { startRecord, endRecord } = described.get(id)!
      const record = this.#reader.read(state === 'Start' ? startRecord : endRecord!)
      if ('fault' in record) throw new Error(`An insight has a broken record: ${record.reason}`)
      writer.add(record, describeRecord(record), null, '', 0)
    }
    await this.#store.add(writer.take([]))
  }

  /** The records of insights that could be found from a moment, inclusive, to another, exclusive. */
  async foundBetween(startMs: number, endMs: number): Promise<readonly string[]> {
    const current = await this.found.current()
    const lagMs = this.#settledAfterMs
    const isFound = (tellingMs: number) => tellingMs + lagMs >= startMs && tellingMs + lagMs < endMs
    const starts = current.found.filter((each) => isFound(each.startMs + MINUTE_MS))
    const ends = current.found.filter(
      ({ endMs: over }) => over !== null && isFound(over + QUIET_MINUTES * MINUTE_MS),
    )
    if (starts.length + ends.length === 0) return []
    const described = await current.described()
    return [
      ...starts.map(({ id }) => described.get(id)!.startRecord),
      ...ends.map(({ id }) => described.get(id)!.endRecord!),
    ]
  }

  async #recordOrSay(): Promise<void> {
    try {
      await this.record()
      this.#notStored = null
    } catch (error) {
      const reason = `Insights of the simulated account cannot be stored: ${whyNotStored(error)}. Trying again.`
      if (reason !== this.#notStored) console.error(reason)
      this.#notStored = reason
    }
  }
}
