/** What is costly to make and takes memory, such as an answer that was written down. */
export interface Made {
  /** Roughly how much memory it takes as long as it is not dropped; 0 for next to nothing. */
  readonly bytes: number
  /** Frees the memory. Nobody uses it any more. */
  drop(): void
}

interface Making<M extends Made> {
  readonly key: string
  readonly made: Promise<M>
  readonly stop: AbortController
  /** Once it is made. */
  value: M | undefined
  /** How many questions wait for it or use it. */
  users: number
  isKept: boolean
}

/** Made once for all who ask for it at once, and kept for those who come later; dropped when it is neither kept nor used. */
export class Makings<M extends Made> {
  readonly #kept = new Map<string, Making<M>>()
  readonly #most: number
  readonly #mostBytes: number

  /** Of more than `most`, or of more than `mostBytes` in all, those go first that nobody has asked for the longest. */
  constructor(most: number, mostBytes: number) {
    this.#most = most
    this.#mostBytes = mostBytes
  }

  has(key: string): boolean {
    return this.#kept.has(key)
  }

  /** Lends it to a task. It is given up when all who wait for it are gone. */
  async use<R>(
    key: string,
    make: (stop: AbortSignal) => Promise<M>,
    signal: AbortSignal | undefined,
    task: (made: M) => Promise<R>,
  ): Promise<R> {
    const { made, end } = await this.begin(key, make, signal)
    try {
      return await task(made)
    } finally {
      end()
    }
  }

  /** The same for one who reads on for a while: `end` is called once, when it is no longer used. */
  async begin(
    key: string,
    make: (stop: AbortSignal) => Promise<M>,
    signal: AbortSignal | undefined,
  ): Promise<{ made: M; end: () => void }> {
    signal?.throwIfAborted()
    const making = this.#kept.get(key) ?? this.#start(key, make)
    making.users++
    // The last in line to go.
    this.#kept.delete(key)
    this.#kept.set(key, making)
    this.#bound()
    try {
      const made = await (signal ? unlessAborted(making.made, signal) : making.made)
      return { made, end: () => this.#end(making) }
    } catch (error) {
      this.#end(making)
      throw error
    }
  }

  #start(key: string, make: (stop: AbortSignal) => Promise<M>): Making<M> {
    const stop = new AbortController()
    const making: Making<M> = {
      key,
      made: make(stop.signal),
      stop,
      value: undefined,
      users: 0,
      isKept: true,
    }
    making.made.then(
      (value) => {
        making.value = value
        // All who waited may have left just before.
        if (!making.isKept && making.users === 0) value.drop()
        else this.#bound()
      },
      () => this.#forget(making),
    )
    return making
  }

  #end(making: Making<M>): void {
    if (--making.users > 0) return
    if (making.value === undefined) {
      this.#forget(making)
      making.stop.abort()
    } else if (!making.isKept) making.value.drop()
  }

  #forget(making: Making<M>): void {
    if (!making.isKept) return
    making.isKept = false
    if (this.#kept.get(making.key) === making) this.#kept.delete(making.key)
    if (making.users === 0) making.value?.drop()
  }

  #bound(): void {
    let bytes = 0
    for (const { value } of this.#kept.values()) bytes += value?.bytes ?? 0
    const last = [...this.#kept.values()].at(-1)
    for (const making of this.#kept.values()) {
      const isTooMuch = this.#kept.size > this.#most || (bytes > this.#mostBytes && making.value?.bytes)
      if (!isTooMuch || making === last) continue
      bytes -= making.value?.bytes ?? 0
      this.#forget(making)
    }
  }
}

async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let leave: () => void = () => {}
  const left = new Promise<never>((_, reject) => {
    leave = () => reject(signal.reason as Error)
    signal.addEventListener('abort', leave, { once: true })
  })
  try {
    return await Promise.race([promise, left])
  } finally {
    signal.removeEventListener('abort', leave)
  }
}
