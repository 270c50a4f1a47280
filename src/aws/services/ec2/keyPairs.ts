import { CreateKeyPair$, DeleteKeyPair$, DescribeKeyPairs$ } from '@aws-sdk/client-ec2'
import type {
  CreateKeyPairRequest,
  DeleteKeyPairRequest,
  DeleteKeyPairResult,
  DescribeKeyPairsRequest,
  DescribeKeyPairsResult,
  KeyPair as CreatedKeyPair,
} from '@aws-sdk/client-ec2'
import { base64, resourceId } from '../../../account/identifiers.ts'
import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import type { KeyPair } from './ec2State.ts'
import { ec2Operation } from './ec2Operation.ts'
import { filtered } from './filters.ts'
import { doNotExist, keyFingerprint, withIds } from './identifiers.ts'
import { filterSet, setOf, tagSpecificationSet } from './recordedInput.ts'
import { addTags, specifiedTags, tagsOf } from './resourceTags.ts'

function keyPairsHere({ state, region }: CallContext): readonly KeyPair[] {
  return Object.values(state.ec2.keyPairs).filter((keyPair) => keyPair.region === region)
}

export function keyPairByName(context: CallContext, name: string): KeyPair {
  const keyPair = keyPairsHere(context).find(({ keyName }) => keyName === name)
  if (keyPair === undefined)
    throw new AwsFailure('InvalidKeyPair.NotFound', `The key pair ${doNotExist([name])}`)
  return keyPair
}

function keyPairsById({ state, region }: CallContext, ids: readonly string[]): readonly KeyPair[] {
  return withIds(state.ec2.keyPairs, ids, 'key', region, {
    malformed: (id) =>
      new AwsFailure('InvalidParameterValue', `Value (${id}) for parameter keyPairId is invalid.`),
    missing: (missing) => new AwsFailure('InvalidKeyPair.NotFound', `The key pair ID ${doNotExist(missing)}`),
  })
}

export const createKeyPair = ec2Operation<CreateKeyPairRequest, CreatedKeyPair>(
  CreateKeyPair$,
  ({ KeyName = '', KeyType = 'rsa', TagSpecifications }, context) => {
    const { chance, nowMs, region, state } = context
    if (KeyName === '' || KeyName.length > 255)
      throw new AwsFailure('InvalidParameterValue', `Invalid value '${KeyName}' for keyPairNames.`)
    if (keyPairsHere(context).some(({ keyName }) => keyName === KeyName))
      throw new AwsFailure('InvalidKeyPair.Duplicate', `The keypair already exists`)
    const tags = specifiedTags(TagSpecifications, 'key-pair')
    const keyPairId = resourceId(chance, 'key')
    const isRsa = KeyType === 'rsa'
    const fingerprint = isRsa ? keyFingerprint(chance, 20) : base64(chance, 44)
    state.ec2.keyPairs[keyPairId] = {
      keyPairId,
      region,
      keyName: KeyName,
      keyType: KeyType,
      fingerprint,
      createdMs: nowMs,
    }
    addTags(context, keyPairId, tags)
    const kind = isRsa ? 'RSA PRIVATE KEY' : 'OPENSSH PRIVATE KEY'
    const lines = Array.from({ length: isRsa ? 25 : 6 }, () => `${base64(chance, 64).slice(0, -1)}A`)
    return {
      KeyName,
      KeyFingerprint: fingerprint,
      // Random text: no key of anything.
      KeyMaterial: [`-----BEGIN ${kind}-----`, ...lines, 'EXAMPLE=', `-----END ${kind}-----`].join('\n'),
      KeyPairId: keyPairId,
      ...(tags.length > 0 && { Tags: tagsOf(context, keyPairId) }),
    }
  },
  {
    request: ({ KeyName, KeyType, KeyFormat, TagSpecifications }) => ({
      keyName: KeyName,
      keyType: KeyType,
      keyFormat: KeyFormat,
      ...tagSpecificationSet(TagSpecifications),
    }),
    resource: ({ KeyName }) => `key-pair/${KeyName ?? '*'}`,
  },
)

/** Deleting a key pair that is not there succeeds. */
export const deleteKeyPair = ec2Operation<DeleteKeyPairRequest, DeleteKeyPairResult>(
  DeleteKeyPair$,
  ({ KeyName, KeyPairId }, context) => {
    if (KeyName === undefined && KeyPairId === undefined)
      throw new AwsFailure('MissingParameter', 'The request must contain the parameter KeyName or KeyPairId')
    const keyPair = keyPairsHere(context).find(
      (one) => one.keyName === KeyName || one.keyPairId === KeyPairId,
    )
    if (keyPair === undefined) return { Return: true }
    delete context.state.ec2.keyPairs[keyPair.keyPairId]
    delete context.state.ec2.tags[keyPair.keyPairId]
    return { Return: true, KeyPairId: keyPair.keyPairId }
  },
  {
    request: ({ KeyName, KeyPairId }) => ({ keyName: KeyName, keyPairId: KeyPairId }),
    resource: ({ KeyName }) => `key-pair/${KeyName ?? '*'}`,
  },
)

export const describeKeyPairs = ec2Operation<DescribeKeyPairsRequest, DescribeKeyPairsResult>(
  DescribeKeyPairs$,
  ({ KeyNames = [], KeyPairIds = [], Filters }, context) => {
    const named = [
      ...KeyNames.map((name) => keyPairByName(context, name)),
      ...keyPairsById(context, KeyPairIds),
    ]
    const all = KeyNames.length + KeyPairIds.length > 0 ? named : keyPairsHere(context)
    const found = filtered(
      all,
      Filters,
      {
        fingerprint: ({ fingerprint }) => [fingerprint],
        'key-name': ({ keyName }) => [keyName],
        'key-pair-id': ({ keyPairId }) => [keyPairId],
      },
      ({ keyPairId }) => context.state.ec2.tags[keyPairId] ?? {},
    )
    return {
      KeyPairs: found.map(({ keyPairId, keyName, keyType, fingerprint, createdMs }) => ({
        KeyPairId: keyPairId,
        KeyFingerprint: fingerprint,
        KeyName: keyName,
        KeyType: keyType,
        Tags: tagsOf(context, keyPairId),
        CreateTime: new Date(createdMs),
      })),
    }
  },
  {
    request: ({ KeyNames, KeyPairIds, Filters, IncludePublicKey = false }) => ({
      keySet: setOf(KeyNames, 'keyName'),
      keyPairIdSet: setOf(KeyPairIds, 'keyPairId'),
      filterSet: filterSet(Filters),
      includePublicKey: IncludePublicKey,
    }),
  },
)
