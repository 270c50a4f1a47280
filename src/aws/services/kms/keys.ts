import { randomBytes } from 'node:crypto'
import {
  CancelKeyDeletion$,
  CreateKey$,
  DescribeKey$,
  DisableKey$,
  EnableKey$,
  ListKeys$,
  ScheduleKeyDeletion$,
  UpdateKeyDescription$,
  type CancelKeyDeletionRequest,
  type CancelKeyDeletionResponse,
  type CreateKeyRequest,
  type CreateKeyResponse,
  type DescribeKeyRequest,
  type DescribeKeyResponse,
  type DisableKeyRequest,
  type EnableKeyRequest,
  type KeyMetadata,
  type ListKeysRequest,
  type ListKeysResponse,
  type ScheduleKeyDeletionRequest,
  type ScheduleKeyDeletionResponse,
  type UpdateKeyDescriptionRequest,
} from '@aws-sdk/client-kms'
import { guid } from '../../../account/identifiers.ts'
import { elementTime } from '../../../account/times.ts'
import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { pageOf, sortedBy } from '../../pages.ts'
import { checkEnum, checkLength, checkRange } from '../../validation.ts'
import { checkNotPending, findCustomerKey, findKey, keyByArn, kmsArn, resource } from './keyLookup.ts'
import { defaultKeyPolicy, type KmsKey } from './kmsState.ts'
import { checkPolicy } from './policies.ts'
import { keyRecording, readingKey } from './recordings.ts'
import { checkTags } from './tags.ts'

const DAY = 86_400_000
const SYMMETRIC = 'SYMMETRIC_DEFAULT'

const createKey = operation<CreateKeyRequest, CreateKeyResponse>(
  CreateKey$,
  (input, context) => {
    const spec = input.KeySpec ?? input.CustomerMasterKeySpec ?? SYMMETRIC
    const usage = input.KeyUsage ?? 'ENCRYPT_DECRYPT'
    const origin = input.Origin ?? 'AWS_KMS'
    checkLength('description', input.Description, 0, 8192)
    checkEnum('keyUsage', usage, ['ENCRYPT_DECRYPT', 'SIGN_VERIFY', 'GENERATE_VERIFY_MAC', 'KEY_AGREEMENT'])
    checkEnum('origin', origin, ['AWS_KMS', 'EXTERNAL', 'AWS_CLOUDHSM', 'EXTERNAL_KEY_STORE'])
    if (spec !== SYMMETRIC || usage !== 'ENCRYPT_DECRYPT' || origin !== 'AWS_KMS' || input.MultiRegion)
      throw new AwsFailure(
        'UnsupportedOperationException',
        'The simulated account has single-Region symmetric encryption keys only: ' +
          'KeySpec SYMMETRIC_DEFAULT, KeyUsage ENCRYPT_DECRYPT, Origin AWS_KMS.',
      )
    const policy = input.Policy ?? defaultKeyPolicy(context.account.accountId)
    checkPolicy(policy)
    const keyId = guid(context.chance)
    const arn = kmsArn(context, `key/${keyId}`)
    const key: KmsKey = {
      keyId,
      arn,
      createdMs: context.nowMs,
      manager: 'CUSTOMER',
      material: randomBytes(32).toString('base64'),
      description: input.Description ?? '',
      enabled: true,
      deletionMs: null,
      policy,
      rotationDays: null,
      rotationSinceMs: null,
      tags: checkTags(input.Tags ?? []),
      grants: {},
    }
    context.state.kms.keys[arn] = key
    return { KeyMetadata: metadataOf(key, context) }
  },
  {
    request: (input) => ({
      policy: input.Policy,
      description: input.Description ?? '',
      keyUsage: input.KeyUsage ?? 'ENCRYPT_DECRYPT',
      customerMasterKeySpec: input.KeySpec ?? SYMMETRIC,
      keySpec: input.KeySpec ?? SYMMETRIC,
      origin: input.Origin ?? 'AWS_KMS',
      bypassPolicyLockoutSafetyCheck: input.BypassPolicyLockoutSafetyCheck ?? false,
      tags: input.Tags?.map(({ TagKey, TagValue }) => ({ tagKey: TagKey, tagValue: TagValue })),
      multiRegion: input.MultiRegion ?? false,
    }),
    resources: (_, context, _failure, output) =>
      output?.KeyMetadata?.Arn === undefined ? undefined : [resource(context, output.KeyMetadata.Arn)],
  },
)

const describeKey = operation<DescribeKeyRequest, DescribeKeyResponse>(
  DescribeKey$,
  ({ KeyId }, context) => ({ KeyMetadata: metadataOf(findKey(context, KeyId!), context) }),
  readingKey,
)

