import {
  CloudWatchLogsDeliveryUnavailableException$,
  InsufficientSnsTopicPolicyException$,
  InvalidCloudWatchLogsLogGroupArnException$,
  InvalidCloudWatchLogsRoleArnException$,
  InvalidSnsTopicNameException$,
} from '@aws-sdk/client-cloudtrail'
import type { AccountState } from '../../accountState.ts'
import type { CallContext } from '../../callContext.ts'
import { entryOf } from '../../entries.ts'
import { documentOf } from '../../principals/policies.ts'
import { coversAction, coversResource, statementsOf } from '../../principals/policyDocument.ts'
import { serviceAccess } from '../../principals/serviceAccess.ts'
import type { IamRole } from '../iam/iamState.ts'
import { topicArn } from '../sns/snsState.ts'
import type { TrailSettings } from './cloudTrailState.ts'
import { failed } from './failed.ts'

const CLOUDTRAIL = 'cloudtrail.amazonaws.com'

/**
 * The ARN of a topic that is given by its name, in the Region of the call, or by its ARN. Throws
 * unless its policy lets CloudTrail publish.
 */
export function checkedTopic(
  nameOrArn: string,
  trailArn: string,
  { account, region, state }: CallContext,
): string {
  const isArn = nameOrArn.startsWith('arn:')
  const name = isArn ? nameOrArn.split(':').at(-1)! : nameOrArn
  if (
    !/^[a-zA-Z0-9_-]{1,256}$/.test(name) ||
    (isArn && !/^arn:aws:sns:[a-z0-9-]+:\d{12}:[^:]+$/.test(nameOrArn))
  )
    throw failed(InvalidSnsTopicNameException$, `The SNS topic name ${nameOrArn} is not valid.`)
  const arn = isArn ? nameOrArn : topicArn(region, account.accountId, name)
  const why = whyNoTopic(state, arn, trailArn, account.accountId)
  if (why !== null) throw failed(InsufficientSnsTopicPolicyException$, why)
  return arn
}

/** Why a trail cannot publish to a topic; null if it can. */
export function whyNoTopic(
  { sns }: AccountState,
  arn: string,
  trailArn: string,
  accountId: string,
): string | null {
  const policy = entryOf(sns.topics, arn)?.attributes['Policy'] ?? null
  const caller = { service: CLOUDTRAIL, sourceArn: trailArn, accountId }
  // The policy of a new topic is for the account's own people, which a service is not.
  const access = serviceAccess(policy, caller, 'SNS:Publish', arn, { 'aws:sourceowner': CLOUDTRAIL })
  return access === 'allowed' ? null : 'SNS Topic does not exist or the topic policy is incorrect!'
}

/** The log group has to be in the account and in the Region of the trail. */
export function checkedLogGroup(arn: string, { account, region, state }: CallContext): string {
  const match = /^(arn:aws:logs:([a-z0-9-]+):(\d{12}):log-group:[a-zA-Z0-9_\-/.#]{1,512}):\*$/.exec(arn)
  const isHere = match?.[2] === region && match[3] === account.accountId
  if (!isHere || entryOf(state.logs.groups, match[1]!) === undefined)
    throw failed(
      InvalidCloudWatchLogsLogGroupArnException$,
      'CloudTrail cannot validate the specified log group ARN.',
    )
  return arn
}

/** Throws unless CloudTrail may assume the role, and the role may write into the stream of the trail. */
export function checkLogGroupRole(
  { cloudWatchLogsLogGroupArn: group, cloudWatchLogsRoleArn: role }: TrailSettings,
  { account, region, state }: CallContext,
): void {
  if (group === null || role === null) return
  const why = whyNoLogGroup(state, group, role, streamName(account.accountId, region))
  if (why === null) return
  throw failed(
    why.isRole ? InvalidCloudWatchLogsRoleArnException$ : CloudWatchLogsDeliveryUnavailableException$,
    why.reason,
  )
}

interface Why {
  readonly reason: string
  /** Whether it is the role that is wrong. */
  readonly isRole: boolean
}

/** Why a role cannot write a stream of a log group; null if it can. */
export function whyNoLogGroup(
  { iam, logs }: AccountState,
  groupArn: string,
  roleArn: string,
  stream: string,
): Why | null {
  if (entryOf(logs.groups, groupArn.replace(/:\*$/, '')) === undefined)
    return { reason: `The log group ${groupArn} does not exist.`, isRole: false }
  const role = Object.values(iam.roles).find(({ arn }) => arn === roleArn)
  if (role === undefined || !isTrusting(role))
    return { reason: 'Access denied. Check the trust relationships for your role.', isRole: true }
  const resource = groupArn.replace(/\*$/, `log-stream:${stream}`)
  const documents = [
    ...role.attachedPolicies.map((arn) => documentOf(iam, arn) ?? ''),
    ...Object.values(role.inlinePolicies),
  ]
  const statements = documents.flatMap(statementsOf).filter((each) => coversResource(each, resource, null))
  const isAllowed = ['logs:CreateLogStream', 'logs:PutLogEvents'].every((action) => {
    const covering = statements.filter((each) => coversAction(each, action))
    return covering.some(({ isAllow }) => isAllow) && covering.every(({ isAllow }) => isAllow)
  })
  return isAllowed ? null : { reason: 'Access denied. Check the permissions for your role.', isRole: true }
}

function isTrusting({ assumeRolePolicy }: IamRole): boolean {
  return statementsOf(assumeRolePolicy).some(
    (statement) =>
      statement.isAllow &&
      statement.principals.some(([kind, value]) => kind === 'Service' && value === CLOUDTRAIL) &&
      coversAction(statement, 'sts:AssumeRole'),
  )
}

/** The stream into which a trail writes the events of a Region. */
export function streamName(accountId: string, region: string): string {
  return `${accountId}_CloudTrail_${region}`
}
