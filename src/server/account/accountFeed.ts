import { setImmediate as nextTurn } from 'node:timers/promises'
import { createAccount, recordsBetween } from '../../account/account.ts'
import type { SimulatedAccount } from '../../account/simulatedAccount.ts'
import { describeRecord } from '../../cloudtrail/describe.ts'
import { RecordReader } from '../../cloudtrail/record.ts'
import { BatchWriter } from '../../store/batchWriter.ts'
import type { RecordBatch } from '../../store/recordBatch.ts'
import type { EventStore } from '../../store/eventStore.ts'
import type { RecordedCalls } from './recordedCalls.ts'
import { tellTerminal, whyNotStored } from '../http/problem.ts'

const DAY_MS = 86_400_000
const HISTORY_DAYS = 90
/** How much of the history is stored at once: enough to fill a row group. */
const PART_MS = 23 * DAY_MS

/**
 * CloudTrail delivers events after some minutes (docs/cloudtrail.md#delivery); the simulated
 * account after two.
 */
export const DELIVERY_DELAY_MS = 120_000
const DELIVERY_INTERVAL_MS = 5000

/** The account of a seed at the start of a day, UTC. */
export function accountOn(seed: number, nowMs: number): SimulatedAccount {
  return createAccount(seed, Math.floor(nowMs / DAY_MS) * DAY_MS)
}

/**
 * Delivers the simulated account's events into the store: the last 90 days at first, then events as
 * they happen.
 */
export class AccountFeed {
  readonly #store: EventStore
  readonly #account: SimulatedAccount
  readonly #now: () => number
  readonly #reader = new RecordReader()
  readonly #calls: RecordedCalls
  #deliveredMs = 0
  #timer: NodeJS.Timeout | undefined
  #notStored: string | null = null

  constructor(store: EventStore, account: SimulatedAccount, calls: RecordedCalls, now: () => number) {
    this.#store = store
    this.#now = now
    this.#account = account
    this.#calls = calls
  }

  /**
   * Brings the store up to the present. Without live events it ends with yesterday, so that a day
   * always has the same history. Resolves to whether all of it was made.
   */
  async deliverHistory(isLive: boolean): Promise<boolean> {
    const { seed, todayMs } = this.#account
    const made = `${seed} ${todayMs}`
    const isMade = (await this.#store.getMeta('account')) === made
    if (isMade) {
      this.#deliveredMs = Number(await this.#store.getMeta('deliveredMs'))
    } else {
      await this.#store.setMeta('account', '')
      await this.#store.forgetSimulatedEvents()
      this.#deliveredMs = todayMs - HISTORY_DAYS * DAY_MS
    }
    const endMs = isLive ? this.#now() - DELIVERY_DELAY_MS : todayMs
    // The next part is simulated while one is being stored.
    let storing: Promise<void> = Promise.resolve()
    for (let fromMs = this.#deliveredMs; fromMs < endMs; fromMs += PART_MS) {
      const batch = this.#happenings(fromMs, Math.min(endMs, fromMs + PART_MS))
      await storing
      storing = this.#store.add(batch).then(() => {})
      await nextTurn()
    }
    await storing
    this.#deliveredMs = Math.max(this.#deliveredMs, endMs)
    await this.#store.setMeta('deliveredMs', String(this.#deliveredMs))
    await this.#calls.takeUp(todayMs - HISTORY_DAYS * DAY_MS)
    await this.#store.setMeta('account', made)
    if (isLive) this.#timer = setInterval(() => void this.#tick(), DELIVERY_INTERVAL_MS).unref()
    return !isMade
  }

  /** Why the last delivery could not be stored, in a sentence; null if it was. */
  get notStored(): string | null {
    return this.#notStored
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#calls.stop()
  }

  #isDelivering = false

  async #tick(): Promise<void> {
    if (this.#isDelivering) return
    this.#isDelivering = true
    try {
      await this.#deliver(this.#now() - DELIVERY_DELAY_MS)
      this.#notStored = null
    } catch (error) {
      const reason = `The simulated account's events cannot be stored: ${whyNotStored(error)}. They will be delivered as soon as possible.`
      if (reason !== this.#notStored) {
        console.error(reason)
        tellTerminal(error)
      }
      this.#notStored = reason
    } finally {
      this.#isDelivering = false
    }
  }

  /**
   * Delivers everything that happened up to a moment. If the clock jumps back, nothing is delivered
   * twice.
   */
  async #deliver(endMs: number): Promise<void> {
    if (endMs <= this.#deliveredMs) return
    const batch = this.#happenings(this.#deliveredMs, endMs)
    if (batch.rowCount > 0) await this.#store.add(batch)
    this.#deliveredMs = endMs
    await this.#store.setMeta('deliveredMs', String(endMs))
  }

  #happenings(startMs: number, endMs: number): RecordBatch {
    const writer = new BatchWriter()
    for (const text of recordsBetween(this.#account, startMs, endMs)) {
      const record = this.#reader.read(text)
      if ('fault' in record) throw new Error(`The simulated account wrote a broken record: ${record.reason}`)
      writer.add(record, describeRecord(record), null, '', 0)
    }
    return writer.take([])
  }
}
