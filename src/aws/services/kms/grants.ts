import {
  CreateGrant$,
  ListGrants$,
  RevokeGrant$,
  type CreateGrantRequest,
  type CreateGrantResponse,
  type ListGrantsRequest,
  type ListGrantsResponse,
  type RevokeGrantRequest,
} from '@aws-sdk/client-kms'
import { base64 } from '../../../account/identifiers.ts'
import { AwsFailure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { pageOf, sortedBy } from '../../pages.ts'
import { checkEnum, checkRange } from '../../validation.ts'
import { findKey, findUsableKey } from './keyLookup.ts'
import { invalidMarker } from './keys.ts'
import { keyRecording, readingKey } from './recordings.ts'

const OPERATIONS = [
  'Decrypt',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'ReEncryptFrom',
  'ReEncryptTo',
  'CreateGrant',
  'RetireGrant',
  'DescribeKey',
  'GenerateDataKeyPair',
  'GenerateDataKeyPairWithoutPlaintext',
]

const PRINCIPAL = /^(arn:aws[\w-]*:(iam|sts)::\d{12}:.+|arn:aws:iam::\d{12}:root)$/

const createGrant = operation<CreateGrantRequest, CreateGrantResponse>(
  CreateGrant$,
  (input, context) => {
    for (const name of input.Operations!) checkEnum('operations', name, OPERATIONS)
    if (input.Operations!.length === 0)
      throw new AwsFailure('ValidationException', 'At least one operation must be specified')
    const key = findUsableKey(context, input.KeyId!)
    for (const principal of [input.GranteePrincipal!, input.RetiringPrincipal])
      if (principal !== undefined && !PRINCIPAL.test(principal))
        throw new AwsFailure('InvalidArnException', `ARN is not valid for a principal: ${principal}`)
    const same = Object.values(key.grants).find(
      ({ name, granteePrincipal }) =>
        name !== null && name === input.Name && granteePrincipal === input.GranteePrincipal,
    )
    const grantId = same?.grantId ?? context.chance.hex(64)
    key.grants[grantId] ??= {
      grantId,
      granteePrincipal: input.GranteePrincipal!,
      retiringPrincipal: input.RetiringPrincipal ?? null,
      operations: input.Operations!,
      name: input.Name ?? null,
      constraints: {
        subset: input.Constraints?.EncryptionContextSubset ?? null,
        equals: input.Constraints?.EncryptionContextEquals ?? null,
      },
      createdMs: context.nowMs,
      issuingAccount: `arn:aws:iam::${context.account.accountId}:root`,
    }
    return { GrantId: grantId, GrantToken: base64(context.chance, 200) }
  },
  {
    ...readingKey,
    response: ({ GrantId }, { KeyId }, context) => ({
      grantId: GrantId,
      keyId: findKey(context, KeyId!).arn,
    }),
  },
)

const listGrants = operation<ListGrantsRequest, ListGrantsResponse>(
  ListGrants$,
  ({ KeyId, Limit, Marker, GrantId, GranteePrincipal }, context) => {
    checkRange('limit', Limit, 1, 100)
    const key = findKey(context, KeyId!)
    const found = Object.values(key.grants).filter(
      (grant) =>
        (GrantId === undefined || grant.grantId === GrantId) &&
        (GranteePrincipal === undefined || grant.granteePrincipal === GranteePrincipal),
    )
    const page = pageOf(
      sortedBy(found, ({ grantId }) => grantId),
      ({ grantId }) => grantId,
      Limit ?? 50,
      Marker,
      () => invalidMarker(),
    )
    return {
      Grants: page.items.map((grant) => ({
        KeyId: key.arn,
        GrantId: grant.grantId,
        Name: grant.name ?? '',
        CreationDate: new Date(grant.createdMs),
        GranteePrincipal: grant.granteePrincipal,
        RetiringPrincipal: grant.retiringPrincipal ?? undefined,
        IssuingAccount: grant.issuingAccount,
        Operations: grant.operations as NonNullable<CreateGrantRequest['Operations']>,
        Constraints:
          grant.constraints.subset === null && grant.constraints.equals === null
            ? undefined
            : {
                EncryptionContextSubset: grant.constraints.subset ?? undefined,
                EncryptionContextEquals: grant.constraints.equals ?? undefined,
              },
      })),
      NextMarker: page.next,
      Truncated: page.next !== undefined,
    }
  },
  readingKey,
)

const revokeGrant = operation<RevokeGrantRequest, object>(
  RevokeGrant$,
  ({ KeyId, GrantId }, context) => {
    const key = findKey(context, KeyId!)
    if (!Object.hasOwn(key.grants, GrantId!))
      throw new AwsFailure('InvalidGrantIdException', `Grant ID ${GrantId} is not found.`)
    delete key.grants[GrantId!]
    return {}
  },
  keyRecording,
)

export const GRANTS = [createGrant, listGrants, revokeGrant]
