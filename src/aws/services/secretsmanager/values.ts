import {
  GetSecretValue$,
  ListSecretVersionIds$,
  PutSecretValue$,
  UpdateSecretVersionStage$,
  type GetSecretValueRequest,
  type GetSecretValueResponse,
  type ListSecretVersionIdsRequest,
  type ListSecretVersionIdsResponse,
  type PutSecretValueRequest,
  type PutSecretValueResponse,
  type UpdateSecretVersionStageRequest,
  type UpdateSecretVersionStageResponse,
} from '@aws-sdk/client-secrets-manager'
import { guid } from '../../../account/identifiers.ts'
import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { pageOf, sortedBy } from '../../pages.ts'
import { checkLength, checkRange } from '../../validation.ts'
import { decrypt, encrypt } from '../kms/ciphertext.ts'
import { findUsableKey, keyOfCiphertext } from '../kms/keyLookup.ts'
import {
  findLiveSecret,
  findSecret,
  findVersion,
  invalidParameter,
  invalidRequest,
  secretArnFor,
} from './secretLookup.ts'
import { DEFAULT_KEY, secretContext, type Secret, type SecretVersion } from './secretsManagerState.ts'

const CURRENT = 'AWSCURRENT'
const PREVIOUS = 'AWSPREVIOUS'
const MAX_VALUE = 65_536

/** What CreateSecret, PutSecretValue and UpdateSecret can be given. */
export interface GivenValue {
  readonly SecretString?: string | undefined
  readonly SecretBinary?: Uint8Array | undefined
}

const getSecretValue = operation<GetSecretValueRequest, GetSecretValueResponse>(
  GetSecretValue$,
  ({ SecretId, VersionId, VersionStage }, context) => {
    const secret = findLiveSecret(context, SecretId!)
    const version = findVersion(secret, VersionId, VersionStage)
    const plain = opened(context, secret, version)
    return {
      ARN: secret.arn,
      Name: secret.name,
      VersionId: version.versionId,
      SecretString: version.kind === 'text' ? plain.toString() : undefined,
      SecretBinary: version.kind === 'bytes' ? plain : undefined,
      VersionStages: version.stages,
      CreatedDate: new Date(version.createdMs),
    }
  },
  { resource: ({ SecretId }, context) => secretArnFor(context, SecretId) },
)

const putSecretValue = operation<PutSecretValueRequest, PutSecretValueResponse>(
  PutSecretValue$,
  (input, context) => {
    const secret = findLiveSecret(context, input.SecretId!)
    if (input.SecretString === undefined && input.SecretBinary === undefined)
      throw invalidRequest('You must provide either SecretString or SecretBinary.')
    const version = addVersion(context, secret, input, input.ClientRequestToken, input.VersionStages)
    return {
      ARN: secret.arn,
      Name: secret.name,
      VersionId: version.versionId,
      VersionStages: version.stages,
    }
  },
  {
    request: ({ SecretId, ClientRequestToken, VersionStages }) => ({
      secretId: SecretId,
      clientRequestToken: ClientRequestToken,
      versionStages: VersionStages,
    }),
    response: ({ ARN }) => ({ arn: ARN }),
    resource: ({ SecretId }, context) => secretArnFor(context, SecretId),
  },
)

const listSecretVersionIds = operation<ListSecretVersionIdsRequest, ListSecretVersionIdsResponse>(
  ListSecretVersionIds$,
  ({ SecretId, MaxResults, NextToken, IncludeDeprecated }, context) => {
    checkRange('maxResults', MaxResults, 1, 100)
    const secret = findSecret(context, SecretId!)
    const shown = Object.values(secret.versions).filter(
      ({ stages }) => IncludeDeprecated === true || stages.length > 0,
    )
    const page = pageOf(
      sortedBy(shown, ({ versionId }) => versionId),
      ({ versionId }) => versionId,
      MaxResults ?? 100,
      NextToken,
      () => new AwsFailure('InvalidNextTokenException', 'The NextToken value is not valid.'),
    )
    return {
      ARN: secret.arn,
      Name: secret.name,
      Versions: page.items.map(({ versionId, stages, createdMs }) => ({
        VersionId: versionId,
        VersionStages: stages,
        CreatedDate: new Date(createdMs),
        KmsKeyIds: [secret.keyId ?? 'DefaultEncryptionKey'],
      })),
      NextToken: page.next,
    }
  },
  { resource: ({ SecretId }, context) => secretArnFor(context, SecretId) },
)

