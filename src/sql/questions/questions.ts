import { CHANGES } from './changes.ts'
import { DATA } from './data.ts'
import { IDENTITIES } from './identities.ts'
import { NETWORK } from './network.ts'
import type { SqlQuestion } from './question.ts'
import { ROLES } from './roles.ts'
import { SIGN_IN } from './signIn.ts'
import { TRACES } from './traces.ts'
import { UNUSUAL } from './unusual.ts'

/** By topic, in the order of the presets: docs/cloudtrail.md#common-questions */
export const SQL_QUESTIONS: readonly SqlQuestion[] = [
  ...CHANGES,
  ...SIGN_IN,
  ...IDENTITIES,
  ...ROLES,
  ...NETWORK,
  ...TRACES,
  ...DATA,
  ...UNUSUAL,
]
