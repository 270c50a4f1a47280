import {
  InsufficientSnsTopicPolicyException$,
  InvalidCloudWatchLogsLogGroupArnException$,
  InvalidCloudWatchLogsRoleArnException$,
  InvalidParameterCombinationException$,
  InvalidS3PrefixException$,
  InvalidSnsTopicNameException$,
  KmsKeyDisabledException$,
  KmsKeyNotFoundException$,
  OrganizationsNotInUseException$,
} from '@aws-sdk/client-cloudtrail'
import type { CreateTrailRequest, UpdateTrailRequest } from '@aws-sdk/client-cloudtrail'
import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import { findUsableKey } from '../kms/keyLookup.ts'
import type { TrailSettings } from './cloudTrailState.ts'
import { failed } from './failed.ts'
import { checkTrailBucket } from './trailBucket.ts'

type Input = CreateTrailRequest | UpdateTrailRequest

const MAX_PREFIX_LENGTH = 200

/** Of a trail that says nothing about them. */
const DEFAULTS: Omit<TrailSettings, 's3BucketName'> = {
  s3KeyPrefix: null,
  snsTopicArn: null,
  includeGlobalServiceEvents: true,
  isMultiRegionTrail: false,
  logFileValidationEnabled: false,
  cloudWatchLogsLogGroupArn: null,
  cloudWatchLogsRoleArn: null,
  kmsKeyId: null,
  recursiveLogging: true,
}

/**
 * The settings of a trail after a request; `before` is null if it is being created. What the request
 * does not name stays, and an empty text removes a setting. Throws if the trail could not work.
 */
export function settingsAfter(
  before: TrailSettings | null,
  arn: string,
  input: Input,
  context: CallContext,
): TrailSettings {
  if (input.IsOrganizationTrail === true)
    throw failed(
      OrganizationsNotInUseException$,
      `The account ${context.account.accountId} is not a member of an organization.`,
    )
  const old = before ?? { ...DEFAULTS, s3BucketName: '' }
  const settings: TrailSettings = {
    s3BucketName: input.S3BucketName ?? old.s3BucketName,
    s3KeyPrefix: textAfter(old.s3KeyPrefix, input.S3KeyPrefix, checkedPrefix),
    snsTopicArn: textAfter(old.snsTopicArn, input.SnsTopicName, (name) => topicArn(name, context)),
    includeGlobalServiceEvents: input.IncludeGlobalServiceEvents ?? old.includeGlobalServiceEvents,
    isMultiRegionTrail: input.IsMultiRegionTrail ?? old.isMultiRegionTrail,
    logFileValidationEnabled: input.EnableLogFileValidation ?? old.logFileValidationEnabled,
    cloudWatchLogsLogGroupArn: textAfter(
      old.cloudWatchLogsLogGroupArn,
      input.CloudWatchLogsLogGroupArn,
      (group) => checkedLogGroup(group, context),
    ),
    cloudWatchLogsRoleArn: textAfter(old.cloudWatchLogsRoleArn, input.CloudWatchLogsRoleArn, (role) =>
      checkedRole(role, context),
    ),
    kmsKeyId: textAfter(old.kmsKeyId, input.KmsKeyId, (key) => keyArn(key, context)),
    recursiveLogging: input.RecursiveLogging ?? old.recursiveLogging,
  }
  checkCombination(settings)
  checkTrailBucket(settings, arn, context)
  return settings
}

function textAfter(
  before: string | null,
  given: string | undefined,
  checked: (text: string) => string,
): string | null {
  if (given === undefined) return before
  return given === '' ? null : checked(given)
}

function checkCombination(settings: TrailSettings): void {
  if (settings.isMultiRegionTrail && !settings.includeGlobalServiceEvents)
    throw failed(
      InvalidParameterCombinationException$,
      'Multi-Region trail must include global service events.',
    )
  const { cloudWatchLogsLogGroupArn: group, cloudWatchLogsRoleArn: role } = settings
  if (group !== null && role === null)
    throw failed(
      InvalidCloudWatchLogsRoleArnException$,
      'CloudWatchLogsRoleArn is required with CloudWatchLogsLogGroupArn.',
    )
  if (group === null && role !== null)
    throw failed(
      InvalidCloudWatchLogsLogGroupArnException$,
      'CloudWatchLogsLogGroupArn is required with CloudWatchLogsRoleArn.',
    )
}

function checkedPrefix(prefix: string): string {
  if (prefix.length > MAX_PREFIX_LENGTH)
    throw failed(
      InvalidS3PrefixException$,
      `S3KeyPrefix has ${prefix.length} characters, but at most ${MAX_PREFIX_LENGTH} are allowed.`,
    )
  return prefix
}

/** A topic is given by its name, in the Region of the call, or by its ARN. */
function topicArn(nameOrArn: string, { account, region }: CallContext): string {
  const isArn = nameOrArn.startsWith('arn:')
  const name = isArn ? nameOrArn.split(':').at(-1)! : nameOrArn
  if (
    !/^[a-zA-Z0-9_-]{1,256}$/.test(name) ||
    (isArn && !/^arn:aws:sns:[a-z0-9-]+:\d{12}:[^:]+$/.test(nameOrArn))
  )
    throw failed(InvalidSnsTopicNameException$, `The SNS topic name ${nameOrArn} is not valid.`)
  const arn = isArn ? nameOrArn : `arn:aws:sns:${region}:${account.accountId}:${name}`
  if (!account.resources.topics.includes(name) || arn.split(':')[4] !== account.accountId)
    throw failed(
      InsufficientSnsTopicPolicyException$,
      'SNS Topic does not exist or the topic policy is incorrect!',
    )
  return arn
}

/** The log group must be in the account and in the Region of the trail. */
function checkedLogGroup(arn: string, { account, region }: CallContext): string {
  const match = /^arn:aws:logs:([a-z0-9-]+):(\d{12}):log-group:[a-zA-Z0-9_\-/.#]{1,512}:\*$/.exec(arn)
  if (match?.[1] !== region || match[2] !== account.accountId)
    throw failed(
      InvalidCloudWatchLogsLogGroupArnException$,
      'CloudTrail cannot validate the specified log group ARN.',
    )
  return arn
}

function checkedRole(arn: string, { state }: CallContext): string {
  if (!Object.values(state.iam.roles).some((role) => role.arn === arn))
    throw failed(
      InvalidCloudWatchLogsRoleArnException$,
      'Access denied. Check the trust relationships for your role.',
    )
  return arn
}

/** A key is given by its ID, its alias, or the ARN of either. */
function keyArn(given: string, context: CallContext): string {
  try {
    return findUsableKey(context, given).arn
  } catch (error) {
    if (!(error instanceof AwsFailure)) throw error
    const isThere = error.code === 'DisabledException' || error.code === 'KMSInvalidStateException'
    throw failed(isThere ? KmsKeyDisabledException$ : KmsKeyNotFoundException$, error.message)
  }
}
