import { dirname, join } from 'node:path'
import { mkdir } from 'node:fs/promises'
import { quoted, shellForEach } from './shell.ts'

/** The log files of a day, as a text that the shell takes as words. */
export interface Day {
  /** `2026-11-19` */
  readonly name: string
  readonly files: string
}

/** Oldest first. */
export function daysOf(files: readonly string[]): readonly Day[] {
  const folders = [...new Set(files.map((file) => dirname(file)))].toSorted()
  return folders.map((folder) => ({
    name: folder.split('/').slice(-3).join('-'),
    files: `${quoted(folder)}/*.gz`,
  }))
}

/**
 * Writes a file for each day with a record in each line, which is what most programs need: jq makes
 * it of the log files, on all cores.
 */
export async function writeLines(files: readonly string[], folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await shellForEach(
    daysOf(files).map(
      (day) => `gzip -dc ${day.files} | jq -c '.Records[]' > ${quoted(join(folder, `${day.name}.ndjson`))}`,
    ),
  )
}
