import type { SimulatedAccount } from '../../account/simulatedAccount.ts'
import { performAction } from '../../account/actions.ts'
import type { PerformedActionResponse } from '../../api/accountActions.ts'
import { describeRecord } from '../../cloudtrail/describe.ts'
import { RecordReader } from '../../cloudtrail/record.ts'
import { BatchWriter } from '../../store/batchWriter.ts'
import type { RecordBatch } from '../../store/recordBatch.ts'
import type { EventStore } from '../../store/eventStore.ts'

/**
 * Long enough to show that CloudTrail takes time to deliver, but no longer, since a learner is
 * waiting.
 */
const ACTION_DELAY_MS = 15_000
/** When to try again after the store refused to store an action's events. */
const RETRY_MS = 5000

/** An action's name and time determine its records. Saved like this in the store. */
interface Action {
  readonly name: string
  readonly atMs: number
  delivered: boolean
}

/**
 * What a learner did in the simulated account: saved in the store before the request is answered,
 * delivered a moment later.
 */
export class PerformedActions {
  readonly #store: EventStore
  readonly #account: SimulatedAccount
  readonly #now: () => number
  readonly #reader = new RecordReader()
  readonly #timers = new Set<NodeJS.Timeout>()
  #actions: Action[] = []

  constructor(store: EventStore, account: SimulatedAccount, now: () => number) {
    this.#store = store
    this.#account = account
    this.#now = now
  }

  /**
   * Restores what was done from `sinceMs` until the console was started: what was not delivered, or
   * everything if the events were `forgotten`.
   */
  async takeUp(sinceMs: number, forgotten: boolean): Promise<void> {
    const kept = JSON.parse((await this.#store.getMeta(this.#note)) ?? '[]') as Action[]
    this.#actions = kept.filter(({ atMs }) => atMs >= sinceMs)
    const open = this.#actions.filter(({ delivered }) => forgotten || !delivered)
    const isDue = ({ atMs }: Action) => atMs + ACTION_DELAY_MS <= this.#now()
    const due = open.filter(isDue)
    if (due.length > 0) await this.#deliver(due)
    for (const action of open)
      if (!isDue(action))
        this.#deliverIn(Math.min(ACTION_DELAY_MS, action.atMs + ACTION_DELAY_MS - this.#now()), action)
  }

  /**
   * Performs an action now. Null if there is no such action. Once resolved, its events will be
   * delivered even if the process is killed.
   */
  async perform(name: string): Promise<PerformedActionResponse | null> {
    const action = { name, atMs: this.#freeMoment(name), delivered: false }
    const { eventIDs } = this.#recordsOf([action])
    if (eventIDs.length === 0) return null
    this.#actions.push(action)
    try {
      await this.#keep()
    } catch (error) {
      this.#actions = this.#actions.filter((other) => other !== action)
      throw error
    }
    this.#deliverIn(ACTION_DELAY_MS, action)
    return { eventIDs, visibleAt: new Date(action.atMs + ACTION_DELAY_MS).toISOString() }
  }

  stop(): void {
    this.#timers.forEach(clearTimeout)
  }

  get #note(): string {
    return `actions of ${this.#account.seed}`
  }

  /**
   * An event's ID is made from the time, so each action gets a time of its own, even if the clock
   * jumps back.
   */
  #freeMoment(name: string): number {
    const taken = new Set(this.#actions.filter((action) => action.name === name).map(({ atMs }) => atMs))
    let atMs = this.#now()
    while (taken.has(atMs)) atMs++
    return atMs
  }

  #deliverIn(ms: number, action: Action): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      this.#deliver([action]).catch((error: unknown) => {
        console.error(
          `The events of an action cannot be stored yet: ${(error as Error).message}. Trying again.`,
        )
        this.#deliverIn(RETRY_MS, action)
      })
    }, ms).unref()
    this.#timers.add(timer)
  }

  /** Events that are delivered twice have the same records, so they are stored once. */
  async #deliver(actions: readonly Action[]): Promise<void> {
    await this.#store.add(this.#recordsOf(actions).batch)
    for (const action of actions) action.delivered = true
    await this.#keep()
  }

  #keep(): Promise<void> {
    return this.#store.setMeta(this.#note, JSON.stringify(this.#actions))
  }

  #recordsOf(actions: readonly Action[]): { eventIDs: string[]; batch: RecordBatch } {
    const writer = new BatchWriter()
    const eventIDs = actions.flatMap(({ name, atMs }) =>
      performAction(this.#account, name, atMs).flatMap((text) => {
        const record = this.#reader.read(text)
        if ('fault' in record) throw new Error(`The action wrote a broken record: ${record.reason}`)
        const event = describeRecord(record)
        writer.add(record, event, null, '', 0)
        return event.eventID ?? []
      }),
    )
    return { eventIDs, batch: writer.take([]) }
  }
}
