/** So many at once; further ones wait, first come, first served. */
export class Turns {
  readonly #most: number
  readonly #waiting: (() => void)[] = []
  #taken = 0

  constructor(most: number) {
    this.#most = most
  }

  /** How many wait for a turn. */
  get inLine(): number {
    return this.#waiting.length
  }

  /** Does a task when its turn has come; rejects when it is stopped before that. */
  async take<T>(stopped: AbortSignal, task: () => Promise<T>): Promise<T> {
    const end = await this.begin(stopped)
    try {
      return await task()
    } finally {
      end()
    }
  }

  /** Waits for a turn, and answers what ends it. */
  async begin(stopped: AbortSignal): Promise<() => void> {
    stopped.throwIfAborted()
    if (this.#taken < this.#most) this.#taken++
    else {
      await new Promise<void>((resolve, reject) => {
        const proceed = () => {
          stopped.removeEventListener('abort', leave)
          resolve()
        }
        const leave = () => {
          this.#waiting.splice(this.#waiting.indexOf(proceed), 1)
          reject(stopped.reason as Error)
        }
        this.#waiting.push(proceed)
        stopped.addEventListener('abort', leave, { once: true })
      })
    }
    // Handed on to the next in line, so that nobody who comes just then is first.
    return () => {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#taken--
    }
  }
}
