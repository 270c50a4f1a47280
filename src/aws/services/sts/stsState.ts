import type { JsonObject } from '../../../account/json.ts'

/** Temporary credentials by their access key ID. */
export interface StsState {
  readonly sessions: Record<string, Session>
}

export interface Session {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
  readonly expiresMs: number
  /** The userIdentity of the records of its calls, with the whole chain that CloudTrail writes. */
  readonly identity: JsonObject
  readonly arn: string
  /** As GetCallerIdentity gives it: `AROA…:session`. */
  readonly userId: string
  /** Whose permissions it has. */
  readonly roleName: string | null
  readonly userName: string | null
  /** A session policy, which permissions have to be in as well. */
  readonly policy: string | null
  readonly sourceIdentity: string | null
}
