import { putObject } from './buckets.ts'
import { stopDatabase } from './databases.ts'
import { tryDenied } from './denials.ts'
import type { Exercise } from './exercise.ts'
import { readFunction } from './functions.ts'
import { stopInstance, terminateInstance } from './instances.ts'
import { lookUp } from './lookups.ts'
import { assumeRole } from './roles.ts'
import { readSecret } from './secrets.ts'
import { openSecurityGroup } from './securityGroups.ts'
import { createTrail } from './trails.ts'
import { createUser } from './users.ts'

/** In the order of the page: the easiest first. */
export const EXERCISES: readonly Exercise[] = [
  stopInstance,
  terminateInstance,
  stopDatabase,
  createUser,
  assumeRole,
  tryDenied,
  openSecurityGroup,
  putObject,
  readFunction,
  readSecret,
  createTrail,
  lookUp,
]
