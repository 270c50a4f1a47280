/** What is costly to make, such as a plan: made once for all who ask for it at once, kept for those who come later. */
export class Makings<Made> {
  readonly #makings = new Map<string, Making<Made>>()
  readonly #most: number

  /** `most` are kept; those that nobody asked for the longest go first. */
  constructor(most: number) {
    this.#most = most
  }

  has(key: string): boolean {
    return this.#makings.has(key)
  }

  /** It is given up when all who wait for it are gone. `forget` makes it be made again when it is asked for next. */
  async get(
    key: string,
    make: (forget: () => void, stop: AbortSignal) => Promise<Made>,
    signal: AbortSignal | undefined,
  ): Promise<Made> {
    signal?.throwIfAborted()
    let making = this.#makings.get(key)
    if (making) this.#makings.delete(key)
    else {
      const forget = () => {
        if (this.#makings.get(key) === making) this.#makings.delete(key)
      }
      const stop = new AbortController()
      making = { made: make(forget, stop.signal), stop, waiting: 0, forget }
      making.made.catch(forget)
    }
    this.#makings.set(key, making)
    if (this.#makings.size > this.#most) this.#makings.delete(this.#makings.keys().next().value!)
    return waitFor(making, signal)
  }
}

interface Making<Made> {
  readonly made: Promise<Made>
  readonly stop: AbortController
  readonly forget: () => void
  /** How many have asked for it and are not gone. */
  waiting: number
}

/** What is made, unless the signal is aborted before; the last one who leaves stops it. */
async function waitFor<Made>(making: Making<Made>, signal: AbortSignal | undefined): Promise<Made> {
  making.waiting++
  if (!signal) return making.made
  let leave: () => void = () => {}
  const left = new Promise<never>((_, reject) => {
    leave = () => {
      if (--making.waiting === 0) {
        making.forget()
        making.stop.abort(signal.reason)
      }
      reject(signal.reason as Error)
    }
    signal.addEventListener('abort', leave, { once: true })
  })
  try {
    return await Promise.race([making.made, left])
  } finally {
    signal.removeEventListener('abort', leave)
  }
}
