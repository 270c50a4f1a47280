/** Something costly that takes memory, such as a materialized result. */
export interface Computed {
  /** Roughly how much memory it takes until dropped; 0 for next to nothing. */
  readonly bytes: number
  /** Frees the memory. Called when it is no longer used. */
  drop(): void
}

interface SharedComputation<M extends Computed> {
  readonly key: string
  readonly computed: Promise<M>
  readonly stop: AbortController
  /** Set once it is computed. */
  value: M | undefined
  /** How many callers wait for it or use it. */
  users: number
  isKept: boolean
}

/**
 * Values that are computed once for all callers and kept for later ones. Each is dropped when it is
 * neither kept nor used.
 */
export class SharedComputations<M extends Computed> {
  readonly #kept = new Map<string, SharedComputation<M>>()
  readonly #most: number
  readonly #mostBytes: number

  /**
   * When there are more than `most`, or more than `mostBytes` in all, the least recently used go
   * first.
   */
  constructor(most: number, mostBytes: number) {
    this.#most = most
    this.#mostBytes = mostBytes
  }

  has(key: string): boolean {
    return this.#kept.has(key)
  }

  /**
   * Runs a task with the value. The computation is stopped when all callers waiting for it are
   * gone.
   */
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

  /** The same for a caller that keeps using it. It calls `release` once, when done. */
  async acquire(
    key: string,
    compute: (stop: AbortSignal) => Promise<M>,
    signal: AbortSignal | undefined,
  ): Promise<{ computed: M; release: () => void }> {
    signal?.throwIfAborted()
    const computation = this.#kept.get(key) ?? this.#start(key, compute)
    computation.users++
    // Moves it to the end: the most recently used.
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
        // All callers may have left just before.
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
