import {
  CreateLogGroup$,
  DeleteLogGroup$,
  DeleteRetentionPolicy$,
  DescribeLogGroups$,
  PutRetentionPolicy$,
  type CreateLogGroupRequest,
  type DeleteLogGroupRequest,
  type DeleteRetentionPolicyRequest,
  type DescribeLogGroupsRequest,
  type DescribeLogGroupsResponse,
  type LogGroup as WrittenGroup,
  type PutRetentionPolicyRequest,
} from '@aws-sdk/client-cloudwatch-logs'
import { entryOf } from '../../entries.ts'
import { operation } from '../../operation.ts'
import { pageOf, sortedBy } from '../../pages.ts'
import {
  alreadyThere,
  checkLimit,
  checkText,
  findGroup,
  GROUP_NAME,
  groupArnFor,
  groupsHere,
  invalidParameter,
  onGroup,
  wrongToken,
} from './groupLookup.ts'
import { newLogGroup, type LogGroup } from './logsState.ts'
import { checkTags } from './tags.ts'

const createLogGroup = operation<CreateLogGroupRequest, object>(
  CreateLogGroup$,
  (input, context) => {
    checkText('logGroupName', input.logGroupName, 512, GROUP_NAME)
    const { groups } = context.state.logs
    const arn = groupArnFor(context, input)
    if (entryOf(groups, arn) !== undefined) throw alreadyThere('The specified log group already exists')
    const tags = checkTags(input.tags)
    groups[arn] = { ...newLogGroup(arn, context.nowMs), kmsKeyId: input.kmsKeyId ?? null, tags }
    return {}
  },
  onGroup,
)

const deleteLogGroup = operation<DeleteLogGroupRequest, object>(
  DeleteLogGroup$,
  async (input, context) => {
    const group = findGroup(context, input)
    for (const { id } of Object.values(group.streams)) await context.logEvents.remove(id)
    delete context.state.logs.groups[group.arn]
    return {}
  },
  onGroup,
)

const describeLogGroups = operation<DescribeLogGroupsRequest, DescribeLogGroupsResponse>(
  DescribeLogGroups$,
  ({ logGroupNamePrefix: prefix, logGroupNamePattern: pattern, nextToken, limit = 50 }, context) => {
    checkLimit('limit', limit, 50)
    if (prefix !== undefined && pattern !== undefined)
      throw invalidParameter(
        'LogGroupName prefix and LogGroupName pattern are mutually exclusive parameters.',
      )
    const groups = groupsHere(context).filter(
      ({ name }) =>
        name.startsWith(prefix ?? '') && name.toLowerCase().includes((pattern ?? '').toLowerCase()),
    )
    const page = pageOf(sortedBy(groups, nameOf), nameOf, limit, nextToken, wrongToken)
    return { logGroups: page.items.map(written), ...(page.next !== undefined && { nextToken: page.next }) }
  },
  { resource: (_, context) => groupArnFor(context, { logGroupName: ':log-stream:' }) },
)

const RETENTION_DAYS: ReadonlySet<number> = new Set([
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
])

const putRetentionPolicy = operation<PutRetentionPolicyRequest, object>(
  PutRetentionPolicy$,
  ({ retentionInDays, ...input }, context) => {
    const group = findGroup(context, input)
    if (!RETENTION_DAYS.has(retentionInDays!))
      throw invalidParameter(`Invalid retention value. Valid values are: [${[...RETENTION_DAYS].join(', ')}]`)
    group.retentionDays = retentionInDays!
    return {}
  },
  onGroup,
)

const deleteRetentionPolicy = operation<DeleteRetentionPolicyRequest, object>(
  DeleteRetentionPolicy$,
  (input, context) => {
    findGroup(context, input).retentionDays = null
    return {}
  },
  onGroup,
)

export const GROUPS = [
  createLogGroup,
  deleteLogGroup,
  describeLogGroups,
  putRetentionPolicy,
  deleteRetentionPolicy,
]

const nameOf = ({ name }: { readonly name: string }) => name

function written(group: LogGroup): WrittenGroup {
  const streams = Object.values(group.streams)
  return {
    logGroupName: group.name,
    creationTime: group.createdMs,
    ...(group.retentionDays !== null && { retentionInDays: group.retentionDays }),
    metricFilterCount: Object.keys(group.metricFilters).length,
    arn: `${group.arn}:*`,
    storedBytes: streams.reduce((sum, { storedBytes }) => sum + storedBytes, 0),
    ...(group.kmsKeyId !== null && { kmsKeyId: group.kmsKeyId }),
    logGroupClass: 'STANDARD',
    logGroupArn: group.arn,
  }
}
