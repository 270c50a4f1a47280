import ipaddr from 'ipaddr.js'

/** Failures after which a sender is told to wait. */
const PATIENCE = 10
/** Failures after which what a sender gives is no longer checked. */
const MOST_FAILURES = 100
/** One failure is forgotten in this time. */
const FORGOTTEN_MS = 1000
/** Senders that are remembered; of more, those that were heard least lately are forgotten. */
const MOST_SENDERS = 1000

interface Sender {
  readonly failures: number
  readonly atMs: number
  /** Has given the right token. */
  readonly isProven: boolean
}

const STRANGER: Sender = { failures: 0, atMs: 0, isProven: false }

/**
 * A brake on guessing the token, for each sender by itself, so that nobody locks out others.
 *
 * Whoever fails ten times is told to wait, but what they give is still checked, so that the right token gets through at once. Beyond a hundred
 * failures only one attempt a second is checked: a brake that checked them all would not slow a guesser down, who needs no answer but the
 * right one. A sender that has given the right token is always checked: behind a proxy that names nobody, a guesser may share the
 * address of those who have it.
 */
export class GuessBrake {
  readonly #now: () => number
  readonly #senders = new Map<string, Sender>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** Whether a sender gives the right token; false also where what it gives is not checked. */
  tries(address: string, isRight: () => boolean): boolean {
    const sender = this.#sender(address)
    if (!sender.isProven && sender.failures > MOST_FAILURES - 1) return false
    const isProven = isRight()
    const failures = isProven ? sender.failures : Math.min(sender.failures + 1, MOST_FAILURES)
    this.#remember(address, { ...sender, failures, isProven: sender.isProven || isProven })
    return isProven
  }

  /** For how many seconds the sender should wait; 0 where it need not. */
  secondsToWait(address: string): number {
    const { failures } = this.#sender(address)
    return failures <= PATIENCE ? 0 : Math.ceil(((failures - PATIENCE + 1) * FORGOTTEN_MS) / 1000)
  }

  /** The sender as it stands now. */
  #sender(address: string): Sender {
    const sender = this.#senders.get(network(address)) ?? STRANGER
    const nowMs = this.#now()
    const forgotten = Math.max(0, nowMs - sender.atMs) / FORGOTTEN_MS
    return { ...sender, failures: Math.max(0, sender.failures - forgotten), atMs: nowMs }
  }

  #remember(address: string, sender: Sender): void {
    const key = network(address)
    this.#senders.delete(key)
    this.#senders.set(key, sender)
    const [oldest] = this.#senders.keys()
    if (this.#senders.size > MOST_SENDERS) this.#senders.delete(oldest!)
  }
}

/** What one sender has to choose from: of IPv6 a network of 64 bits. */
function network(address: string): string {
  if (!ipaddr.isValid(address)) return ''
  const parsed = ipaddr.process(address)
  return parsed instanceof ipaddr.IPv6
    ? parsed.parts
        .slice(0, 4)
        .map((part) => part.toString(16))
        .join(':')
    : parsed.toString()
}
