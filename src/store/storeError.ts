/**
 * A store that cannot be opened or written. The message is a sentence for a person. Where writing
 * failed it may be sent to a client, so it names no path on this machine and quotes no engine;
 * those are in `cause`.
 */
export class StoreError extends Error {
  /** Whether it cannot be opened because another process has it open. */
  readonly isInUse: boolean

  constructor(message: string, { isInUse = false, ...options }: ErrorOptions & { isInUse?: boolean } = {}) {
    super(message, options)
    this.isInUse = isInUse
  }
}

/** A part of the store's files is not as it was written, so what is asked for cannot be read. */
export class StoreDamaged extends StoreError {}

/**
 * The server that has the store does not do what was asked. The message is a sentence; `why` is what follows the words
 * “the server”, without a full stop.
 */
export class StoreUnavailable extends StoreError {
  readonly why: string

  constructor(server: string, why: string, options?: ErrorOptions) {
    super(`${server} ${why}.`, options)
    this.why = why
  }
}
