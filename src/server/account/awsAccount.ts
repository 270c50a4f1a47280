import { join } from 'node:path'
import type { SimulatedAccount } from '../../account/simulatedAccount.ts'
import type { AwsEndpoint } from '../../aws/endpoint.ts'
import type { OtherBuckets } from '../../sources/destination.ts'
import type { EventStore } from '../../store/eventStore.ts'
import type { StoreInsights } from '../insights/storeInsights.ts'
import type { AccountInsights } from './accountInsights.ts'
import type { AccountChores } from './accountChores.ts'
import type { TrailDelivery } from '../../trails/trailDelivery.ts'
import type { RecordedCalls } from './recordedCalls.ts'

export interface AwsAccountOptions {
  readonly account: SimulatedAccount
  readonly store: EventStore
  /** Null where log files are shown: then only lookups are answered, and nothing is recorded. */
  readonly calls: RecordedCalls | null
  /** Writes the insights of the simulated account. */
  readonly insights?: AccountInsights | null
  /** The insights of log files, which are not among their events. */
  readonly foundInsights?: StoreInsights | null
  /** Where state and contents are kept; null in memory. */
  readonly folder: string | null
  readonly now: () => number
  readonly tokens: readonly string[]
  readonly isThrottled: boolean
  /** As in AWS, without it, and of calls alone. */
  readonly trailTimes?: TrailTimes
  /** Where the trails deliver to; by default the buckets of the account. */
  readonly otherBuckets?: OtherBuckets | null
}

/** How often the trails of the account deliver. */
interface TrailTimes {
  /** Whether the account has a life of its own, which trails log as well. */
  readonly isLive: boolean
  readonly intervalMs: number
  readonly digestMs: number
}

const AS_IN_AWS: TrailTimes = { isLive: false, intervalMs: 300_000, digestMs: 3_600_000 }

/**
 * The AWS APIs of a console. They are loaded and opened by the first request, since most consoles
 * never get one.
 */
export class AwsAccount {
  readonly account: SimulatedAccount
  readonly calls: RecordedCalls | null
  readonly #options: AwsAccountOptions
  #endpoint: Promise<AwsEndpoint> | null = null
  #chores: AccountChores | null = null
  #opened: AwsEndpoint | null = null
  #delivery: TrailDelivery | null = null
  #rounds: NodeJS.Timeout | undefined

  constructor(options: AwsAccountOptions) {
    this.#options = options
    this.account = options.account
    this.calls = options.calls
  }

  /** Rejects with a `DurableFileError` if the account's state cannot be read; the next call tries again. */
  endpoint(): Promise<AwsEndpoint> {
    this.#endpoint ??= this.#open().catch((error: unknown) => {
      this.#endpoint = null
      throw error
    })
    return this.#endpoint
  }

  /** Where its trails deliver to instead of its own buckets; null if they do not. */
  get deliversTo(): string | null {
    return this.#options.otherBuckets?.place ?? null
  }

  /** How many alarms are in the state ALARM; 0 as long as nobody used the APIs. */
  get firingAlarms(): number {
    const alarms = this.#opened?.state.monitoring.alarms ?? {}
    return Object.values(alarms).filter(({ value }) => value === 'ALARM').length
  }

  /** Lets the trails deliver from now on. The first time, what it takes is loaded. */
  startDelivering(): void {
    const { intervalMs } = this.#options.trailTimes ?? AS_IN_AWS
    this.#rounds = setInterval(() => void this.#deliverOrSay(), intervalMs).unref()
  }

  /** Ends what happens without a call. Waits for what has begun, which may still write files. */
  async stop(): Promise<void> {
    clearInterval(this.#rounds)
    await this.#endpoint?.catch(() => {})
    await Promise.all([this.#chores?.stop(), this.#delivery?.idle()])
  }

  /** Lets the trails deliver what they have, at once. Rejects if it cannot be kept or saved. */
  async deliver(): Promise<void> {
    await this.endpoint()
    await this.#delivery?.deliver()
  }

  async #deliverOrSay(): Promise<void> {
    try {
      await this.deliver()
    } catch (error) {
      console.error(
        `The trails of the simulated account cannot deliver: ${(error as Error).message}. Trying again.`,
      )
    }
  }

  async #open(): Promise<AwsEndpoint> {
    const { account, calls, folder, now, store, tokens, isThrottled } = this.#options
    const { trailTimes = AS_IN_AWS, insights, foundInsights = null } = this.#options
    const { openAwsEndpoint } = await import('./openAwsEndpoint.ts')
    const path = (name: string) => join(folder!, `account-${account.seed}.${name}`)
    const isKept = calls !== null && folder !== null
    const { endpoint, chores, delivery } = await openAwsEndpoint({
      account,
      store,
      foundInsights: calls ? null : foundInsights,
      record: calls && ((text, madeMs) => calls.record(text, madeMs)),
      deliveries: calls && {
        ...trailTimes,
        insights: async (startMs, endMs) => (await insights?.foundBetween(startMs, endMs)) ?? [],
        callsAfter: (eventID) => calls.after(eventID),
        folder: isKept ? path('trails') : null,
        otherBuckets: this.#options.otherBuckets ?? null,
      },
      statePaths: isKept
        ? { state: path('state.json'), objects: path('objects.ndjson'), keys: path('keys.json') }
        : null,
      contentsFolder: isKept ? path('contents') : null,
      logEventsFolder: isKept ? path('logs') : null,
      messagesPath: isKept ? path('messages.ndjson') : null,
      now,
      tokens,
      isThrottled,
    })
    this.#chores = chores
    this.#opened = endpoint
    this.#delivery = delivery
    return endpoint
  }
}
