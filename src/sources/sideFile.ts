import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import * as v from 'valibot'
import type { FileMetadata } from './logFileSource.ts'

/** Where a folder keeps what a bucket would keep beside an object: a hidden file, which is no log file. */
export function sideFileOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.metadata.json`)
}

/** The metadata in the side file of a file; null if there is none, or it is no object of texts. */
export async function readSideFile(path: string): Promise<FileMetadata | null> {
  const sideFile = sideFileOf(path)
  try {
    if ((await stat(sideFile)).size > MOST_BYTES) return null
    const texts = v.parse(TEXTS, JSON.parse(await readFile(sideFile, 'utf8')))
    return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name.toLowerCase(), text]))
  } catch {
    return null
  }
}

const TEXTS = v.record(v.string(), v.string())

/** S3 allows 2 KB of metadata. */
const MOST_BYTES = 64 * 1024
