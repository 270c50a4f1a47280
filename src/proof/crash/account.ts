import { setTimeout as sleep } from 'node:timers/promises'
import { createAccount, recordsBetween } from '../../account/account.ts'
import type { SimulatedAccount } from '../../account/simulatedAccount.ts'
import { performStep, type PerformedStepResponse } from '../../api/account.ts'
import { requestAddress } from '../../api/requestAddress.ts'
import type { RunningConsole } from '../../testing/runningConsole.ts'
import { checkEvents, listen } from './promises.ts'
import type { Turn } from './turn.ts'

const DAY_MS = 86_400_000
const HISTORY_DAYS = 90
const DELIVERY_DELAY_MS = 120_000
/** Longer than writing the history takes. */
const HISTORY_MS = 5000
/** The time between two deliveries. */
const LIVE_MS = 5000

/** The simulated account of the servers, as it writes its records by itself. */
export class AccountHistory {
  readonly account: SimulatedAccount
  #untilToday: readonly string[] | undefined

  constructor(seed: number) {
    this.account = createAccount(seed, Math.floor(Date.now() / DAY_MS) * DAY_MS)
  }

  /** Every record up to a moment of today. */
  until(endMs: number): string[] {
    const { todayMs } = this.account
    this.#untilToday ??= [...recordsBetween(this.account, todayMs - HISTORY_DAYS * DAY_MS, todayMs)]
    return [...this.#untilToday, ...recordsBetween(this.account, todayMs, endMs)]
  }
}

/** Steps that can always be performed. */
export const STEPS = [
  { exercise: 'create-user', step: 'create' },
  { exercise: 'put-object', step: 'create-bucket' },
  { exercise: 'terminate-instance', step: 'launch' },
  { exercise: 'read-function', step: 'list' },
] as const

/** Where a learner acts from, and nobody of the history. */
const OF_LEARNER = '"sourceIPAddress":"203.0.113.99"'

/** What the account finds in its own history: it is checked by its own tests. */
const OF_INSIGHTS = '"eventType":"AwsCloudTrailInsight"'

/** The account of a store: its history, and the calls in it. */
export class ActedAccount {
  readonly history: AccountHistory
  /** Event IDs of acknowledged calls, with the time from which they must be stored. */
  readonly acknowledged: { readonly eventID: string; readonly visibleMs: number }[] = []

  constructor(history: AccountHistory) {
    this.history = history
  }

  /** Performs a step, which a kill may interrupt. */
  async act({ origin }: RunningConsole, step: (typeof STEPS)[number]): Promise<void> {
    try {
      const response = await fetch(origin + requestAddress(performStep, step), {
        method: 'POST',
        body: JSON.stringify(LEARNER),
      })
      const { eventID, visibleAt } = (await response.json()) as PerformedStepResponse
      this.acknowledged.push({ eventID, visibleMs: Date.parse(visibleAt) })
    } catch {
      // Killed.
    }
  }
}

const LEARNER = { as: 'user/learner' }

/** Killed while the first ninety days are written, before it serves. */
export async function whileHistoryIsWritten(turn: Turn, acted: ActedAccount): Promise<void> {
  for (let kills = turn.chance.int(2, 4); kills > 0; kills--) {
    const server = turn.start()
    await turn.moment(HISTORY_MS)
    await turn.kill(server)
  }
  await holdsTheAccount(turn, acted)
}

/** Killed while events are delivered and a learner acts. */
export async function whileLive(turn: Turn, acted: ActedAccount): Promise<void> {
  for (let kills = turn.chance.int(3, 5); kills > 0; kills--) {
    const server = await turn.serve()
    await listen(server, turn.told)
    const ending = new AbortController()
    const over = turn.moment(LIVE_MS).then(() => ending.abort())
    const acting = async () => {
      while (!ending.signal.aborted) {
        await acted.act(server, turn.chance.pick(STEPS))
        await Promise.race([over, sleep(turn.chance.between(0, 1500))])
      }
    }
    const actions = acting()
    await over
    await turn.kill(server)
    await actions
  }
  await holdsTheAccount(turn, acted)
}

/** The last acknowledged event is stored at the time that was promised. */
export async function whenAllIsDue(turn: Turn, acted: ActedAccount): Promise<void> {
  await sleep(Math.max(0, ...acted.acknowledged.map(({ visibleMs }) => visibleMs - Date.now())))
  await holdsTheAccount(turn, acted)
}

/** Everything that was due at the start is stored when it serves. */
async function holdsTheAccount(turn: Turn, acted: ActedAccount): Promise<void> {
  const startMs = Date.now()
  const server = await turn.serve()
  const possible = new Set(acted.history.until(Date.now() - DELIVERY_DELAY_MS + 10_000))
  const { broken, events } = await checkEvents(server, {
    held: new Set(acted.history.until(startMs - DELIVERY_DELAY_MS)),
    heldIDs: acted.acknowledged.filter(({ visibleMs }) => visibleMs <= startMs).map(({ eventID }) => eventID),
    isPossible: (record) =>
      possible.has(record) || [OF_LEARNER, OF_INSIGHTS].some((mark) => record.includes(mark)),
  })
  turn.events += events
  turn.broken.push(...broken)
  await server.stop()
}
