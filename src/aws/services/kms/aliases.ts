import {
  CreateAlias$,
  DeleteAlias$,
  ListAliases$,
  UpdateAlias$,
  type CreateAliasRequest,
  type DeleteAliasRequest,
  type ListAliasesRequest,
  type ListAliasesResponse,
  type UpdateAliasRequest,
} from '@aws-sdk/client-kms'
import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import { operation, type Recording } from '../../operation.ts'
import { pageOf, sortedBy } from '../../pages.ts'
import { checkLength, checkRange } from '../../validation.ts'
import {
  checkNotPending,
  findAlias,
  findCustomerKey,
  findKey,
  keyByArn,
  keyResources,
  kmsArn,
  resource,
} from './keyLookup.ts'
import { invalidMarker } from './keys.ts'

/** What is recorded where an alias gets a key. */
const KEY_AND_ALIAS: Recording<CreateAliasRequest | UpdateAliasRequest, object> = {
  response: (_, { TargetKeyId }, context) => ({ keyId: findKey(context, TargetKeyId!).arn }),
  resources: ({ AliasName, TargetKeyId }, context) => [
    ...(keyResources(context, TargetKeyId) ?? []),
    resource(context, kmsArn(context, AliasName!)),
  ],
  resource: ({ AliasName }, context) => kmsArn(context, AliasName!),
}

const createAlias = operation<CreateAliasRequest, object>(
  CreateAlias$,
  ({ AliasName, TargetKeyId }, context) => {
    checkName(AliasName!)
    const key = target(context, TargetKeyId!, 'CreateAlias')
    const { kms } = context.state
    const arn = kmsArn(context, AliasName!)
    if (kms.aliases[arn] !== undefined && keyByArn(context, kms.aliases[arn].keyArn) !== null)
      throw new AwsFailure('AlreadyExistsException', `An alias with the name ${arn} already exists`)
    const { nowMs } = context
    kms.aliases[arn] = { aliasName: AliasName!, arn, keyArn: key.arn, createdMs: nowMs, updatedMs: nowMs }
    return {}
  },
  KEY_AND_ALIAS,
)

const updateAlias = operation<UpdateAliasRequest, object>(
  UpdateAlias$,
  ({ AliasName, TargetKeyId }, context) => {
    checkName(AliasName!)
    const alias = findAlias(context, AliasName!)
    alias.keyArn = target(context, TargetKeyId!, 'UpdateAlias').arn
    alias.updatedMs = context.nowMs
    return {}
  },
  KEY_AND_ALIAS,
)

const deleteAlias = operation<DeleteAliasRequest, object>(
  DeleteAlias$,
  ({ AliasName }, context) => {
    checkName(AliasName!)
    const { arn } = findAlias(context, AliasName!)
    delete context.state.kms.aliases[arn]
    return {}
  },
  {
    response: () => null,
    resources: ({ AliasName }, context) => [resource(context, kmsArn(context, AliasName!))],
    resource: ({ AliasName }, context) => kmsArn(context, AliasName!),
  },
)

const listAliases = operation<ListAliasesRequest, ListAliasesResponse>(
  ListAliases$,
  ({ KeyId, Limit, Marker }, context) => {
    checkRange('limit', Limit, 1, 100)
    const only = KeyId === undefined ? null : findKey(context, KeyId).arn
    const here = Object.values(context.state.kms.aliases).filter(
      ({ arn, keyArn }) =>
        arn.startsWith(kmsArn(context, 'alias/')) &&
        keyByArn(context, keyArn) !== null &&
        (only === null || keyArn === only),
    )
    const page = pageOf(
      sortedBy(here, ({ aliasName }) => aliasName),
      ({ aliasName }) => aliasName,
      Limit ?? 50,
      Marker,
      () => invalidMarker(),
    )
    return {
      Aliases: page.items.map(({ aliasName, arn, keyArn, createdMs, updatedMs }) => ({
        AliasName: aliasName,
        AliasArn: arn,
        TargetKeyId: keyArn.slice(keyArn.indexOf('/') + 1),
        CreationDate: new Date(createdMs),
        LastUpdatedDate: new Date(updatedMs),
      })),
      NextMarker: page.next,
      Truncated: page.next !== undefined,
    }
  },
)

export const ALIASES = [createAlias, updateAlias, deleteAlias, listAliases]

function target(context: CallContext, keyId: string, action: string) {
  if (keyId.includes('alias/'))
    throw new AwsFailure('ValidationException', 'Aliases must refer to keys. Not aliases')
  const key = findCustomerKey(context, keyId, action)
  checkNotPending(key)
  return key
}

function checkName(name: string): void {
  checkLength('aliasName', name, 1, 256)
  if (!name.startsWith('alias/'))
    throw new AwsFailure(
      'ValidationException',
      'Alias must start with the prefix "alias/". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html',
    )
  if (!/^alias\/[a-zA-Z0-9/_-]+$/.test(name))
    throw new AwsFailure(
      'InvalidAliasNameException',
      'Alias contains invalid characters: use letters, digits, slashes, underscores and dashes.',
    )
  if (name.startsWith('alias/aws/'))
    throw new AwsFailure('NotAuthorizedException', 'Aliases that begin with alias/aws/ are reserved by AWS.')
}
