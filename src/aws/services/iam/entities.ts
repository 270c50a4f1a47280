import type { AttachedPermissionsBoundary, Group, Role, Tag, User } from '@aws-sdk/client-iam'
import { SECOND } from '../../../account/times.ts'
import type { CallContext } from '../../callContext.ts'
import { entryOf } from '../../entries.ts'
import { AwsFailure } from '../../failure.ts'
import { documentOf } from '../../principals/policies.ts'
import type { IamGroup, IamRole, IamUser } from './iamState.ts'
import { escapedDocument } from './names.ts'

/** Throws NoSuchEntity, like the others, if there is none. */
export function userNamed({ state }: CallContext, name: string): IamUser {
  return entryOf(state.iam.users, name) ?? noSuch(`The user with name ${name} cannot be found.`)
}

export function roleNamed({ state }: CallContext, name: string): IamRole {
  return entryOf(state.iam.roles, name) ?? noSuch(`The role with name ${name} cannot be found.`)
}

export function groupNamed({ state }: CallContext, name: string): IamGroup {
  return entryOf(state.iam.groups, name) ?? noSuch(`The group with name ${name} cannot be found.`)
}

export function noSuch(message: string): never {
  throw new AwsFailure('NoSuchEntity', message, 404)
}

/** The user that a request is about: the caller, if it names none. */
export function userNameOf({ principal }: CallContext, given: string | undefined): string {
  if (given !== undefined) return given
  if (principal.kind === 'user' && principal.userName !== null) return principal.userName
  throw new AwsFailure('ValidationError', 'Must specify userName when calling with non-User credentials')
}

/** What AWS alone may change: roles of services and of IAM Identity Center. */
export function checkModifiable({ path, roleName }: IamRole): void {
  if (path.startsWith('/aws-service-role/') || path.startsWith('/aws-reserved/'))
    throw new AwsFailure(
      'UnmodifiableEntity',
      `Cannot perform the operation on the protected role '${roleName}' - this role is only modifiable by AWS`,
    )
}

/** The ARN of an entity for policies, of one that does not exist as well; with no name, of all. */
export function arnOf(
  { account, state }: CallContext,
  kind: 'user' | 'role' | 'group',
  name: string,
  path = '/',
): string {
  const entities: Readonly<Record<string, { readonly arn: string }>> = state.iam[`${kind}s`]
  return entryOf(entities, name)?.arn ?? `arn:aws:iam::${account.accountId}:${kind}${path}${name}`
}

/** For policies, the user that a request is about; whoever it is if that cannot be said. */
export function userArnOf(context: CallContext, given: string | undefined): string {
  return arnOf(context, 'user', given ?? context.principal.userName ?? '')
}

/** IAM knows times in whole seconds. */
export function dateOf(timeMs: number): Date {
  return new Date(timeMs - (timeMs % SECOND))
}

export function userElement(user: IamUser): User {
  return {
    Path: user.path,
    UserName: user.userName,
    UserId: user.userId,
    Arn: user.arn,
    CreateDate: dateOf(user.createdMs),
    ...boundaryOf(user.permissionsBoundary),
    ...tagsOf(user.tags),
  }
}

/** As CreateRole answers; others add to it. */
export function roleElement(role: IamRole): Role {
  return {
    Path: role.path,
    RoleName: role.roleName,
    RoleId: role.roleId,
    Arn: role.arn,
    CreateDate: dateOf(role.createdMs),
    AssumeRolePolicyDocument: escapedDocument(role.assumeRolePolicy),
    ...boundaryOf(role.permissionsBoundary),
    ...tagsOf(role.tags),
  }
}

export function groupElement(group: IamGroup): Group {
  return {
    Path: group.path,
    GroupName: group.groupName,
    GroupId: group.groupId,
    Arn: group.arn,
    CreateDate: dateOf(group.createdMs),
  }
}

/** No member at all if there are no tags, as AWS answers. */
export function tagsOf(tags: Readonly<Record<string, string>>): { Tags?: Tag[] } {
  const list = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
  return list.length === 0 ? {} : { Tags: list }
}

function boundaryOf(arn: string | null): { PermissionsBoundary?: AttachedPermissionsBoundary } {
  if (arn === null) return {}
  return { PermissionsBoundary: { PermissionsBoundaryType: 'Policy' as never, PermissionsBoundaryArn: arn } }
}

/** The boundary that a request asks for; null for none. Throws if there is no such policy. */
export function boundaryNamed({ state }: CallContext, arn: string | undefined): string | null {
  if (arn === undefined) return null
  if (documentOf(state.iam, arn) === undefined)
    noSuch(`Scope ARN: ${arn} does not exist or is not attachable.`)
  return arn
}
