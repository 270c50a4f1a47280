import {
  CreateRole$,
  DeleteRole$,
  GetRole$,
  ListRoles$,
  TagRole$,
  UpdateAssumeRolePolicy$,
  UpdateRole$,
} from '@aws-sdk/client-iam'
import type {
  CreateRoleRequest,
  CreateRoleResponse,
  DeleteRoleRequest,
  GetRoleRequest,
  GetRoleResponse,
  ListRolesRequest,
  ListRolesResponse,
  Role,
  TagRoleRequest,
  UpdateAssumeRolePolicyRequest,
  UpdateRoleRequest,
  UpdateRoleResponse,
} from '@aws-sdk/client-iam'
import { uniqueId } from '../../../account/identifiers.ts'
import type { CallContext } from '../../callContext.ts'
import { checkInput, type Constraint } from '../../constraints.ts'
import { setEntry } from '../../entries.ts'
import { AwsFailure } from '../../failure.ts'
import { operation, type Operation } from '../../operation.ts'
import { faultOfPolicy } from '../../principals/policyDocument.ts'
import { arnOf, boundaryNamed, checkModifiable, roleElement, roleNamed } from './entities.ts'
import type { IamRole } from './iamState.ts'
import { checkName, checkPath, isTaken } from './names.ts'
import { inPath, pageOf } from './paging.ts'
import { taggedWith } from './tags.ts'

const MAX_SESSION: Constraint = { range: [3600, 43_200] }
const ofRole = {
  resource: ({ RoleName = '' }: { RoleName: string | undefined }, context: CallContext) =>
    arnOf(context, 'role', RoleName),
}

const createRole = operation<CreateRoleRequest, CreateRoleResponse>(
  CreateRole$,
  (input, context) => {
    const { RoleName = '', Path, AssumeRolePolicyDocument = '', MaxSessionDuration } = input
    const { account, chance, nowMs, state } = context
    checkName('roleName', RoleName, 64)
    checkPath(Path)
    checkInput([
      ['maxSessionDuration', MaxSessionDuration, MAX_SESSION],
      ['description', input.Description, { length: [0, 1000] }],
    ])
    checkTrustPolicy(AssumeRolePolicyDocument)
    if (isTaken(state.iam.roles, RoleName))
      throw new AwsFailure('EntityAlreadyExists', `Role with name ${RoleName} already exists.`, 409)
    const path = Path ?? '/'
    const role: IamRole = {
      roleName: RoleName,
      path,
      roleId: uniqueId(chance, 'AROA'),
      arn: `arn:aws:iam::${account.accountId}:role${path}${RoleName}`,
      createdMs: nowMs,
      description: input.Description ?? '',
      assumeRolePolicy: AssumeRolePolicyDocument,
      maxSessionSeconds: MaxSessionDuration ?? 3600,
      tags: taggedWith({}, input.Tags),
      attachedPolicies: [],
      inlinePolicies: {},
      permissionsBoundary: boundaryNamed(context, input.PermissionsBoundary),
    }
    setEntry(state.iam.roles, RoleName, role)
    return { Role: roleElement(role) }
  },
  { resource: ({ RoleName = '', Path }, context) => arnOf(context, 'role', RoleName, Path) },
)

const getRole = operation<GetRoleRequest, GetRoleResponse>(
  GetRole$,
  ({ RoleName = '' }, context) => ({ Role: wholeRole(roleNamed(context, RoleName)) }),
  ofRole,
)

const listRoles = operation<ListRolesRequest, ListRolesResponse>(
  ListRoles$,
  ({ PathPrefix, ...page }, { state }) => {
    const { items, ...rest } = pageOf(inPath(state.iam.roles, PathPrefix), ({ roleName }) => roleName, page)
    return { Roles: items.map((role) => wholeRole({ ...role, tags: {} })), ...rest }
  },
  { resource: (_input, context) => arnOf(context, 'role', '') },
)

const updateRole = operation<UpdateRoleRequest, UpdateRoleResponse>(
  UpdateRole$,
  ({ RoleName = '', Description, MaxSessionDuration }, context) => {
    const role = roleNamed(context, RoleName)
    checkModifiable(role)
    checkInput([
      ['maxSessionDuration', MaxSessionDuration, MAX_SESSION],
      ['description', Description, { length: [0, 1000] }],
    ])
    role.description = Description ?? role.description
    role.maxSessionSeconds = MaxSessionDuration ?? role.maxSessionSeconds
    return {}
  },
  ofRole,
)

const updateAssumeRolePolicy = operation<UpdateAssumeRolePolicyRequest, void>(
  UpdateAssumeRolePolicy$,
  ({ RoleName = '', PolicyDocument = '' }, context) => {
    const role = roleNamed(context, RoleName)
    checkModifiable(role)
    checkTrustPolicy(PolicyDocument)
    role.assumeRolePolicy = PolicyDocument
  },
  ofRole,
)

const tagRole = operation<TagRoleRequest, void>(
  TagRole$,
  ({ RoleName = '', Tags }, context) => {
    const role = roleNamed(context, RoleName)
    checkModifiable(role)
    role.tags = taggedWith(role.tags, Tags)
  },
  ofRole,
)

const deleteRole = operation<DeleteRoleRequest, void>(
  DeleteRole$,
  ({ RoleName = '' }, context) => {
    const role = roleNamed(context, RoleName)
    checkModifiable(role)
    if (role.attachedPolicies.length > 0)
      throw new AwsFailure('DeleteConflict', 'Cannot delete entity, must detach all policies first.', 409)
    if (Object.keys(role.inlinePolicies).length > 0)
      throw new AwsFailure('DeleteConflict', 'Cannot delete entity, must delete policies first.', 409)
    delete context.state.iam.roles[RoleName]
  },
  ofRole,
)

function wholeRole(role: IamRole): Role {
  return {
    ...roleElement(role),
    ...(role.description !== '' && { Description: role.description }),
    MaxSessionDuration: role.maxSessionSeconds,
  }
}

function checkTrustPolicy(document: string): void {
  const fault = faultOfPolicy(document, 'trust')
  if (fault !== null) throw new AwsFailure('MalformedPolicyDocument', fault)
}

export const ROLES: readonly Operation[] = [
  createRole,
  getRole,
  listRoles,
  updateRole,
  updateAssumeRolePolicy,
  tagRole,
  deleteRole,
]
