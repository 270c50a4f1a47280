/** What is not as it was written, and where. */
export interface BundleFault {
  /** The name of a part, or of the directory of the zip. */
  readonly part: string
  /** In a sentence. */
  readonly reason: string
}
