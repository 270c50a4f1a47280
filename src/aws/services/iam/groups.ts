import {
  AddUserToGroup$,
  CreateGroup$,
  DeleteGroup$,
  GetGroup$,
  ListGroups$,
  ListGroupsForUser$,
  RemoveUserFromGroup$,
} from '@aws-sdk/client-iam'
import type {
  AddUserToGroupRequest,
  CreateGroupRequest,
  CreateGroupResponse,
  DeleteGroupRequest,
  GetGroupRequest,
  GetGroupResponse,
  ListGroupsForUserRequest,
  ListGroupsForUserResponse,
  ListGroupsRequest,
  ListGroupsResponse,
  RemoveUserFromGroupRequest,
} from '@aws-sdk/client-iam'
import { uniqueId } from '../../../account/identifiers.ts'
import type { CallContext } from '../../callContext.ts'
import { setEntry } from '../../entries.ts'
import { AwsFailure } from '../../failure.ts'
import { operation, type Operation } from '../../operation.ts'
import { arnOf, groupElement, groupNamed, userArnOf, userElement, userNamed } from './entities.ts'
import type { IamGroup } from './iamState.ts'
import { checkName, checkPath, isTaken } from './names.ts'
import { inPath, pageOf } from './paging.ts'

const ofGroup = {
  resource: ({ GroupName = '' }: { GroupName: string | undefined }, context: CallContext) =>
    arnOf(context, 'group', GroupName),
}

const createGroup = operation<CreateGroupRequest, CreateGroupResponse>(
  CreateGroup$,
  ({ GroupName = '', Path }, { account, chance, nowMs, state }) => {
    checkName('groupName', GroupName, 128)
    checkPath(Path)
    if (isTaken(state.iam.groups, GroupName))
      throw new AwsFailure('EntityAlreadyExists', `Group with name ${GroupName} already exists.`, 409)
    const path = Path ?? '/'
    const group: IamGroup = {
      groupName: GroupName,
      path,
      groupId: uniqueId(chance, 'AGPA'),
      arn: `arn:aws:iam::${account.accountId}:group${path}${GroupName}`,
      createdMs: nowMs,
      members: [],
      attachedPolicies: [],
      inlinePolicies: {},
      permissionsBoundary: null,
    }
    setEntry(state.iam.groups, GroupName, group)
    return { Group: groupElement(group) }
  },
  { resource: ({ GroupName = '', Path }, context) => arnOf(context, 'group', GroupName, Path) },
)

const getGroup = operation<GetGroupRequest, GetGroupResponse>(
  GetGroup$,
  ({ GroupName = '', ...page }, context) => {
    const group = groupNamed(context, GroupName)
    const members = group.members.map((name) => userNamed(context, name))
    const { items, ...rest } = pageOf(members, ({ userName }) => userName, page)
    return {
      Group: groupElement(group),
      Users: items.map((user) => userElement({ ...user, tags: {} })),
      ...rest,
    }
  },
  ofGroup,
)

const listGroups = operation<ListGroupsRequest, ListGroupsResponse>(
  ListGroups$,
  ({ PathPrefix, ...page }, { state }) => {
    const { items, ...rest } = pageOf(
      inPath(state.iam.groups, PathPrefix),
      ({ groupName }) => groupName,
      page,
    )
    return { Groups: items.map(groupElement), ...rest }
  },
  { resource: (_input, context) => arnOf(context, 'group', '') },
)

const listGroupsForUser = operation<ListGroupsForUserRequest, ListGroupsForUserResponse>(
  ListGroupsForUser$,
  ({ UserName = '', ...page }, context) => {
    userNamed(context, UserName)
    const groups = Object.values(context.state.iam.groups).filter(({ members }) => members.includes(UserName))
    const { items, ...rest } = pageOf(groups, ({ groupName }) => groupName, page)
    return { Groups: items.map(groupElement), ...rest }
  },
  { resource: ({ UserName }, context) => userArnOf(context, UserName) },
)

const addUserToGroup = operation<AddUserToGroupRequest, void>(
  AddUserToGroup$,
  ({ GroupName = '', UserName = '' }, context) => {
    const group = groupNamed(context, GroupName)
    userNamed(context, UserName)
    if (!group.members.includes(UserName)) group.members.push(UserName)
  },
  ofGroup,
)

const removeUserFromGroup = operation<RemoveUserFromGroupRequest, void>(
  RemoveUserFromGroup$,
  ({ GroupName = '', UserName = '' }, context) => {
    const group = groupNamed(context, GroupName)
    userNamed(context, UserName)
    group.members = group.members.filter((member) => member !== UserName)
  },
  ofGroup,
)

const deleteGroup = operation<DeleteGroupRequest, void>(
  DeleteGroup$,
  ({ GroupName = '' }, context) => {
    const group = groupNamed(context, GroupName)
    const conflict = (what: string): never => {
      throw new AwsFailure('DeleteConflict', `Cannot delete entity, must ${what} first.`, 409)
    }
    if (group.members.length > 0) conflict('remove users from group')
    if (group.attachedPolicies.length > 0) conflict('detach all policies')
    if (Object.keys(group.inlinePolicies).length > 0) conflict('delete policies')
    delete context.state.iam.groups[GroupName]
  },
  ofGroup,
)

export const GROUPS: readonly Operation[] = [
  createGroup,
  getGroup,
  listGroups,
  listGroupsForUser,
  addUserToGroup,
  removeUserFromGroup,
  deleteGroup,
]
