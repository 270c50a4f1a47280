import { setTimeout as pause } from 'node:timers/promises'
import { AccountFailure } from '../../sources/live-account/accountFailure.ts'
import type { LiveAccount } from '../../sources/live-account/liveAccount.ts'
import type { LookedUpEvent, LookupPage } from '../../sources/live-account/accountAnswers.ts'
import { GapWalk } from './gapWalk.ts'
import type { LookedUpEvents } from './lookedUpEvents.ts'
import { gapsIn, lengthOf, secondBefore, secondOf, type Span } from './spans.ts'

/**
 * CloudTrail delivers most events within some minutes, and not in their order (docs/cloudtrail.md#delivery):
 * what happened less long ago is looked up again.
 */
const LATEST_DELIVERY_MS = 30 * 60_000

export interface LookupPace {
  /** From the start of one lookup to that of the next. */
  readonly callMs: number
  /** From one look for new events to the next, at least. */
  readonly followMs: number
  /** Until a lookup that failed is tried again; it grows up to the longest. */
  readonly firstPauseMs: number
  readonly longestPauseMs: number
}

/**
 * CloudTrail answers two lookups a second, of each account and Region. It records each of them, and
 * delivers no event within a minute: looking more often would find nothing more but itself.
 */
export const AS_CLOUDTRAIL_ANSWERS: LookupPace = {
  callMs: 500,
  followMs: 60_000,
  firstPauseMs: 1000,
  longestPauseMs: 30_000,
}

export interface RegionReaderOptions {
  readonly account: LiveAccount
  readonly region: string
  readonly lookedUp: LookedUpEvents
  /** The first second to read, and the last one; null for as long as the console runs. */
  readonly sinceMs: number
  readonly untilMs: number | null
  readonly now: () => number
  readonly pace: LookupPace
  readonly signal: AbortSignal
}

/** How far a Region has been read. */
export interface RegionProgress {
  readonly region: string
  /** From this second on, everything is read up to the start of the console; null before the first page. */
  readonly readBackToMs: number | null
  /** Of what was still to be read when the console was started, from 0 to 1. */
  readonly share: number
  readonly isWhole: boolean
  /** Why it does not go on at present, or at all: a clause. */
  readonly waitingFor: string | null
  readonly refused: string | null
}

/**
 * Reads the events of a Region: what the last half hour has first and then again and again, and in
 * between the older ones that were not read before, newest first.
 */
export class RegionReader {
  readonly #options: RegionReaderOptions
  #events = 0
  #toReadMs = 0
  #readMs = 0
  #readBackToMs: number | null = null
  #isWhole = false
  #waitingFor: string | null = null
  #refused: string | null = null
  #nextCallMs = 0
  /** The first second that new events are looked up from, and the IDs of those found there the last time. */
  #followedFromMs = 0
  #followed: ReadonlySet<string> = new Set()
  #nextFollowMs = 0

  constructor(options: RegionReaderOptions) {
    this.#options = options
  }

  /** How many events were looked up since the console was started; some of them more than once. */
  get events(): number {
    return this.#events
  }

  get progress(): RegionProgress {
    return {
      region: this.#options.region,
      readBackToMs: this.#readBackToMs,
      share: this.#toReadMs === 0 ? (this.#isWhole ? 1 : 0) : Math.min(1, this.#readMs / this.#toReadMs),
      isWhole: this.#isWhole,
      waitingFor: this.#waitingFor,
      refused: this.#refused,
    }
  }

  /** Resolves when there will be nothing more to read; rejects when the console closes. */
  async run(): Promise<void> {
    try {
      await this.#run()
    } catch (error) {
      if (!(error instanceof AccountFailure)) throw error
      this.#refused = error.message
    } finally {
      this.#waitingFor = null
    }
  }

