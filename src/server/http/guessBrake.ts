import ipaddr from 'ipaddr.js'

/** Failures after which a sender is told to wait. */
const PATIENCE = 10
/** Failures after which a sender's tokens are no longer checked. */
const MOST_FAILURES = 100
/** The time after which one failure is forgotten. */
const FORGOTTEN_MS = 1000
/** How many senders are remembered. The least recently seen are forgotten first. */
const MOST_SENDERS = 1000

interface Sender {
  readonly failures: number
  readonly atMs: number
  /** The sender has given the right token. */
  readonly isProven: boolean
}

const STRANGER: Sender = { failures: 0, atMs: 0, isProven: false }

/**
 * Slows down guessing of the token, separately for each sender, so that nobody locks out others.
 *
 * After ten failures a sender is told to wait, but its tokens are still checked, so that the right
 * one works at once. Beyond a hundred failures only one attempt a second is checked; if all were, a
 * guesser would not be slowed down, since only the right answer matters to it. A sender that has
 * given the right token is always checked: behind a proxy that does not say who is calling, a
 * guesser may share the address of others.
 */
export class GuessBrake {
  readonly #now: () => number
  readonly #senders = new Map<string, Sender>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** Whether a sender gives the right token. False also if it is not checked. */
  tries(address: string, isRight: () => boolean): boolean {
    const sender = this.#sender(address)
    if (!sender.isProven && sender.failures > MOST_FAILURES - 1) return false
    const isProven = isRight()
    const failures = isProven ? sender.failures : Math.min(sender.failures + 1, MOST_FAILURES)
    this.#remember(address, { ...sender, failures, isProven: sender.isProven || isProven })
    return isProven
  }

  /** How many seconds the sender should wait; 0 for none. */
  secondsToWait(address: string): number {
    const { failures } = this.#sender(address)
    return failures <= PATIENCE ? 0 : Math.ceil(((failures - PATIENCE + 1) * FORGOTTEN_MS) / 1000)
  }

  /** The sender, with old failures forgotten. */
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

/** The addresses that one sender can choose from: for IPv6 a network of 64 bits. */
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
