/** So many at once; further ones wait, first come, first served. */
export class Turns {
  readonly #most: number
  readonly #waiting: (() => void)[] = []
  #taken = 0

  constructor(most: number) {
    this.#most = most
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
    while (this.#taken >= this.#most) {
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
    this.#taken++
    return () => {
      this.#taken--
      this.#waiting.shift()?.()
    }
  }
}
