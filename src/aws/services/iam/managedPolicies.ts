import {
  CreatePolicy$,
  DeletePolicy$,
  GetPolicy$,
  GetPolicyVersion$,
  ListPolicies$,
  ListPolicyVersions$,
} from '@aws-sdk/client-iam'
import type {
  CreatePolicyRequest,
  CreatePolicyResponse,
  DeletePolicyRequest,
  GetPolicyRequest,
  GetPolicyResponse,
  GetPolicyVersionRequest,
  GetPolicyVersionResponse,
  ListPoliciesRequest,
  ListPoliciesResponse,
  ListPolicyVersionsRequest,
  ListPolicyVersionsResponse,
  Policy,
} from '@aws-sdk/client-iam'
import { Chance } from '../../../account/chance.ts'
import { uniqueId } from '../../../account/identifiers.ts'
import type { CallContext } from '../../callContext.ts'
import { checkInput } from '../../constraints.ts'
import { entryOf } from '../../entries.ts'
import { AwsFailure } from '../../failure.ts'
import { operation, type Operation } from '../../operation.ts'
import {
  AWS_POLICY,
  awsManagedPolicies,
  awsManagedPolicy,
  type AwsManagedPolicy,
} from '../../principals/awsManagedPolicies.ts'
import { faultOfPolicy } from '../../principals/policyDocument.ts'
import { dateOf, noSuch, tagsOf } from './entities.ts'
import type { IamState, ManagedPolicy } from './iamState.ts'
import { checkName, checkPath, escapedDocument, isTaken } from './names.ts'
import { pageOf } from './paging.ts'
import { taggedWith } from './tags.ts'

const LARGEST = 6144
/** When AWS made its managed policies: most of them, and for all of them here. */
const AWS_CREATED = Date.UTC(2015, 1, 6, 18, 39, 46)
/** Policies have one version here. */
const VERSION = 'v1'

const ofPolicy = { resource: ({ PolicyArn = '' }: { PolicyArn: string | undefined }) => PolicyArn }

const createPolicy = operation<CreatePolicyRequest, CreatePolicyResponse>(
  CreatePolicy$,
  ({ PolicyName = '', Path, PolicyDocument = '', Description, Tags }, { account, chance, nowMs, state }) => {
    checkName('policyName', PolicyName, 128)
    checkPath(Path)
    checkInput([['description', Description, { length: [0, 1000] }]])
    const fault = faultOfPolicy(PolicyDocument, 'permissions')
    if (fault !== null) throw new AwsFailure('MalformedPolicyDocument', fault)
    if (PolicyDocument.replaceAll(/\s/g, '').length > LARGEST)
      throw new AwsFailure('LimitExceeded', `Cannot exceed quota for PolicySize: ${LARGEST}`, 409)
    const names = Object.fromEntries(
      Object.values(state.iam.policies).map((policy) => [policy.policyName, policy]),
    )
    if (isTaken(names, PolicyName))
      throw new AwsFailure(
        'EntityAlreadyExists',
        `A policy called ${PolicyName} already exists. Duplicate names are not allowed.`,
        409,
      )
    const path = Path ?? '/'
    const policy: ManagedPolicy = {
      policyName: PolicyName,
      arn: `arn:aws:iam::${account.accountId}:policy${path}${PolicyName}`,
      path,
      policyId: uniqueId(chance, 'ANPA'),
      description: Description ?? '',
      document: PolicyDocument,
      createdMs: nowMs,
      tags: taggedWith({}, Tags),
    }
    state.iam.policies[policy.arn] = policy
    return { Policy: { ...policyElement(state.iam, policy), ...tagsOf(policy.tags) } }
  },
  {
    resource: ({ PolicyName = '', Path = '/' }, { account }) =>
      `arn:aws:iam::${account.accountId}:policy${Path}${PolicyName}`,
  },
)

const getPolicy = operation<GetPolicyRequest, GetPolicyResponse>(
  GetPolicy$,
  ({ PolicyArn = '' }, context) => {
    const policy = policyWith(context, PolicyArn)
    return {
      Policy: {
        ...policyElement(context.state.iam, policy),
        ...(policy.description !== '' && { Description: policy.description }),
        Tags: tagsOf(policy.tags).Tags ?? [],
      },
    }
  },
  ofPolicy,
)

