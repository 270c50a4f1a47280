import {
  InvalidCloudWatchLogsLogGroupArnException$,
  InvalidCloudWatchLogsRoleArnException$,
  InvalidParameterCombinationException$,
  InvalidS3PrefixException$,
  KmsKeyDisabledException$,
  KmsKeyNotFoundException$,
  OrganizationsNotInUseException$,
} from '@aws-sdk/client-cloudtrail'
import type { CreateTrailRequest, UpdateTrailRequest } from '@aws-sdk/client-cloudtrail'
import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import { findUsableKey } from '../kms/keyLookup.ts'
import { checkedLogGroup, checkedTopic, checkLogGroupRole } from './trailOutputs.ts'
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
export async function settingsAfter(
  before: TrailSettings | null,
  arn: string,
  input: Input,
  context: CallContext,
): Promise<TrailSettings> {
  if (input.IsOrganizationTrail === true)
    throw failed(
      OrganizationsNotInUseException$,
      `The account ${context.account.accountId} is not a member of an organization.`,
    )
  const old = before ?? { ...DEFAULTS, s3BucketName: '' }
  const settings: TrailSettings = {
    s3BucketName: input.S3BucketName ?? old.s3BucketName,
    s3KeyPrefix: textAfter(old.s3KeyPrefix, input.S3KeyPrefix, checkedPrefix),
    snsTopicArn: textAfter(old.snsTopicArn, input.SnsTopicName, (name) => checkedTopic(name, arn, context)),
    includeGlobalServiceEvents: input.IncludeGlobalServiceEvents ?? old.includeGlobalServiceEvents,
    isMultiRegionTrail: input.IsMultiRegionTrail ?? old.isMultiRegionTrail,
    logFileValidationEnabled: input.EnableLogFileValidation ?? old.logFileValidationEnabled,
    cloudWatchLogsLogGroupArn: textAfter(
      old.cloudWatchLogsLogGroupArn,
      input.CloudWatchLogsLogGroupArn,
      (group) => checkedLogGroup(group, context),
    ),
    cloudWatchLogsRoleArn: textAfter(old.cloudWatchLogsRoleArn, input.CloudWatchLogsRoleArn, (role) => role),
    kmsKeyId: textAfter(old.kmsKeyId, input.KmsKeyId, (key) => keyArn(key, context)),
    recursiveLogging: input.RecursiveLogging ?? old.recursiveLogging,
  }
  checkCombination(settings)
  checkLogGroupRole(settings, context)
  await checkTrailBucket(settings, arn, context)
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
