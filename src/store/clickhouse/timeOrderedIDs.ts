/** Seconds are counted from here, for seventeen years. */
const FIRST_MS = Date.UTC(2026)

/**
 * Numbers that rise with time and that no other loader gives, exact in JavaScript: a second, and the loader's number. A
 * loader that needs more of them than one a second takes later seconds.
 */
export class TimeOrderedIDs {
  readonly #loader: () => number
  #second = 0

  constructor(loader: () => number) {
    this.#loader = loader
  }

  next(): number {
    this.#second = Math.max(this.#second + 1, Math.floor((Date.now() - FIRST_MS) / 1000))
    return this.#second * 2 ** 24 + this.#loader()
  }
}
