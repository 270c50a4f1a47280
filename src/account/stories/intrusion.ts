import type { Role } from '../caller.ts'
import type { ServiceUser } from '../resources.ts'

/** The user and the role that the intruder used. */
export interface Intrusion {
  readonly user: ServiceUser
  readonly role: Role
}
