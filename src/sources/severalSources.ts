import type { FileMetadata, Listed, LogFileSource, SayWaiting, SourceSpec } from './logFileSource.ts'

/** Sources that are read as one: at most one of local files and one of S3, whose URIs tell them apart. */
export class SeveralSources implements LogFileSource {
  readonly spec: SourceSpec
  readonly #sources: readonly LogFileSource[]

  constructor(sources: readonly LogFileSource[]) {
    this.#sources = sources
    this.spec = { kind: 'several', sources: sources.map(({ spec }) => spec) }
  }

  async *list(signal: AbortSignal, say?: SayWaiting): AsyncGenerator<Listed> {
    for (const source of this.#sources) yield* source.list(signal, say)
  }

  open(uri: string, say?: SayWaiting): AsyncIterable<Uint8Array> {
    return this.#sourceOf(uri).open(uri, say)
  }

  expect(uris: readonly string[]): void {
    for (const source of this.#sources) source.expect(uris.filter((uri) => this.#sourceOf(uri) === source))
  }

  metadata(uri: string): Promise<FileMetadata | null> {
    return this.#sourceOf(uri).metadata(uri)
  }

  #sourceOf(uri: string): LogFileSource {
    const isInS3 = uri.startsWith('s3://')
    return this.#sources.find(({ spec }) => (spec.kind === 's3') === isInS3)!
  }
}
