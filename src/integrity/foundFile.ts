import type { DigestFile } from './digestFile.ts'

/** What was found of a file in the place that is validated. */
export interface FoundFile {
  /** `s3://BUCKET/KEY`, or a path on this machine. */
  readonly uri: string
  /** For people: its location below what was given. */
  readonly name: string
  /** By its name, or else by its content. */
  readonly kind: 'log-file' | 'digest' | 'other'
  /** Of its content, decompressed; null if it cannot be read. */
  readonly sha256: string | null
  /** Why it cannot be read, in a sentence; null if it can. */
  readonly problem: string | null
  /** Null if it is no digest file, or one that cannot be read. */
  readonly digest: DigestFile | null
  /** Of a digest file, as the place keeps it beside the file; null if it keeps none. */
  readonly signature: string | null
}
