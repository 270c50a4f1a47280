import type { LogFileChoice } from './logFileChoice.ts'
import type { S3Place } from './s3/s3Place.ts'

/** A log file that can be read. */
export interface LogFile {
  /**
   * Identifies it across all sources and from one start to the next: the absolute path of a local
   * file, otherwise a URI with a scheme. null for an upload, which cannot be named again.
   */
  readonly uri: string | null
  /** For people: the path inside the given folder, with slashes, or the file's own name. */
  readonly name: string
  /** In bytes, as stored; 0 for an upload, whose size is only known at its end. */
  readonly size: number
  /**
   * When its content last changed, according to its source. Together with `size` it shows whether
   * the log file was loaded before.
   */
  readonly modifiedMs: number
}

export interface ListedLogFile extends LogFile {
  readonly uri: string
}

/** Something given or found that cannot be read as a log file. `reason` is a sentence. */
export interface ListingProblem {
  readonly uri: string
  readonly reason: string
}

export type Listed =
  | { readonly kind: 'log-file'; readonly logFile: ListedLogFile }
  | { readonly kind: 'problem'; readonly problem: ListingProblem }
  /** There are digest files that the list leaves out: said once, however many they are. */
  | { readonly kind: 'digest-files' }

/** Where log files come from. */
export interface LogFileSource {
  /** Describes the same source for another thread: see `sourceOf`. */
  readonly spec: SourceSpec
  /** Every log file once, roughly in the order of their events, and what cannot be read. */
  list(signal: AbortSignal, say?: SayWaiting): AsyncIterable<Listed>
  /** The bytes of a listed log file, as stored. Throws if they cannot be read. */
  open(uri: string, say?: SayWaiting): AsyncIterable<Uint8Array>
  /**
   * These will be opened next, in this order: a source whose answers take a while may ask for them
   * already.
   */
  expect(uris: readonly string[]): void
  /**
   * What the place keeps beside a listed file, by lower-case names such as `signature`: the user
   * metadata of an object. null if it keeps nothing.
   */
  metadata(uri: string): Promise<FileMetadata | null>
}

export type FileMetadata = Readonly<Record<string, string>>

/** Hears in a sentence what a source is busy with or waits for, such as an endpoint that does not answer; null when it goes on. */
export type SayWaiting = (sentence: string | null) => void

/** A source in a form that can be sent to a thread. */
export type SourceSpec =
  | LocalFilesSpec
  | S3Spec
  | { readonly kind: 'several'; readonly sources: readonly SourceSpec[] }

export interface S3Spec {
  readonly kind: 's3'
  readonly places: readonly S3Place[]
  /** null for AWS's own, or what the environment says. */
  readonly endpointURL: string | null
  readonly choice: LogFileChoice
  /** Whether digest files are listed like log files: loading does not need them, validation does. */
  readonly hasDigestFiles: boolean
}

export interface LocalFilesSpec {
  readonly kind: 'local-files'
  /** Absolute paths of files and folders. */
  readonly paths: readonly string[]
  /** Those that a pattern found, in addition. */
  readonly found: readonly FoundPath[]
}

/** A file or folder that was found, rather than given by its own path. */
export interface FoundPath {
  /** Absolute. */
  readonly path: string
  /** The folder that was searched: its links are only followed within it, and names start there. */
  readonly within: string
}
