import type { JsonObject } from '../../account/json.ts'

/** Who signed a request. */
export interface Principal {
  readonly kind: 'user' | 'role' | 'federated' | 'root'
  readonly arn: string
  /** As GetCallerIdentity gives it: `AIDA…`, `AROA…:session`. */
  readonly userId: string
  /** The userIdentity of the record. */
  readonly identity: JsonObject
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Whether its credentials are those of a session, which the account made with their secret. */
  readonly isTemporary: boolean
  /** The IAM user, also of a session that one asked for; null for roles and the root user. */
  readonly userName: string | null
  readonly roleName: string | null
  /** A session policy, which permissions have to be in as well. */
  readonly sessionPolicy: string | null
  readonly sourceIdentity: string | null
}