  async #run(): Promise<void> {
    const { lookedUp, region, sinceMs, untilMs, now, signal } = this.#options
    const startMs = secondOf(now() - LATEST_DELIVERY_MS)
    this.#followedFromMs = Math.max(startMs, sinceMs)
    await this.#follow()
    const history = { fromMs: sinceMs, toMs: Math.min(secondBefore(startMs), untilMs ?? Infinity) }
    const gaps = gapsIn(history, await lookedUp.spansOf(region))
    this.#toReadMs = gaps.reduce((sum, gap) => sum + lengthOf(gap), 0)
    for (const gap of gaps) await this.#readHistory(gap)
    this.#readBackToMs = sinceMs
    this.#isWhole = true
    const lastMs = untilMs ?? Infinity
    while (this.#followedFromMs <= lastMs) {
      await pause(Math.max(0, this.#nextFollowMs - now()), undefined, { signal })
      await this.#follow()
    }
  }

  async #readHistory(gap: Span): Promise<void> {
    const before = this.#readMs
    const walk = new GapWalk(gap)
    while (!walk.isDone) {
      if (this.#options.now() >= this.#nextFollowMs) await this.#follow()
      await this.#store(walk, await this.#readPage(walk), walk.span.toMs)
      this.#readMs = before + lengthOf(walk.read)
      this.#readBackToMs = walk.read.fromMs
    }
  }

  /** Looks up what is new. What may still arrive late is new the next time as well. */
  async #follow(): Promise<void> {
    const { now, untilMs, pace } = this.#options
    const beganMs = now()
    const toMs = Math.min(secondOf(beganMs), untilMs ?? Infinity)
    const walk = new GapWalk({ fromMs: this.#followedFromMs, toMs })
    const settledMs = Math.min(secondOf(beganMs - LATEST_DELIVERY_MS), toMs)
    const found = new Set<string>()
    while (lengthOf(walk.span) > 0 && !walk.isDone) {
      const events = await this.#readPage(walk)
      const unknown = events.filter(({ EventId }) => EventId === undefined || !this.#followed.has(EventId))
      await this.#store(walk, unknown, settledMs)
      for (const { EventId } of events) if (EventId !== undefined) found.add(EventId)
    }
    this.#followed = found
    this.#followedFromMs = Math.max(this.#followedFromMs, settledMs)
    this.#readBackToMs ??= this.#followedFromMs
    // Where much happens, the history has its turn too.
    const tookMs = now() - beganMs
    this.#nextFollowMs = now() + Math.max(pace.followMs, tookMs)
  }

  async #readPage(walk: GapWalk): Promise<readonly LookedUpEvent[]> {
    const page = await this.#lookUp(walk)
    walk.take(page)
    this.#events += page.events.length
    return page.events
  }

  /** `settledMs`: after this second, further events are expected, so that it is not read yet. */
  async #store(walk: GapWalk, events: readonly LookedUpEvent[], settledMs: number): Promise<void> {
    const { region, lookedUp } = this.#options
    const span = { fromMs: walk.read.fromMs, toMs: settledMs }
    await lookedUp.put({ region, events, span: lengthOf(span) > 0 ? span : null })
  }

  /** Tries until CloudTrail answers, or refuses for good. */
  async #lookUp(walk: GapWalk): Promise<LookupPage> {
    const { account, region, now, pace, signal } = this.#options
    let pauseMs = pace.firstPauseMs
    for (;;) {
      await pause(Math.max(0, this.#nextCallMs - now()), undefined, { signal })
      this.#nextCallMs = now() + pace.callMs
      try {
        const page = await account.lookUp(region, walk.wanted, signal)
        this.#waitingFor = null
        return page
      } catch (error) {
        signal.throwIfAborted()
        if (!(error instanceof AccountFailure)) throw error
        if (isOfToken(error)) {
          if (walk.restart()) continue
        } else if (error.kind === 'final') throw error
        this.#waitingFor = error.message
        await pause(pauseMs, undefined, { signal })
        pauseMs = Math.min(2 * pauseMs, pace.longestPauseMs)
      }
    }
  }
}

/** A token may have expired while the console waited for AWS. */
const isOfToken = ({ cause }: AccountFailure): boolean =>
  (cause as Error).name === 'InvalidNextTokenException'
