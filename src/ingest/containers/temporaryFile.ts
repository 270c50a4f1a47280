import { createHash } from 'node:crypto'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ByteSource } from './byteSource.ts'
import { CorruptInput } from './corruptInput.ts'

/** The bytes of a source in a file, for a format that cannot be read from the start to the end. */
export interface TemporaryFile {
  readonly path: string
  /** SHA-256 of the bytes, in hexadecimal digits. */
  readonly hash: string
  remove(): Promise<void>
}

/**
 * Writes what is left of a source to a file of its own, in the system's folder for temporary files.
 * Throws `CorruptInput` if there is no room for it; the file is deleted whatever is thrown.
 */
export async function writeTemporaryFile(
  source: ByteSource,
  name: string,
  pause: () => Promise<void>,
): Promise<TemporaryFile> {
  const folder = await mkdtemp(join(tmpdir(), 'event-history-')).catch(noRoom)
  const remove = () => rm(folder, { recursive: true, force: true })
  const path = join(folder, name)
  const hash = createHash('sha256')
  try {
    const file = await open(path, 'wx', 0o600)
    try {
      for (let piece = await source.next(); piece; piece = await source.next()) {
        hash.update(piece)
        await file.write(piece).catch(noRoom)
        await pause()
      }
    } finally {
      await file.close()
    }
  } catch (error) {
    await remove()
    throw error
  }
  return { path, hash: hash.digest('hex'), remove }
}

function noRoom(error: unknown): never {
  throw new CorruptInput(
    `The file has to be copied to ${tmpdir()} to be read, and that failed (${error instanceof Error ? error.message : String(error)}). Free some space there and load the file again.`,
  )
}
