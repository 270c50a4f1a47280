import { createHash } from 'node:crypto'

/** How many bytes are read only for the hash, of a file that reading gave up. */
const MOST_LEFT_OVER = 1024 ** 3

/** The bytes of a log file as they are given, hashed while they are read. */
export class HashedFile {
  /** How many bytes were read. */
  size = 0
  readonly #chunks: AsyncIterator<Uint8Array>
  readonly #hash = createHash('sha256')
  #hasEnded = false
  #isBroken = false

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#chunks = bytes[Symbol.asyncIterator]()
  }

  /** Whether the bytes ended with an error. */
  get isBroken(): boolean {
    return this.#isBroken
  }

  /** The bytes for their reader, which may stop before their end. */
  async *bytes(): AsyncGenerator<Uint8Array> {
    for (let chunk = await this.#next(); chunk; chunk = await this.#next()) yield chunk
  }

  /**
   * Reads what the reader left over, such as the directory of an archive, and closes the file.
   * Resolves to its SHA-256 in hex; null if it broke off, or too much was left over.
   */
  async end(): Promise<string | null> {
    try {
      const most = this.size + MOST_LEFT_OVER
      while (!this.#hasEnded && !this.#isBroken && this.size < most) await this.#next()
    } catch {
      // What is not read only for the hash does not matter.
    } finally {
      await this.#chunks.return?.()
    }
    return this.#hasEnded ? this.#hash.digest('hex') : null
  }

  async #next(): Promise<Uint8Array | null> {
    try {
      const { done, value } = await this.#chunks.next()
      if (done) {
        this.#hasEnded = true
        return null
      }
      this.#hash.update(value)
      this.size += value.length
      return value
    } catch (error) {
      this.#isBroken = true
      throw error
    }
  }
}