const updateSecretVersionStage = operation<UpdateSecretVersionStageRequest, UpdateSecretVersionStageResponse>(
  UpdateSecretVersionStage$,
  ({ SecretId, VersionStage, RemoveFromVersionId, MoveToVersionId }, context) => {
    const secret = findLiveSecret(context, SecretId!)
    const stage = VersionStage!
    const holder = Object.values(secret.versions).find(({ stages }) => stages.includes(stage))
    const target = MoveToVersionId === undefined ? null : findVersion(secret, MoveToVersionId, undefined)
    if (holder?.versionId !== RemoveFromVersionId && holder !== target)
      throw invalidParameter(
        `The parameter RemoveFromVersionId can't be empty. Staging label ${stage} is currently attached to version ${holder?.versionId ?? ''}, so you must explicitly reference that version in RemoveFromVersionId.`,
      )
    if (stage === CURRENT && target === null)
      throw invalidParameter('You can only move staging label AWSCURRENT to a different secret version.')
    if (target === null) for (const version of Object.values(secret.versions)) drop(version, stage)
    else moveStage(secret, stage, target)
    secret.changedMs = context.nowMs
    return { ARN: secret.arn, Name: secret.name }
  },
  {
    response: ({ ARN }) => ({ arn: ARN }),
    resource: ({ SecretId }, context) => secretArnFor(context, SecretId),
  },
)

export const VALUES = [getSecretValue, putSecretValue, listSecretVersionIds, updateSecretVersionStage]

/** The same token with the same value is the same version, which is added once. */
export function addVersion(
  context: CallContext,
  secret: Secret,
  value: GivenValue,
  token: string | undefined,
  stages: readonly string[] = [CURRENT],
): SecretVersion {
  const { kind, bytes } = checkedValue(value)
  checkLength('clientRequestToken', token, 32, 64)
  const versionId = token ?? guid(context.chance)
  const same = Object.hasOwn(secret.versions, versionId) ? secret.versions[versionId] : undefined
  if (same !== undefined) {
    if (same.kind === kind && opened(context, secret, same).equals(bytes)) return same
    throw new AwsFailure(
      'ResourceExistsException',
      `You can't use ClientRequestToken ${versionId} because that value is already in use for a version of secret ${secret.arn}.`,
    )
  }
  const key = keyOfSecret(context, secret.keyId)
  const version: SecretVersion = {
    versionId,
    createdMs: context.nowMs,
    kind,
    value: encrypt(key, bytes, secretContext(secret.arn, versionId)).toString('base64'),
    stages: [],
  }
  secret.versions[versionId] = version
  for (const stage of stages) moveStage(secret, stage, version)
  secret.changedMs = context.nowMs
  return version
}

/** Refuses a secret's key that cannot be used. */
export function keyOfSecret(context: CallContext, keyId: string | null) {
  try {
    return findUsableKey(context, keyId ?? DEFAULT_KEY)
  } catch (error) {
    if (!(error instanceof AwsFailure)) throw error
    throw new AwsFailure(
      'EncryptionFailure',
      `Secrets Manager can't encrypt with the KMS key: ${error.message}`,
    )
  }
}

export function checkedValue({ SecretString, SecretBinary }: GivenValue) {
  if (SecretString !== undefined && SecretBinary !== undefined)
    throw invalidParameter(
      "You can't specify both a binary secret value and a string secret value in the same secret.",
    )
  const kind: SecretVersion['kind'] = SecretBinary === undefined ? 'text' : 'bytes'
  const bytes = Buffer.from(SecretBinary ?? Buffer.from(SecretString ?? ''))
  if (bytes.length === 0) throw invalidParameter('The secret value must not be empty.')
  if (bytes.length > MAX_VALUE)
    throw invalidParameter(`The secret value can have at most ${MAX_VALUE} bytes.`)
  return { kind, bytes }
}

function opened(context: CallContext, { arn }: Secret, { value, versionId }: SecretVersion): Buffer {
  const ciphertext = Buffer.from(value, 'base64')
  const key = keyOfCiphertext(context, ciphertext)
  const isUsable = key !== null && key.enabled && key.deletionMs === null
  const plain = isUsable ? decrypt(key, ciphertext, secretContext(arn, versionId)) : null
  if (plain === null)
    throw new AwsFailure(
      'DecryptionFailure',
      "Secrets Manager can't decrypt the protected secret text using the provided KMS key. ",
    )
  return plain
}

/** A stage is at one version only; what was current becomes the previous one. */
function moveStage(secret: Secret, stage: string, target: SecretVersion): void {
  const holder = Object.values(secret.versions).find(({ stages }) => stages.includes(stage))
  if (holder === target) return
  if (holder !== undefined) drop(holder, stage)
  target.stages.push(stage)
  if (stage !== CURRENT || holder === undefined) return
  for (const version of Object.values(secret.versions)) drop(version, PREVIOUS)
  holder.stages.push(PREVIOUS)
}

function drop(version: SecretVersion, stage: string): void {
  version.stages = version.stages.filter((one) => one !== stage)
}
