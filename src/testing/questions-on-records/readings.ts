import { CHANGES } from './changes.ts'
import { DATA } from './data.ts'
import { IDENTITIES } from './identities.ts'
import { NETWORK } from './network.ts'
import type { Reading } from './plainRecord.ts'
import { ROLES } from './roles.ts'
import { SIGN_IN } from './signIn.ts'
import { TRACES } from './traces.ts'
import { UNUSUAL } from './unusual.ts'

/** What each query of sql/questions should give, in plain code: docs/cloudtrail.md#common-questions */
export const READINGS: Readonly<Record<string, Reading>> = {
  ...CHANGES,
  ...SIGN_IN,
  ...IDENTITIES,
  ...ROLES,
  ...NETWORK,
  ...TRACES,
  ...DATA,
  ...UNUSUAL,
}
