import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cpus } from 'node:os'
import { delimiter, join } from 'node:path'
import PQueue from 'p-queue'

const MOST_BYTES = 1e9

/** Runs a pipeline as a person would type it, and returns what it printed. */
export function shell(pipeline: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile('bash', ['-c', pipeline], { maxBuffer: MOST_BYTES }, (error, stdout, stderr) => {
      // Status 1 without a message: nothing was found.
      if (error && (error.code !== 1 || stderr)) reject(new Error(`${pipeline}\n${stderr || error.message}`))
      else resolve(stdout.trim())
    })
  })
}

/** The same for several, as many at once as there are cores. */
export function shellForEach(pipelines: readonly string[]): Promise<readonly string[]> {
  const queue = new PQueue({ concurrency: cpus().length })
  return Promise.all(pipelines.map((pipeline) => queue.add(() => shell(pipeline))))
}

export function isOnPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)))
}

/** A text that the shell takes as one word. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
