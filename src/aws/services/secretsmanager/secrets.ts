import {
  CreateSecret$,
  DeleteSecret$,
  DescribeSecret$,
  GetResourcePolicy$,
  ListSecrets$,
  RestoreSecret$,
  UpdateSecret$,
  type CreateSecretRequest,
  type CreateSecretResponse,
  type DeleteSecretRequest,
  type DeleteSecretResponse,
  type DescribeSecretRequest,
  type DescribeSecretResponse,
  type GetResourcePolicyRequest,
  type GetResourcePolicyResponse,
  type ListSecretsRequest,
  type ListSecretsResponse,
  type RestoreSecretRequest,
  type RestoreSecretResponse,
  type UpdateSecretRequest,
  type UpdateSecretResponse,
} from '@aws-sdk/client-secrets-manager'
import { elementTime } from '../../../account/times.ts'
import { AwsFailure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { pageOf } from '../../pages.ts'
import { checkLength, checkRange } from '../../validation.ts'
import { byCondition, meets } from './filters.ts'
import {
  findLiveSecret,
  findSecret,
  invalidParameter,
  invalidRequest,
  secretArnFor,
  secretArnPrefix,
  secretsHere,
} from './secretLookup.ts'
import type { Secret } from './secretsManagerState.ts'
import { checkTags } from './tags.ts'
import { addVersion, checkedValue, keyOfSecret } from './values.ts'

const DAY = 86_400_000
const DEFAULT_WINDOW = 30
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

const createSecret = operation<CreateSecretRequest, CreateSecretResponse>(
  CreateSecret$,
  (input, context) => {
    const name = input.Name!
    checkLength('name', name, 1, 512)
    if (!/^[\w/+=.@-]+$/.test(name))
      throw new AwsFailure(
        'ValidationException',
        'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
      )
    if (input.AddReplicaRegions !== undefined && input.AddReplicaRegions.length > 0)
      throw invalidParameter('The simulated account has no replicas of secrets: leave out AddReplicaRegions.')
    const before = secretsHere(context).find((secret) => secret.name === name)
    if (before?.deletion)
      throw invalidRequest(
        "You can't create this secret because a secret with this name is already scheduled for deletion.",
      )
    if (before !== undefined)
      throw new AwsFailure(
        'ResourceExistsException',
        `The operation failed because the secret ${name} already exists.`,
      )
    const hasValue = input.SecretString !== undefined || input.SecretBinary !== undefined
    if (hasValue) checkedValue(input)
    const arn = `${secretArnPrefix(context)}${name}-${context.chance.characters(LETTERS, 6)}`
    const secret: Secret = {
      name,
      arn,
      createdMs: context.nowMs,
      changedMs: context.nowMs,
      description: input.Description ?? null,
      keyId: input.KmsKeyId ?? null,
      deletion: null,
      versions: {},
      tags: checkTags(input.Tags ?? []),
    }
    keyOfSecret(context, secret.keyId)
    const version = hasValue ? addVersion(context, secret, input, input.ClientRequestToken) : undefined
    context.state.secretsmanager.secrets[arn] = secret
    return { ARN: arn, Name: name, VersionId: version?.versionId }
  },
  {
    request: (input) => ({
      name: input.Name,
      clientRequestToken: input.ClientRequestToken,
      description: input.Description,
      kmsKeyId: input.KmsKeyId,
      tags: input.Tags?.map(({ Key, Value }) => ({ key: Key, value: Value })),
      forceOverwriteReplicaSecret: input.ForceOverwriteReplicaSecret ?? false,
    }),
    response: ({ ARN }) => ({ arn: ARN }),
    resource: ({ Name }, context) => secretArnPrefix(context) + Name!,
  },
)

const updateSecret = operation<UpdateSecretRequest, UpdateSecretResponse>(
  UpdateSecret$,
  (input, context) => {
    const secret = findLiveSecret(context, input.SecretId!)
    const hasValue = input.SecretString !== undefined || input.SecretBinary !== undefined
    if (hasValue) checkedValue(input)
    const keyId = input.KmsKeyId ?? secret.keyId
    keyOfSecret(context, keyId)
    const version = hasValue
      ? addVersion(context, { ...secret, keyId }, input, input.ClientRequestToken)
      : undefined
    secret.keyId = keyId
    secret.description = input.Description ?? secret.description
    secret.changedMs = context.nowMs
    return { ARN: secret.arn, Name: secret.name, VersionId: version?.versionId }
  },
  {
    request: ({ SecretId, ClientRequestToken, Description, KmsKeyId }) => ({
      secretId: SecretId,
      clientRequestToken: ClientRequestToken,
      description: Description,
      kmsKeyId: KmsKeyId,
    }),
    response: ({ ARN }) => ({ arn: ARN }),
    resource: ({ SecretId }, context) => secretArnFor(context, SecretId),
  },
)

const describeSecret = operation<DescribeSecretRequest, DescribeSecretResponse>(
  DescribeSecret$,
  ({ SecretId }, context) => {
    const secret = findSecret(context, SecretId!)
    return {
      ...summaryOf(secret),
      VersionIdsToStages: stagesOf(secret),
    }
  },
  { resource: ({ SecretId }, context) => secretArnFor(context, SecretId) },
)

const listSecrets = operation<ListSecretsRequest, ListSecretsResponse>(
  ListSecrets$,
  ({ MaxResults, NextToken, Filters, SortOrder, IncludePlannedDeletion }, context) => {
    checkRange('maxResults', MaxResults, 1, 100)
    const conditions = (Filters ?? []).map(byCondition)
    const found = secretsHere(context)
      .filter((secret) => secret.deletion === null || IncludePlannedDeletion === true)
      .filter((secret) => conditions.every((condition) => meets(secret, condition)))
    // Pages go by a key that ascends: a descending order counts the other way round.
    const direction = SortOrder === 'asc' ? 1 : -1
    const keyOf = ({ createdMs, arn }: Secret) =>
      `${String(1e15 + direction * createdMs).padStart(17, '0')} ${arn}`
    const sorted = found.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
    const page = pageOf(
      sorted,
      keyOf,
      MaxResults ?? 100,
      NextToken,
      () => new AwsFailure('InvalidNextTokenException', 'The NextToken value is not valid.'),
    )
    return {
      SecretList: page.items.map((secret) => ({
        ...summaryOf(secret),
        SecretVersionsToStages: stagesOf(secret),
      })),
      NextToken: page.next,
    }
  },
)

const deleteSecret = operation<DeleteSecretRequest, DeleteSecretResponse>(
  DeleteSecret$,
  ({ SecretId, RecoveryWindowInDays, ForceDeleteWithoutRecovery }, context) => {
    const force = ForceDeleteWithoutRecovery === true
    if (force && RecoveryWindowInDays !== undefined)
      throw invalidParameter(
        "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
      )
    const days = RecoveryWindowInDays ?? DEFAULT_WINDOW
    if (days < 7 || days > 30)
      throw invalidParameter('The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).')
    const secret = findSecret(context, SecretId!)
    if (secret.deletion !== null && !force)
      throw invalidRequest(
        "You can't perform this operation on the secret because it was already scheduled for deletion.",
      )
    const atMs = context.nowMs
    const untilMs = force ? atMs : atMs + days * DAY
    if (force) delete context.state.secretsmanager.secrets[secret.arn]
    else secret.deletion = { atMs, untilMs }
    return { ARN: secret.arn, Name: secret.name, DeletionDate: new Date(untilMs) }
  },
  {
    response: ({ ARN, Name, DeletionDate }) => ({
      aRN: ARN,
      name: Name,
      deletionDate: DeletionDate && elementTime(DeletionDate.getTime()),
    }),
    resource: ({ SecretId }, context) => secretArnFor(context, SecretId),
  },
)

const restoreSecret = operation<RestoreSecretRequest, RestoreSecretResponse>(
  RestoreSecret$,
  ({ SecretId }, context) => {
    const secret = findSecret(context, SecretId!)
    secret.deletion = null
    return { ARN: secret.arn, Name: secret.name }
  },
  {
    response: ({ ARN }) => ({ arn: ARN }),
    resource: ({ SecretId }, context) => secretArnFor(context, SecretId),
  },
)

/** No secret has a policy of its own. */
const getResourcePolicy = operation<GetResourcePolicyRequest, GetResourcePolicyResponse>(
  GetResourcePolicy$,
  ({ SecretId }, context) => {
    const { arn, name } = findLiveSecret(context, SecretId!)
    return { ARN: arn, Name: name }
  },
  { resource: ({ SecretId }, context) => secretArnFor(context, SecretId) },
)

export const SECRETS = [
  getResourcePolicy,
  createSecret,
  updateSecret,
  describeSecret,
  listSecrets,
  deleteSecret,
  restoreSecret,
]

function summaryOf({ arn, name, description, keyId, createdMs, changedMs, deletion, tags }: Secret) {
  return {
    ARN: arn,
    Name: name,
    Description: description ?? undefined,
    KmsKeyId: keyId ?? undefined,
    CreatedDate: new Date(createdMs),
    LastChangedDate: new Date(changedMs),
    DeletedDate: deletion === null ? undefined : new Date(deletion.atMs),
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  }
}

function stagesOf({ versions }: Secret): Record<string, string[]> {
  return Object.fromEntries(
    Object.values(versions)
      .filter(({ stages }) => stages.length > 0)
      .map(({ versionId, stages }) => [versionId, stages]),
  )
}
