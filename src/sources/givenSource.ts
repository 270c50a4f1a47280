import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { LogFileSource } from './logFileSource.ts'
import { sourceOf } from './sourceOf.ts'
import { whyNotRead } from './whyNotRead.ts'

/** Something given that is not a source. The message is a sentence for the user. */
export class SourceError extends Error {}

/**
 * The source that a command line names. Relative paths start from `folder`. Rejects with a
 * SourceError if one cannot be read.
 */
export async function givenSource(given: readonly string[], folder: string): Promise<LogFileSource> {
  const paths = given.map((path) => resolve(folder, path))
  await Promise.all(
    paths.map(async (path, i) => {
      try {
        await stat(path)
      } catch (error) {
        throw new SourceError(`${given[i]!} cannot be read: ${whyNotRead(error)}.`)
      }
    }),
  )
  return sourceOf({ kind: 'local-files', paths })
}
