import { setMaxListeners } from 'node:events'
import type { LiveAccountStatus } from '../../api/getStatus.ts'
import { writeTime } from '../../cloudtrail/writeTime.ts'
import type { LiveAccount } from '../../sources/live-account/liveAccount.ts'
import type { EventStore } from '../../store/eventStore.ts'
import type { JsonFile } from '../kept/jsonFile.ts'
import { LookedUpEvents } from './lookedUpEvents.ts'
import type { ReadSpans } from './readSpans.ts'
import { AS_CLOUDTRAIL_ANSWERS, RegionReader, type LookupPace, type RegionProgress } from './regionReader.ts'
import { secondOf } from './spans.ts'

const DAY_MS = 86_400_000

/** How far back LookupEvents goes. */
const HISTORY_DAYS = 90

/** Too little was read before to say how long the rest takes. */
const FIRST_ESTIMATE_MS = 5000

export interface AccountReaderOptions {
  readonly store: EventStore
  /** What was read before. */
  readonly file: JsonFile<ReadSpans>
  /** The time range to read; null for all that there is, and for as long as the console runs. */
  readonly sinceMs: number | null
  readonly untilMs: number | null
  readonly now: () => number
  readonly pace?: LookupPace
}

/**
 * Reads the event history of a live account into a store, all its Regions at the same time, since
 * CloudTrail counts calls by Region, and then goes on with what is new.
 */
export class AccountReader {
  readonly #account: LiveAccount
  readonly #now: () => number
  readonly #closing = new AbortController()
  readonly #lookedUp: LookedUpEvents
  readonly #regions: readonly RegionReader[]
  #startMs = 0
  #running: Promise<unknown> | null = null

  constructor(account: LiveAccount, options: AccountReaderOptions) {
    const { store, file, sinceMs, untilMs, now, pace = AS_CLOUDTRAIL_ANSWERS } = options
    this.#account = account
    this.#now = now
    const { signal } = this.#closing
    // Every Region waits with it.
    setMaxListeners(0, signal)
    this.#lookedUp = new LookedUpEvents(store, file, signal)
    const oldestMs = now() - HISTORY_DAYS * DAY_MS
    const shared = { account, lookedUp: this.#lookedUp, now, pace, signal }
    this.#regions = account.regions.map(
      (region) =>
        new RegionReader({
          ...shared,
          region,
          sinceMs: secondOf(Math.max(oldestMs, sinceMs ?? oldestMs)),
          untilMs: untilMs === null ? null : secondOf(untilMs),
        }),
    )
  }

  get notStored(): string | null {
    return this.#lookedUp.notStored
  }

  /** How many events were looked up so far. */
  get events(): number {
    return this.#regions.reduce((sum, { events }) => sum + events, 0)
  }

  get status(): LiveAccountStatus {
    const { profile, accountId, notice } = this.#account
    const regions = this.#regions.map(({ progress }) => progress)
    return {
      profile,
      accountId,
      notice,
      isWhole: regions.every(({ isWhole, refused }) => isWhole || refused !== null),
      secondsLeft: this.#secondsLeft(regions),
      regions: regions.map(({ region, readBackToMs, share, isWhole, waitingFor, refused }) => ({
        region,
        readBackTo: readBackToMs === null ? null : writeTime(readBackToMs),
        share,
        isWhole,
        waitingFor,
        refused,
      })),
    }
  }

  start(): void {
    this.#startMs = this.#now()
    this.#running = Promise.allSettled(this.#regions.map((region) => region.run())).then((ended) => {
      for (const each of ended)
        if (each.status === 'rejected' && !this.#closing.signal.aborted) console.error(each.reason)
    })
  }

  /** Resolves when nothing is read any more. */
  async close(): Promise<void> {
    this.#closing.abort()
    await this.#running
    this.#account.close()
  }

  /** As if the rest had as many events as what was read; null if that cannot be told yet. */
  #secondsLeft(regions: readonly RegionProgress[]): number | null {
    const open = regions.filter(({ isWhole, refused }) => !isWhole && refused === null)
    if (open.length === 0) return 0
    const elapsedMs = this.#now() - this.#startMs
    const slowest = Math.min(...open.map(({ share }) => share))
    if (elapsedMs < FIRST_ESTIMATE_MS || slowest === 0) return null
    return Math.round((elapsedMs * (1 - slowest)) / slowest / 1000)
  }
}
