/** A file for a bucket, as it is put there. */
export interface PutFile {
  readonly bucket: string
  readonly key: string
  readonly bytes: Uint8Array
  readonly metadata: Readonly<Record<string, string>>
  /** The ARN of the trail. */
  readonly trailArn: string
  /** The ARN of the key to encrypt it with; null for the bucket's own encryption. */
  readonly kmsKeyId: string | null
}

/** Why a file could not be put. */
export interface PutFailure {
  /** As the trail's status has it: `AccessDenied`, `NoSuchBucket`. */
  readonly code: string
  /** For people. */
  readonly message: string
}

/** Where the buckets of trails are. */
export interface Destination {
  /**
   * Puts files one after another, and gives the failure of each that could not be put, null for the
   * others. Rejects if nothing can be said of any of them.
   */
  readonly put: (files: readonly PutFile[]) => Promise<readonly (PutFailure | null)[]>
}

/** Buckets that are not those of the simulated account. */
export interface OtherBuckets extends Destination {
  /** The address of their server, or the folder they are in. */
  readonly place: string
  /** Why nothing can be put into a bucket; null if it is there. */
  readonly check: (bucket: string) => Promise<PutFailure | null>
}
