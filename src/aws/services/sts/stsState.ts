import type { JsonObject } from '../../../account/json.ts'

/** Temporary credentials by their access key ID. */
export interface StsState {
  readonly sessions: Record<string, Session>
}

export interface Session {
  readonly kind: 'user' | 'role' | 'federated'
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
  /** Policy documents, one of which has to allow what the permissions allow; null for no limit. */
  readonly sessionPolicies: readonly string[] | null
  readonly sourceIdentity: string | null
  readonly mfa: boolean
  /** Session tags that the roles assumed from it get as well. */
  readonly transitiveTags: Readonly<Record<string, string>>
}
