import { existsSync, mkdirSync, watch } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Chance } from '../../account/chance.ts'
import { startingConsole, type RunningConsole, type StartingConsole } from '../../testing/runningConsole.ts'
import { checkTold, nothingTold, type Told } from './promises.ts'

/**
 * One run with a store: servers start on it and are killed, and at the end everything is compared.
 */
export class Turn {
  kills = 0
  restarts = 0
  /** How many events were compared. */
  events = 0
  /** How many answers were checked for their snapshots. */
  answers = 0
  readonly broken: string[] = []
  readonly chance: Chance
  /** The store's folder. */
  readonly store: string
  told: Told = nothingTold()
  readonly #args: readonly string[]
  #last: StartingConsole | undefined

  constructor(store: string, chance: Chance, args: readonly string[]) {
    this.store = store
    this.chance = chance
    this.#args = args
  }

  /** Starts a server that may be killed before it serves. */
  start(): StartingConsole {
    if (this.#last) this.restarts++
    this.#last = startingConsole(['--data', this.store, ...this.#args])
    return this.#last
  }

  /** Starts a server, waits until it serves, and checks it against its earlier answers. */
  async serve(): Promise<RunningConsole> {
    const server = await this.start().serving
    this.broken.push(...(await checkTold(server, this.told)))
    return server
  }

  async kill(server: Pick<StartingConsole, 'kill'>): Promise<void> {
    this.kills++
    await server.kill()
  }

  /** Stops the last server, however the run ended. */
  async end(): Promise<void> {
    await this.#last?.kill()
  }

  /**
   * A random moment within this number of milliseconds, or one at which the store's files change.
   */
  async moment(withinMs: number): Promise<void> {
    if (this.chance.happens(0.5)) await sleep(this.chance.between(0, withinMs))
    else await this.#change(this.chance.int(1, 12), withinMs)
  }

  /** The nth change of a file in the store's folder, or the end of the time. */
  async #change(nth: number, withinMs: number): Promise<void> {
    if (!existsSync(this.store)) mkdirSync(this.store, { recursive: true })
    const timeUp = new AbortController()
    let left = nth
    await new Promise<void>((resolve) => {
      const watcher = watch(this.store, () => {
        if (--left === 0) done()
      })
      const done = () => {
        watcher.close()
        timeUp.abort()
        resolve()
      }
      sleep(withinMs, undefined, { signal: timeUp.signal }).then(done, () => {})
    })
  }
}
