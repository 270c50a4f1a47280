import { setTimeout as sleep } from 'node:timers/promises'
import { createAccount, recordsBetween } from '../../account/account.ts'
import type { SimulatedAccount } from '../../account/simulatedAccount.ts'
import { ACTIONS, performAction } from '../../account/actions.ts'
import { performAccountAction, type PerformedActionResponse } from '../../api/accountActions.ts'
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

/** The account of a store: its history, and the actions in it. */
export class ActedAccount {
  readonly history: AccountHistory
  /** Records of acknowledged actions, with the time from which they must be stored. */
  readonly acknowledged: { readonly text: string; readonly visibleMs: number }[] = []
  /** Records that unacknowledged actions may have left. */
  readonly possible = new Set<string>()

  constructor(history: AccountHistory) {
    this.history = history
  }

  /** Performs an action, which a kill may interrupt. */
  async act({ origin }: RunningConsole, name: string): Promise<void> {
    const sentMs = Date.now()
    let answer: PerformedActionResponse | undefined
    try {
      const response = await fetch(origin + requestAddress(performAccountAction, { name }), {
        method: 'POST',
      })
      answer = (await response.json()) as PerformedActionResponse
    } catch {
      // Killed.
    }
    for (let ms = sentMs; ms <= Date.now(); ms++) {
      for (const text of performAction(this.history.account, name, ms)) {
        this.possible.add(text)
        if (answer?.eventIDs.some((id) => text.includes(`"eventID":"${id}"`)))
          this.acknowledged.push({ text, visibleMs: Date.parse(answer.visibleAt) })
      }
    }
  }
}

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
        await acted.act(server, turn.chance.pick(ACTIONS).name)
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
  const { broken, events } = await checkEvents(server, {
    held: new Set([
      ...acted.history.until(startMs - DELIVERY_DELAY_MS),
      ...acted.acknowledged.filter(({ visibleMs }) => visibleMs <= startMs).map(({ text }) => text),
    ]),
    possible: new Set([...acted.history.until(Date.now() - DELIVERY_DELAY_MS + 10_000), ...acted.possible]),
  })
  turn.events += events
  turn.broken.push(...broken)
  await server.stop()
}
