import { createHash } from 'node:crypto'
import { ByteSource } from './byteSource.ts'
import { CorruptInput } from './corruptInput.ts'

/**
 * How many bytes wait to be hashed until the hash is needed. Most log files never need it, since
 * all their records have an eventID, and are smaller than this. Larger ones are hashed while they
 * are read.
 */
const MAX_WAITING = 8 * 1024 * 1024

/** Bytes, and their hash once they are read. */
export interface HashedContent {
  readonly bytes: ByteSource
  /**
   * SHA-256 of all bytes, in hexadecimal digits. Reads the remaining bytes, up to where they break
   * off.
   */
  readonly hash: (pause: () => Promise<void>) => Promise<string>
}

export function hashWhileRead(source: ByteSource): HashedContent {
  const hash = createHash('sha256')
  let waiting: Buffer[] = []
  let waitingBytes = 0
  const catchUp = () => {
    for (const piece of waiting) hash.update(piece)
    waiting = []
  }
  async function* pieces(): AsyncGenerator<Buffer> {
    for (let piece = await source.next(); piece; piece = await source.next()) {
      waiting.push(piece)
      waitingBytes += piece.length
      if (waitingBytes > MAX_WAITING) catchUp()
      yield piece
    }
  }
  const bytes = new ByteSource(pieces())
  return {
    bytes,
    hash: async (pause) => {
      try {
        while (await bytes.next()) await pause()
      } catch (error) {
        if (!(error instanceof CorruptInput)) throw error
      }
      catchUp()
      return hash.digest('hex')
    },
  }
}
