/** A request to the AWS endpoint, as it came over HTTP. */
export interface AwsRequest {
  readonly method: string
  /** The path with its escapes: `/bucket/a%20key`. */
  readonly path: string
  /** Without the question mark; empty if there is none. */
  readonly query: string
  readonly headers: Headers
  readonly body: Uint8Array
}

export interface AwsResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | string
}

/** The end of a scope in a signature of version 4: who, where and to which service. */
export interface CredentialScope {
  readonly accessKeyId: string
  readonly region: string
  /** As clients sign: `ec2`, `s3`, `secretsmanager`. */
  readonly service: string
  readonly sessionToken: string | null
}
