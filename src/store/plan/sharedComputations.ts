/** What is costly to make and takes memory, such as an answer that was written down. */
export interface Computed {
  /** Roughly how much memory it takes as long as it is not dropped; 0 for next to nothing. */
  readonly bytes: number
  /** Frees the memory. Nobody uses it any more. */
  drop(): void
}

interface SharedComputation<M extends Computed> {
  readonly key: string
  readonly computed: Promise<M>
  readonly stop: AbortController
  /** Once it is made. */
  value: M | undefined
  /** How many questions wait for it or use it. */
  users: number
  isKept: boolean
}

/** Made once for all who ask for it at once, and kept for those who come later; dropped when it is neither kept nor used. */
export class SharedComputations<M extends Computed> {
  readonly #kept = new Map<string, SharedComputation<M>>()
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
    compute: (stop: AbortSignal) => Promise<M>,
    signal: AbortSignal | undefined,
    task: (computed: M) => Promise<R>,
  ): Promise<R> {
    const { computed, release } = await this.acquire(key, compute, signal)
    try {
      return await task(computed)
    } finally {
      release()
    }
  }

  /** The same for one who reads on for a while: `end` is called once, when it is no longer used. */
  async acquire(
    key: string,
    compute: (stop: AbortSignal) => Promise<M>,
    signal: AbortSignal | undefined,
  ): Promise<{ computed: M; release: () => void }> {
    signal?.throwIfAborted()
    const computation = this.#kept.get(key) ?? this.#start(key, compute)
    computation.users++
    // The last in line to go.
    this.#kept.delete(key)
    this.#kept.set(key, computation)
    this.#bound()
    try {
      const computed = await (signal ? unlessAborted(computation.computed, signal) : computation.computed)
      return { computed, release: () => this.#release(computation) }
    } catch (error) {
      this.#release(computation)
      throw error
    }
  }

  #start(key: string, compute: (stop: AbortSignal) => Promise<M>): SharedComputation<M> {
    const stop = new AbortController()
    const computation: SharedComputation<M> = {
      key,
      computed: compute(stop.signal),
      stop,
      value: undefined,
      users: 0,
      isKept: true,
    }
    computation.computed.then(
      (value) => {
        computation.value = value
        // All who waited may have left just before.
        if (!computation.isKept && computation.users === 0) value.drop()
        else this.#bound()
      },
      () => this.#forget(computation),
    )
    return computation
  }

  #release(computation: SharedComputation<M>): void {
    if (--computation.users > 0) return
    if (computation.value === undefined) {
      this.#forget(computation)
      computation.stop.abort()
    } else if (!computation.isKept) computation.value.drop()
  }

  #forget(computation: SharedComputation<M>): void {
    if (!computation.isKept) return
    computation.isKept = false
    if (this.#kept.get(computation.key) === computation) this.#kept.delete(computation.key)
    if (computation.users === 0) computation.value?.drop()
  }

  #bound(): void {
    let bytes = 0
    for (const { value } of this.#kept.values()) bytes += value?.bytes ?? 0
    const last = [...this.#kept.values()].at(-1)
    for (const computation of this.#kept.values()) {
      const isTooMuch = this.#kept.size > this.#most || (bytes > this.#mostBytes && computation.value?.bytes)
      if (!isTooMuch || computation === last) continue
      bytes -= computation.value?.bytes ?? 0
      this.#forget(computation)
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
