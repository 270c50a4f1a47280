import {
  DeleteGroupPolicy$,
  DeleteRolePolicy$,
  DeleteUserPolicy$,
  GetGroupPolicy$,
  GetRolePolicy$,
  GetUserPolicy$,
  ListGroupPolicies$,
  ListRolePolicies$,
  ListUserPolicies$,
  PutGroupPolicy$,
  PutRolePolicy$,
  PutUserPolicy$,
} from '@aws-sdk/client-iam'
import { entryOf, setEntry } from '../../entries.ts'
import { AwsFailure } from '../../failure.ts'
import { operation, type Operation } from '../../operation.ts'
import { faultOfPolicy } from '../../principals/policyDocument.ts'
import type { StaticOperationSchema } from '@smithy/types'
import { noSuch } from './entities.ts'
import {
  changeableHolderOf,
  exceeded,
  holderOf,
  nameOf,
  ofHolder,
  type HolderInput,
  type HolderKind,
} from './holders.ts'
import { checkName, escapedDocument } from './names.ts'
import { pageOf, type PageInput } from './paging.ts'

type PolicyInput = HolderInput & {
  readonly PolicyName?: string | undefined
  readonly PolicyDocument?: string | undefined
}

/** Characters of all inline policies of one, without white space. */
const LARGEST: Readonly<Record<HolderKind, number>> = { user: 2048, role: 10_240, group: 5120 }

function put(schema: StaticOperationSchema, kind: HolderKind): Operation {
  return operation<PolicyInput, void>(
    schema,
    ({ PolicyName = '', PolicyDocument = '', ...input }, context) => {
      checkName('policyName', PolicyName, 128)
      const { inlinePolicies } = changeableHolderOf(context, kind, input)
      const fault = faultOfPolicy(PolicyDocument, 'permissions')
      if (fault !== null) throw new AwsFailure('MalformedPolicyDocument', fault)
      const others = Object.entries(inlinePolicies).filter(([name]) => name !== PolicyName)
      const size = [PolicyDocument, ...others.map(([, document]) => document)]
        .join('')
        .replaceAll(/\s/g, '').length
      if (size > LARGEST[kind])
        exceeded(`Maximum policy size of ${LARGEST[kind]} bytes exceeded for ${kind} ${nameOf(input)}`)
      setEntry(inlinePolicies, PolicyName, PolicyDocument)
    },
    ofHolder(kind),
  )
}

function get(schema: StaticOperationSchema, kind: HolderKind): Operation {
  return operation<PolicyInput, object>(
    schema,
    ({ PolicyName = '', ...input }, context) => {
      const document = entryOf(holderOf(context, kind, input).inlinePolicies, PolicyName)
      if (document === undefined) return noSuchPolicy(kind, PolicyName)
      const { UserName, RoleName, GroupName } = input
      return { UserName, RoleName, GroupName, PolicyName, PolicyDocument: escapedDocument(document) }
    },
    ofHolder(kind),
  )
}

function remove(schema: StaticOperationSchema, kind: HolderKind): Operation {
  return operation<PolicyInput, void>(
    schema,
    ({ PolicyName = '', ...input }, context) => {
      const { inlinePolicies } = changeableHolderOf(context, kind, input)
      if (!Object.hasOwn(inlinePolicies, PolicyName)) noSuchPolicy(kind, PolicyName)
      delete inlinePolicies[PolicyName]
    },
    ofHolder(kind),
  )
}

function list(schema: StaticOperationSchema, kind: HolderKind): Operation {
  return operation<HolderInput & PageInput, object>(
    schema,
    (input, context) => {
      const names = Object.keys(holderOf(context, kind, input).inlinePolicies)
      const { items, ...rest } = pageOf(names, (name) => name, input)
      return { PolicyNames: items, ...rest }
    },
    ofHolder(kind),
  )
}

function noSuchPolicy(kind: HolderKind, name: string): never {
  return noSuch(`The ${kind} policy with name ${name} cannot be found.`)
}

export const INLINE_POLICIES: readonly Operation[] = [
  put(PutUserPolicy$, 'user'),
  put(PutRolePolicy$, 'role'),
  put(PutGroupPolicy$, 'group'),
  get(GetUserPolicy$, 'user'),
  get(GetRolePolicy$, 'role'),
  get(GetGroupPolicy$, 'group'),
  remove(DeleteUserPolicy$, 'user'),
  remove(DeleteRolePolicy$, 'role'),
  remove(DeleteGroupPolicy$, 'group'),
  list(ListUserPolicies$, 'user'),
  list(ListRolePolicies$, 'role'),
  list(ListGroupPolicies$, 'group'),
]