const listKeys = operation<ListKeysRequest, ListKeysResponse>(ListKeys$, ({ Limit, Marker }, context) => {
  checkRange('limit', Limit, 1, 1000)
  const here = Object.values(context.state.kms.keys).filter(
    ({ arn }) => arn.startsWith(kmsArn(context, 'key/')) && keyByArn(context, arn) !== null,
  )
  const page = pageOf(
    sortedBy(here, ({ keyId }) => keyId),
    ({ keyId }) => keyId,
    Limit ?? 100,
    Marker,
    () => invalidMarker(),
  )
  return {
    Keys: page.items.map(({ keyId, arn }) => ({ KeyId: keyId, KeyArn: arn })),
    NextMarker: page.next,
    Truncated: page.next !== undefined,
  }
})

const enableKey = operation<EnableKeyRequest, object>(
  EnableKey$,
  ({ KeyId }, context) => {
    const key = findCustomerKey(context, KeyId!, 'EnableKey')
    checkNotPending(key)
    key.enabled = true
    return {}
  },
  keyRecording,
)

const disableKey = operation<DisableKeyRequest, object>(
  DisableKey$,
  ({ KeyId }, context) => {
    const key = findCustomerKey(context, KeyId!, 'DisableKey')
    checkNotPending(key)
    key.enabled = false
    return {}
  },
  keyRecording,
)

const scheduleKeyDeletion = operation<ScheduleKeyDeletionRequest, ScheduleKeyDeletionResponse>(
  ScheduleKeyDeletion$,
  ({ KeyId, PendingWindowInDays }, context) => {
    checkRange('pendingWindowInDays', PendingWindowInDays, 7, 30)
    const days = PendingWindowInDays ?? 30
    const key = findCustomerKey(context, KeyId!, 'ScheduleKeyDeletion')
    checkNotPending(key)
    key.deletionMs = context.nowMs + days * DAY
    return {
      KeyId: key.arn,
      DeletionDate: new Date(key.deletionMs),
      KeyState: 'PendingDeletion',
      PendingWindowInDays: days,
    }
  },
  {
    ...keyRecording,
    response: ({ KeyId, DeletionDate, PendingWindowInDays }) => ({
      keyId: KeyId,
      keyState: 'PendingDeletion',
      deletionDate: DeletionDate && elementTime(DeletionDate.getTime()),
      pendingWindowInDays: PendingWindowInDays,
    }),
  },
)

const cancelKeyDeletion = operation<CancelKeyDeletionRequest, CancelKeyDeletionResponse>(
  CancelKeyDeletion$,
  ({ KeyId }, context) => {
    const key = findCustomerKey(context, KeyId!, 'CancelKeyDeletion')
    if (key.deletionMs === null)
      throw new AwsFailure('KMSInvalidStateException', `${key.arn} is not pending deletion.`)
    key.deletionMs = null
    key.enabled = false
    return { KeyId: key.arn }
  },
  keyRecording,
)

const updateKeyDescription = operation<UpdateKeyDescriptionRequest, object>(
  UpdateKeyDescription$,
  ({ KeyId, Description }, context) => {
    checkLength('description', Description, 0, 8192)
    const key = findCustomerKey(context, KeyId!, 'UpdateKeyDescription')
    checkNotPending(key)
    key.description = Description!
    return {}
  },
  keyRecording,
)

export const KEYS = [
  createKey,
  describeKey,
  listKeys,
  enableKey,
  disableKey,
  scheduleKeyDeletion,
  cancelKeyDeletion,
  updateKeyDescription,
]

export function invalidMarker(): AwsFailure {
  return new AwsFailure('InvalidMarkerException', 'The marker is not valid.')
}

function metadataOf(key: KmsKey, { account }: CallContext): KeyMetadata {
  return {
    AWSAccountId: account.accountId,
    KeyId: key.keyId,
    Arn: key.arn,
    CreationDate: new Date(key.createdMs),
    Enabled: key.enabled && key.deletionMs === null,
    Description: key.description,
    KeyUsage: 'ENCRYPT_DECRYPT',
    KeyState: key.deletionMs !== null ? 'PendingDeletion' : key.enabled ? 'Enabled' : 'Disabled',
    DeletionDate: key.deletionMs === null ? undefined : new Date(key.deletionMs),
    Origin: 'AWS_KMS',
    KeyManager: key.manager,
    CustomerMasterKeySpec: SYMMETRIC,
    KeySpec: SYMMETRIC,
    EncryptionAlgorithms: [SYMMETRIC],
    MultiRegion: false,
  }
}
