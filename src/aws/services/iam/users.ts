import {
  CreateUser$,
  DeleteUser$,
  GetUser$,
  ListUserTags$,
  ListUsers$,
  TagUser$,
  UntagUser$,
  UpdateUser$,
} from '@aws-sdk/client-iam'
import type {
  CreateUserRequest,
  CreateUserResponse,
  DeleteUserRequest,
  GetUserRequest,
  GetUserResponse,
  ListUsersRequest,
  ListUsersResponse,
  ListUserTagsRequest,
  ListUserTagsResponse,
  TagUserRequest,
  UntagUserRequest,
  UpdateUserRequest,
} from '@aws-sdk/client-iam'
import { uniqueId } from '../../../account/identifiers.ts'
import type { CallContext } from '../../callContext.ts'
import { setEntry } from '../../entries.ts'
import { AwsFailure } from '../../failure.ts'
import { operation, type Operation } from '../../operation.ts'
import { arnOf, boundaryNamed, tagsOf, userArnOf, userElement, userNamed, userNameOf } from './entities.ts'
import type { IamState } from './iamState.ts'
import { checkName, checkPath, isTaken } from './names.ts'
import { inPath, pageOf } from './paging.ts'
import { taggedWith } from './tags.ts'

const ofUser = {
  resource: ({ UserName }: { UserName: string | undefined }, context: CallContext) =>
    userArnOf(context, UserName),
}

const createUser = operation<CreateUserRequest, CreateUserResponse>(
  CreateUser$,
  ({ UserName = '', Path, PermissionsBoundary, Tags }, context) => {
    const { account, chance, nowMs, state } = context
    checkName('userName', UserName, 64)
    checkPath(Path)
    if (isTaken(state.iam.users, UserName)) alreadyExists(UserName)
    const path = Path ?? '/'
    const user = {
      userName: UserName,
      path,
      userId: uniqueId(chance, 'AIDA'),
      arn: `arn:aws:iam::${account.accountId}:user${path}${UserName}`,
      createdMs: nowMs,
      tags: taggedWith({}, Tags),
      loginProfile: null,
      mfaDevice: null,
      attachedPolicies: [],
      inlinePolicies: {},
      permissionsBoundary: boundaryNamed(context, PermissionsBoundary),
    }
    setEntry(state.iam.users, UserName, user)
    return { User: userElement(user) }
  },
  { resource: ({ UserName = '', Path }, context) => arnOf(context, 'user', UserName, Path) },
)

const getUser = operation<GetUserRequest, GetUserResponse>(
  GetUser$,
  ({ UserName }, context) => ({ User: userElement(userNamed(context, userNameOf(context, UserName))) }),
  { resource: ({ UserName }, context) => userArnOf(context, UserName) },
)

const listUsers = operation<ListUsersRequest, ListUsersResponse>(
  ListUsers$,
  ({ PathPrefix, ...page }, { state }) => {
    const { items, ...rest } = pageOf(inPath(state.iam.users, PathPrefix), ({ userName }) => userName, page)
    // Lists have no tags: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html
    return { Users: items.map((user) => userElement({ ...user, tags: {} })), ...rest }
  },
  { resource: (_input, context) => arnOf(context, 'user', '') },
)

const updateUser = operation<UpdateUserRequest, void>(
  UpdateUser$,
  ({ UserName = '', NewUserName, NewPath }, context) => {
    const { account, state } = context
    const user = userNamed(context, UserName)
    checkName('newUserName', NewUserName, 64)
    checkPath(NewPath)
    const userName = NewUserName ?? UserName
    const path = NewPath ?? user.path
    if (userName.toLowerCase() !== UserName.toLowerCase() && isTaken(state.iam.users, userName))
      alreadyExists(userName)
    const arn = `arn:aws:iam::${account.accountId}:user${path}${userName}`
    delete state.iam.users[UserName]
    setEntry(state.iam.users, userName, { ...user, userName, path, arn })
    rename(state.iam, UserName, userName)
  },
  ofUser,
)

/** Keys and memberships are the user's, whatever their name. */
function rename({ accessKeys, groups }: IamState, from: string, to: string): void {
  for (const key of Object.values(accessKeys)) if (key.userName === from) key.userName = to
  for (const group of Object.values(groups))
    group.members = group.members.map((member) => (member === from ? to : member))
}

const deleteUser = operation<DeleteUserRequest, void>(
  DeleteUser$,
  ({ UserName = '' }, context) => {
    const { iam } = context.state
    const user = userNamed(context, UserName)
    const conflict = (what: string): never => {
      throw new AwsFailure('DeleteConflict', `Cannot delete entity, must ${what} first.`, 409)
    }
    if (user.loginProfile !== null) conflict('delete login profile')
    if (Object.values(iam.accessKeys).some(({ userName }) => userName === UserName))
      conflict('delete access keys')
    if (user.attachedPolicies.length > 0) conflict('detach all policies')
    if (Object.keys(user.inlinePolicies).length > 0) conflict('delete policies')
    if (Object.values(iam.groups).some(({ members }) => members.includes(UserName)))
      conflict('remove users from group')
    delete iam.users[UserName]
  },
  ofUser,
)

const tagUser = operation<TagUserRequest, void>(
  TagUser$,
  ({ UserName = '', Tags }, context) => {
    const user = userNamed(context, UserName)
    user.tags = taggedWith(user.tags, Tags)
  },
  ofUser,
)

const untagUser = operation<UntagUserRequest, void>(
  UntagUser$,
  ({ UserName = '', TagKeys = [] }, context) => {
    const user = userNamed(context, UserName)
    const gone = new Set(TagKeys.map((key) => key.toLowerCase()))
    user.tags = Object.fromEntries(Object.entries(user.tags).filter(([key]) => !gone.has(key.toLowerCase())))
  },
  ofUser,
)

const listUserTags = operation<ListUserTagsRequest, ListUserTagsResponse>(
  ListUserTags$,
  ({ UserName = '', ...page }, context) => {
    const { Tags = [] } = tagsOf(userNamed(context, UserName).tags)
    const { items, ...rest } = pageOf(Tags, ({ Key = '' }) => Key, page)
    return { Tags: items, ...rest }
  },
  ofUser,
)

function alreadyExists(name: string): never {
  throw new AwsFailure('EntityAlreadyExists', `User with name ${name} already exists.`, 409)
}

export const USERS: readonly Operation[] = [
  createUser,
  getUser,
  listUsers,
  updateUser,
  deleteUser,
  tagUser,
  untagUser,
  listUserTags,
]
