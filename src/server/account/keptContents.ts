import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Contents } from '../../aws/contents.ts'
import { unwritable } from '../kept/durableFile.ts'

/** Contents in a folder, each in a file named by its SHA-256; with `folder` null in memory. */
export function keptContents(folder: string | null): Contents {
  if (folder === null) return contentsInMemory()
  return {
    put: async (bytes) => {
      const key = keyOf(bytes)
      const path = join(folder, key)
      if ((await stat(path).catch(() => null))?.size === bytes.length) return key
      try {
        await mkdir(folder, { recursive: true })
        const making = `${path}.making`
        const file = await open(making, 'w')
        try {
          await file.writeFile(bytes)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(making, path)
      } catch (error) {
        throw unwritable(path, error)
      }
      return key
    },
    get: async (key) => (KEY.test(key) ? readFile(join(folder, key)).catch(() => null) : null),
  }
}

const KEY = /^[\da-f]{64}$/

function contentsInMemory(): Contents {
  const contents = new Map<string, Uint8Array>()
  return {
    put: async (bytes) => {
      const key = keyOf(bytes)
      contents.set(key, bytes)
      return key
    },
    get: async (key) => contents.get(key) ?? null,
  }
}

function keyOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
