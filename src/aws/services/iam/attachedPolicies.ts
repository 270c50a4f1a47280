import {
  AttachGroupPolicy$,
  AttachRolePolicy$,
  AttachUserPolicy$,
  DetachGroupPolicy$,
  DetachRolePolicy$,
  DetachUserPolicy$,
  ListAttachedGroupPolicies$,
  ListAttachedRolePolicies$,
  ListAttachedUserPolicies$,
  ListEntitiesForPolicy$,
} from '@aws-sdk/client-iam'
import type {
  AttachedPolicy,
  ListEntitiesForPolicyRequest,
  ListEntitiesForPolicyResponse,
} from '@aws-sdk/client-iam'
import { checkInput } from '../../constraints.ts'
import { operation, type Operation } from '../../operation.ts'
import { documentOf } from '../../principals/policies.ts'
import type { StaticOperationSchema } from '@smithy/types'
import { noSuch } from './entities.ts'
import {
  changeableHolderOf,
  exceeded,
  holderOf,
  ofHolder,
  titled,
  type HolderInput,
  type HolderKind,
} from './holders.ts'
import type { Permissions } from './iamState.ts'
import { inPath, pageOf, type PageInput } from './paging.ts'

type AttachmentInput = HolderInput & { readonly PolicyArn?: string | undefined }

interface AttachedPolicies {
  readonly AttachedPolicies: AttachedPolicy[]
  readonly IsTruncated: boolean
}

const MOST = 10

function attach(schema: StaticOperationSchema, kind: HolderKind): Operation {
  return operation<AttachmentInput, void>(
    schema,
    ({ PolicyArn = '', ...input }, context) => {
      checkInput([['policyArn', PolicyArn, { length: [20, 2048] }]])
      const holder = changeableHolderOf(context, kind, input)
      if (documentOf(context.state.iam, PolicyArn) === undefined)
        noSuch(`Policy ${PolicyArn} does not exist or is not attachable.`)
      if (holder.attachedPolicies.includes(PolicyArn)) return
      if (holder.attachedPolicies.length >= MOST)
        exceeded(`Cannot exceed quota for PoliciesPer${titled(kind)}: ${MOST}`)
      holder.attachedPolicies.push(PolicyArn)
    },
    ofHolder(kind),
  )
}

function detach(schema: StaticOperationSchema, kind: HolderKind): Operation {
  return operation<AttachmentInput, void>(
    schema,
    ({ PolicyArn = '', ...input }, context) => {
      const holder = changeableHolderOf(context, kind, input)
      if (!holder.attachedPolicies.includes(PolicyArn)) noSuch(`Policy ${PolicyArn} was not found.`)
      holder.attachedPolicies = holder.attachedPolicies.filter((arn) => arn !== PolicyArn)
    },
    ofHolder(kind),
  )
}

function list(schema: StaticOperationSchema, kind: HolderKind): Operation {
  return operation<HolderInput & PageInput & { readonly PathPrefix?: string | undefined }, AttachedPolicies>(
    schema,
    ({ PathPrefix = '/', ...input }, context) => {
      const attached = holderOf(context, kind, input).attachedPolicies.filter((arn) =>
        arn.slice(arn.indexOf('/')).startsWith(PathPrefix),
      )
      const { items, ...rest } = pageOf(attached, (arn) => arn, input)
      return {
        AttachedPolicies: items.map((PolicyArn) => ({
          PolicyName: PolicyArn.slice(PolicyArn.lastIndexOf('/') + 1),
          PolicyArn,
        })),
        ...rest,
      }
    },
    ofHolder(kind),
  )
}

/** All at once: an entity has few policies, and an account few entities. */
const listEntities = operation<ListEntitiesForPolicyRequest, ListEntitiesForPolicyResponse>(
  ListEntitiesForPolicy$,
  ({ PolicyArn = '', EntityFilter, PathPrefix }, { state }) => {
    const { iam } = state
    if (documentOf(iam, PolicyArn) === undefined) noSuch(`Policy ${PolicyArn} was not found.`)
    const holdersIn = <T extends Permissions & { readonly path: string }>(
      kind: 'User' | 'Role' | 'Group',
      all: Readonly<Record<string, T>>,
    ) =>
      EntityFilter === undefined || EntityFilter === kind
        ? inPath(all, PathPrefix).filter(({ attachedPolicies }) => attachedPolicies.includes(PolicyArn))
        : []
    return {
      PolicyUsers: holdersIn('User', iam.users).map(({ userName, userId }) => ({
        UserName: userName,
        UserId: userId,
      })),
      PolicyRoles: holdersIn('Role', iam.roles).map(({ roleName, roleId }) => ({
        RoleName: roleName,
        RoleId: roleId,
      })),
      PolicyGroups: holdersIn('Group', iam.groups).map(({ groupName, groupId }) => ({
        GroupName: groupName,
        GroupId: groupId,
      })),
      IsTruncated: false,
    }
  },
  { resource: ({ PolicyArn = '' }) => PolicyArn },
)

export const ATTACHED_POLICIES: readonly Operation[] = [
  attach(AttachUserPolicy$, 'user'),
  attach(AttachRolePolicy$, 'role'),
  attach(AttachGroupPolicy$, 'group'),
  detach(DetachUserPolicy$, 'user'),
  detach(DetachRolePolicy$, 'role'),
  detach(DetachGroupPolicy$, 'group'),
  list(ListAttachedUserPolicies$, 'user'),
  list(ListAttachedRolePolicies$, 'role'),
  list(ListAttachedGroupPolicies$, 'group'),
  listEntities,
]
