import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import { arnOf, checkModifiable, groupNamed, roleNamed, userNamed } from './entities.ts'
import type { Permissions } from './iamState.ts'

/** What policies can be attached to and put in. */
export type HolderKind = 'user' | 'role' | 'group'

/** One of the three is given, as the operation has it. */
export interface HolderInput {
  readonly UserName?: string | undefined
  readonly RoleName?: string | undefined
  readonly GroupName?: string | undefined
}

export function nameOf({ UserName, RoleName, GroupName }: HolderInput): string {
  return UserName ?? RoleName ?? GroupName ?? ''
}

export function holderOf(context: CallContext, kind: HolderKind, input: HolderInput): Permissions {
  const name = nameOf(input)
  if (kind === 'user') return userNamed(context, name)
  return kind === 'role' ? roleNamed(context, name) : groupNamed(context, name)
}

/** Throws for a role that AWS alone may change. */
export function changeableHolderOf(context: CallContext, kind: HolderKind, input: HolderInput): Permissions {
  if (kind === 'role') checkModifiable(roleNamed(context, nameOf(input)))
  return holderOf(context, kind, input)
}

export function ofHolder(kind: HolderKind) {
  return { resource: (input: HolderInput, context: CallContext) => arnOf(context, kind, nameOf(input)) }
}

/** `User`, as quotas and messages have it. */
export function titled(kind: HolderKind): string {
  return kind.charAt(0).toUpperCase() + kind.slice(1)
}

export function exceeded(message: string): never {
  throw new AwsFailure('LimitExceeded', message, 409)
}
