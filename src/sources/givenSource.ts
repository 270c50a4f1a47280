import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { LogFileSource } from './logFileSource.ts'
import { sourceOf } from './sourceOf.ts'
import { whyNotRead } from './whyNotRead.ts'

/** Something that was given and is no source: a sentence for the person who gave it. */
export class SourceError extends Error {}

/** The source that a command line names. Relative paths begin at `folder`. Rejects with a SourceError when one cannot be read. */
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
