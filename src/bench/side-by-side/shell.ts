import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Runs a pipeline as a person would type it, and gives what it printed. */
export function shell(pipeline: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile('bash', ['-c', pipeline], { maxBuffer: 1e9 }, (error, stdout, stderr) => {
      // A look that finds nothing is status 1 with grep and its like.
      if (error && (error.code !== 1 || stderr)) reject(new Error(`${pipeline}\n${stderr || error.message}`))
      else resolve(stdout.trim())
    })
  })
}

export function isOnPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)))
}

/** A text that the shell takes as one word. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}

/** The text in which the console's log files reach a program that reads a stream. */
export function decompressed(logFiles: string): string {
  return `find ${quoted(logFiles)} -name '*.gz' -print0 | sort -z | xargs -0 gzip -dc`
}