const getPolicyVersion = operation<GetPolicyVersionRequest, GetPolicyVersionResponse>(
  GetPolicyVersion$,
  ({ PolicyArn = '', VersionId = '' }, context) => {
    const policy = policyWith(context, PolicyArn)
    if (VersionId !== VERSION)
      noSuch(`Policy ${PolicyArn} version ${VersionId} does not exist or is not attachable.`)
    return {
      PolicyVersion: {
        Document: escapedDocument(policy.document),
        VersionId: VERSION,
        IsDefaultVersion: true,
        CreateDate: dateOf(policy.createdMs),
      },
    }
  },
  ofPolicy,
)

const listPolicyVersions = operation<ListPolicyVersionsRequest, ListPolicyVersionsResponse>(
  ListPolicyVersions$,
  ({ PolicyArn = '' }, context) => {
    const { createdMs } = policyWith(context, PolicyArn)
    return {
      Versions: [{ VersionId: VERSION, IsDefaultVersion: true, CreateDate: dateOf(createdMs) }],
      IsTruncated: false,
    }
  },
  ofPolicy,
)

const listPolicies = operation<ListPoliciesRequest, ListPoliciesResponse>(
  ListPolicies$,
  ({ Scope = 'All', OnlyAttached, PathPrefix = '/', PolicyUsageFilter, ...page }, { state }) => {
    const { iam } = state
    const policies = [
      ...(Scope === 'AWS' ? [] : Object.values(iam.policies)),
      ...(Scope === 'Local' ? [] : awsManagedPolicies().map(ofAws)),
    ].filter(
      ({ arn, path }) =>
        path.startsWith(PathPrefix) &&
        (OnlyAttached !== true || attachmentsOf(iam, arn) > 0) &&
        (PolicyUsageFilter === undefined ||
          (PolicyUsageFilter === 'PermissionsBoundary' ? boundariesOf(iam, arn) : attachmentsOf(iam, arn)) >
            0),
    )
    const { items, ...rest } = pageOf(policies, ({ arn }) => arn, page)
    return { Policies: items.map((policy) => policyElement(iam, policy)), ...rest }
  },
  { resource: (_input, { account }) => `arn:aws:iam::${account.accountId}:policy/` },
)

const deletePolicy = operation<DeletePolicyRequest, void>(
  DeletePolicy$,
  ({ PolicyArn = '' }, context) => {
    const { iam } = context.state
    policyWith(context, PolicyArn)
    if (PolicyArn.startsWith(AWS_POLICY))
      throw new AwsFailure('AccessDenied', `Cannot delete the policy ${PolicyArn}, which AWS keeps.`, 403)
    if (attachmentsOf(iam, PolicyArn) + boundariesOf(iam, PolicyArn) > 0)
      throw new AwsFailure('DeleteConflict', 'Cannot delete a policy attached to entities.', 409)
    delete iam.policies[PolicyArn]
  },
  ofPolicy,
)

/** Throws NoSuchEntity if neither AWS nor the account has it. */
function policyWith({ state }: CallContext, arn: string): ManagedPolicy {
  checkInput([['policyArn', arn, { length: [20, 2048] }]])
  const aws = awsManagedPolicy(arn)
  const policy = aws === undefined ? entryOf(state.iam.policies, arn) : ofAws(aws)
  return policy ?? noSuch(`Policy ${arn} was not found.`)
}

function ofAws(policy: AwsManagedPolicy): ManagedPolicy {
  const policyId = uniqueId(new Chance(policy.arn), 'ANPA')
  return { ...policy, policyId, createdMs: AWS_CREATED, tags: {} }
}

function policyElement(iam: IamState, policy: ManagedPolicy): Policy {
  return {
    PolicyName: policy.policyName,
    PolicyId: policy.policyId,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: VERSION,
    AttachmentCount: attachmentsOf(iam, policy.arn),
    PermissionsBoundaryUsageCount: boundariesOf(iam, policy.arn),
    IsAttachable: true,
    CreateDate: dateOf(policy.createdMs),
    UpdateDate: dateOf(policy.createdMs),
  }
}

function attachmentsOf({ users, roles, groups }: IamState, arn: string): number {
  const entities = [users, roles, groups].flatMap((all) => Object.values(all))
  return entities.filter(({ attachedPolicies }) => attachedPolicies.includes(arn)).length
}

function boundariesOf({ users, roles }: IamState, arn: string): number {
  const entities = [...Object.values(users), ...Object.values(roles)]
  return entities.filter(({ permissionsBoundary }) => permissionsBoundary === arn).length
}

export const MANAGED_POLICIES: readonly Operation[] = [
  createPolicy,
  getPolicy,
  getPolicyVersion,
  listPolicyVersions,
  listPolicies,
  deletePolicy,
]
