/** Bytes by their SHA-256, kept beside the account's state. */
export interface Contents {
  /** Resolves to the key, once they would survive the end of the process. */
  readonly put: (bytes: Uint8Array) => Promise<string>
  /** Null if there are none. */
  readonly get: (key: string) => Promise<Uint8Array | null>
}
