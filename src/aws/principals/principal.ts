import type { JsonObject } from '../../account/json.ts'

/** Who signed a request. */
export interface Principal {
  readonly kind: 'user' | 'role' | 'federated' | 'root' | 'anonymous'
  readonly arn: string
  /** As GetCallerIdentity gives it: `AIDA…`, `AROA…:session`. */
  readonly userId: string
  /** The userIdentity of the record. */
  readonly identity: JsonObject
  readonly accessKeyId: string
  /** Empty for a key that the account does not know. */
  readonly secretAccessKey: string
  /** Whether its credentials are those of a session, which the account made with their secret. */
  readonly isTemporary: boolean
  /** The IAM user, also of a session that one asked for; null for roles and the root user. */
  readonly userName: string | null
  readonly roleName: string | null
  /** Policy documents, one of which has to allow what the permissions allow; null for no limit. */
  readonly sessionPolicies: readonly string[] | null
  readonly sourceIdentity: string | null
}
