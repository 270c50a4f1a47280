import {
  CreateAccessKey$,
  DeleteAccessKey$,
  GetAccessKeyLastUsed$,
  ListAccessKeys$,
  UpdateAccessKey$,
} from '@aws-sdk/client-iam'
import type {
  CreateAccessKeyRequest,
  CreateAccessKeyResponse,
  DeleteAccessKeyRequest,
  GetAccessKeyLastUsedRequest,
  GetAccessKeyLastUsedResponse,
  ListAccessKeysRequest,
  ListAccessKeysResponse,
  UpdateAccessKeyRequest,
} from '@aws-sdk/client-iam'
import { accessKeyId } from '../../../account/identifiers.ts'
import { elementTime } from '../../../account/times.ts'
import { EVERYTHING, type Filter } from '../../../filter/filter.ts'
import type { CallContext } from '../../callContext.ts'
import { entryOf } from '../../entries.ts'
import { AwsFailure } from '../../failure.ts'
import { operation, type Operation } from '../../operation.ts'
import { dateOf, noSuch, userArnOf, userNamed, userNameOf } from './entities.ts'
import { secretAccessKey, type AccessKey } from './iamState.ts'
import { pageOf } from './paging.ts'

const MOST_KEYS = 2
const FORGOTTEN_KEYS = 1000

const createAccessKey = operation<CreateAccessKeyRequest, CreateAccessKeyResponse>(
  CreateAccessKey$,
  ({ UserName }, context) => {
    const { chance, nowMs, state } = context
    const { userName } = userNamed(context, userNameOf(context, UserName))
    if (keysOf(context, userName).length >= MOST_KEYS)
      throw new AwsFailure('LimitExceeded', `Cannot exceed quota for AccessKeysPerUser: ${MOST_KEYS}`, 409)
    const key: AccessKey = {
      accessKeyId: accessKeyId(chance, 'AKIA'),
      secretAccessKey: secretAccessKey(chance),
      userName,
      status: 'Active',
      createdMs: nowMs,
    }
    state.iam.accessKeys[key.accessKeyId] = key
    return {
      AccessKey: {
        UserName: userName,
        AccessKeyId: key.accessKeyId,
        Status: key.status,
        SecretAccessKey: key.secretAccessKey,
        CreateDate: dateOf(nowMs),
      },
    }
  },
  {
    resource: ({ UserName }, context) => userArnOf(context, UserName),
    response: ({ AccessKey: key }) => ({
      accessKey: {
        userName: key?.UserName,
        accessKeyId: key?.AccessKeyId,
        status: key?.Status,
        createDate: key?.CreateDate && elementTime(key.CreateDate.getTime()),
      },
    }),
  },
)

const listAccessKeys = operation<ListAccessKeysRequest, ListAccessKeysResponse>(
  ListAccessKeys$,
  ({ UserName, ...page }, context) => {
    const { userName } = userNamed(context, userNameOf(context, UserName))
    const { items, ...rest } = pageOf(keysOf(context, userName), (key) => key.accessKeyId, page)
    return {
      AccessKeyMetadata: items.map((key) => ({
        UserName: key.userName,
        AccessKeyId: key.accessKeyId,
        Status: key.status,
        CreateDate: dateOf(key.createdMs),
      })),
      ...rest,
    }
  },
  { resource: ({ UserName }, context) => userArnOf(context, UserName) },
)

const updateAccessKey = operation<UpdateAccessKeyRequest, void>(
  UpdateAccessKey$,
  ({ UserName, AccessKeyId = '', Status }, context) => {
    if (Status !== 'Active' && Status !== 'Inactive')
      throw new AwsFailure(
        'ValidationError',
        `1 validation error detected: Value '${Status}' at 'status' failed to satisfy constraint: Member must satisfy enum value set: [Active, Inactive]`,
      )
    keyOf(context, UserName, AccessKeyId).status = Status
  },
  { resource: ({ UserName }, context) => userArnOf(context, UserName) },
)

const deleteAccessKey = operation<DeleteAccessKeyRequest, void>(
  DeleteAccessKey$,
  ({ UserName, AccessKeyId = '' }, context) => {
    const { iam } = context.state
    keyOf(context, UserName, AccessKeyId)
    delete iam.accessKeys[AccessKeyId]
    iam.deletedAccessKeys = [...iam.deletedAccessKeys, AccessKeyId].slice(-FORGOTTEN_KEYS)
  },
  { resource: ({ UserName }, context) => userArnOf(context, UserName) },
)

/** The last use is in the event data store, where it arrives a little later, as in AWS. */
const getAccessKeyLastUsed = operation<GetAccessKeyLastUsedRequest, GetAccessKeyLastUsedResponse>(
  GetAccessKeyLastUsed$,
  async ({ AccessKeyId = '' }, { events, state }) => {
    const key = entryOf(state.iam.accessKeys, AccessKeyId)
    // AWS answers so: it does not tell whether there is such a key.
    if (key === undefined)
      throw new AwsFailure(
        'AccessDenied',
        `User is not authorized to access this resource, or there is no access key ${AccessKeyId}`,
        403,
      )
    const filter: Filter = {
      ...EVERYTHING,
      tokens: [{ kind: 'token', field: 'accessKeyId', operator: '=', value: AccessKeyId }],
    }
    const [last] = (await events.find(filter, 1, null)).events
    if (last === undefined || last.eventTimeMs === null)
      return { UserName: key.userName, AccessKeyLastUsed: { ServiceName: 'N/A', Region: 'N/A' } }
    const { awsRegion } = JSON.parse(last.record) as { awsRegion?: string }
    return {
      UserName: key.userName,
      AccessKeyLastUsed: {
        LastUsedDate: new Date(last.eventTimeMs),
        ServiceName: last.eventSource?.split('.')[0] ?? 'N/A',
        Region: awsRegion ?? 'N/A',
      },
    }
  },
)

function keysOf({ state }: CallContext, name: string): readonly AccessKey[] {
  return Object.values(state.iam.accessKeys).filter(({ userName }) => userName === name)
}

function keyOf(context: CallContext, given: string | undefined, id: string): AccessKey {
  const { userName } = userNamed(context, userNameOf(context, given))
  const key = entryOf(context.state.iam.accessKeys, id)
  return key?.userName === userName ? key : noSuch(`The Access Key with id ${id} cannot be found.`)
}

export const ACCESS_KEYS: readonly Operation[] = [
  createAccessKey,
  listAccessKeys,
  updateAccessKey,
  deleteAccessKey,
  getAccessKeyLastUsed,
]
