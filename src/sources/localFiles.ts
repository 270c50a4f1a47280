import { createReadStream } from 'node:fs'
import { listLocalFiles } from './listLocalFiles.ts'
import type { Listed, LogFileSource, SourceSpec } from './logFileSource.ts'

/** Files, and folders with everything in them. */
export class LocalFiles implements LogFileSource {
  readonly spec: SourceSpec
  readonly #paths: readonly string[]

  constructor(paths: readonly string[]) {
    this.spec = { kind: 'local-files', paths }
    this.#paths = paths
  }

  async *list(signal: AbortSignal): AsyncGenerator<Listed> {
    const { logFiles, problems } = await listLocalFiles(this.#paths, signal)
    for (const problem of problems) yield { kind: 'problem', problem }
    for (const logFile of logFiles) yield { kind: 'log-file', logFile }
  }

  open(uri: string): AsyncIterable<Uint8Array> {
    return createReadStream(uri, { highWaterMark: READ_BYTES })
  }
}

const READ_BYTES = 1024 * 1024
