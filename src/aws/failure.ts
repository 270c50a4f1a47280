/**
 * A failure as AWS documents it, to be thrown by operations. `code` is the one on the wire
 * (`NoSuchEntity`, `InvalidInstanceID.NotFound`, `TrailNotFoundException`), which is also the
 * record's errorCode unless `recordedCode` says otherwise (EC2 records `Client.` before it).
 */
export class AwsFailure extends Error {
  readonly code: string
  readonly status: number
  /** Further members of the answer, by their names in the schema. */
  readonly members: Readonly<Record<string, unknown>>
  /** Further headers of the answer: `x-amz-bucket-region`. */
  readonly headers: Readonly<Record<string, string>>

  constructor(
    code: string,
    message: string,
    status = 400,
    members: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message)
    this.name = code
    this.code = code
    this.status = status
    this.members = members
    this.headers = headers
  }
}
