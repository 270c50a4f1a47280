/**
 * A stream of bytes that can be peeked at. Bytes that arrived before an error can be taken before it is
 * thrown.
 */
export class ByteSource {
  readonly #chunks: AsyncIterator<Uint8Array>
  #ahead: Buffer[] = []
  #aheadLength = 0
  #ended = false
  #failure: { readonly error: unknown } | null = null
  /** How many bytes have been taken. */
  taken = 0

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#chunks = bytes[Symbol.asyncIterator]()
  }

  /** The next `length` bytes, fewer only at the end of the stream. They are not taken yet. */
  async peek(length: number): Promise<Buffer> {
    while (this.#aheadLength < length && (await this.#pull()));
    if (this.#aheadLength === 0 && this.#failure) throw this.#failure.error
    if (this.#ahead.length > 1 && this.#ahead[0]!.length < length) this.#ahead = [joined(this.#ahead)]
    return (this.#ahead[0] ?? EMPTY).subarray(0, length)
  }

  /** Whether an error follows the bytes that were peeked at. */
  get hasFailed(): boolean {
    return this.#failure !== null
  }

  /** Takes `length` bytes, fewer only at the end of the stream. */
  async take(length: number): Promise<Buffer> {
    const bytes = await this.peek(length)
    this.#drop(bytes.length)
    return bytes
  }

  /** The next bytes as they arrive, at most `maximum`; null at the end. */
  async next(maximum = Infinity): Promise<Buffer | null> {
    if (this.#aheadLength === 0 && !(await this.#pull())) {
      if (this.#failure) throw this.#failure.error
      return null
    }
    const bytes = this.#ahead[0]!.subarray(0, maximum)
    this.#drop(bytes.length)
    return bytes
  }

  /** Puts back the bytes taken last. */
  putBack(bytes: Buffer): void {
    if (bytes.length === 0) return
    this.#ahead.unshift(bytes)
    this.#aheadLength += bytes.length
    this.taken -= bytes.length
  }

  async close(): Promise<void> {
    this.#ended = true
    await this.#chunks.return?.()
  }

  async #pull(): Promise<boolean> {
    while (!this.#ended) {
      const value = await this.#nextChunk()
      if (value === null) {
        this.#ended = true
      } else if (value.length > 0) {
        this.#ahead.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength))
        this.#aheadLength += value.length
        return true
      }
    }
    return false
  }

  async #nextChunk(): Promise<Uint8Array | null> {
    try {
      const { done, value } = await this.#chunks.next()
      return done ? null : value
    } catch (error) {
      this.#failure = { error }
      return null
    }
  }

  #drop(length: number): void {
    const first = this.#ahead[0]
    if (!first) return
    if (length === first.length) this.#ahead.shift()
    else this.#ahead[0] = first.subarray(length)
    this.#aheadLength -= length
    this.taken += length
  }
}

const EMPTY = Buffer.alloc(0)

/** The same bytes in one. Neighbours in memory, as pieces of a text that was decompressed at once, need no copy. */
function joined(chunks: readonly Buffer[]): Buffer {
  const { buffer, byteOffset } = chunks[0]!
  let end = byteOffset
  for (const chunk of chunks) {
    if (chunk.buffer !== buffer || chunk.byteOffset !== end) return Buffer.concat(chunks)
    end += chunk.length
  }
  return Buffer.from(buffer, byteOffset, end - byteOffset)
}
