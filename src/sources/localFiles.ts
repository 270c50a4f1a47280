import { createReadStream } from 'node:fs'
import { listLocalFiles } from './listLocalFiles.ts'
import type { FileMetadata, FoundPath, Listed, LocalFilesSpec, LogFileSource } from './logFileSource.ts'
import { readSideFile } from './sideFile.ts'

/** Files, and folders with everything in them. */
export class LocalFiles implements LogFileSource {
  readonly spec: LocalFilesSpec
  readonly #paths: readonly string[]
  readonly #found: readonly FoundPath[]

  constructor(paths: readonly string[], found: readonly FoundPath[] = []) {
    this.spec = { kind: 'local-files', paths, found }
    this.#paths = paths
    this.#found = found
  }

  async *list(signal: AbortSignal): AsyncGenerator<Listed> {
    const { logFiles, problems } = await listLocalFiles(this.#paths, signal, this.#found)
    for (const problem of problems) yield { kind: 'problem', problem }
    for (const logFile of logFiles) yield { kind: 'log-file', logFile }
  }

  open(uri: string): AsyncIterable<Uint8Array> {
    return createReadStream(uri, { highWaterMark: READ_BYTES })
  }

  expect(): void {
    // A disk answers at once.
  }

  metadata(uri: string): Promise<FileMetadata | null> {
    return readSideFile(uri)
  }
}

const READ_BYTES = 1024 * 1024
