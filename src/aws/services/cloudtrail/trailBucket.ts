import {
  InsufficientS3BucketPolicyException$,
  InvalidS3BucketNameException$,
  S3BucketDoesNotExistException$,
} from '@aws-sdk/client-cloudtrail'
import { logsFolder } from '../../../cloudtrail/logFileKey.ts'
import type { CallContext } from '../../callContext.ts'
import type { BucketProblem } from '../../deliveries.ts'
import { entryOf } from '../../entries.ts'
import type { AwsFailure } from '../../failure.ts'
import { serviceAccess } from '../../principals/serviceAccess.ts'
import type { TrailSettings } from './cloudTrailState.ts'
import { failed } from './failed.ts'

const CLOUDTRAIL = 'cloudtrail.amazonaws.com'

/** Throws if a trail could not deliver its log files to the bucket. docs/cloudtrail.md#trails */
export async function checkTrailBucket(
  { s3BucketName: name, s3KeyPrefix: prefix }: TrailSettings,
  trailArn: string,
  { account, state, deliveries }: CallContext,
): Promise<void> {
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) || /\.\.|\.-|-\./.test(name))
    throw failed(InvalidS3BucketNameException$, `The S3 bucket name ${JSON.stringify(name)} is not valid.`)
  if (deliveries.checkBucket !== null) {
    const problem = await deliveries.checkBucket(name)
    if (problem !== null) throw failureFor(problem)
    return
  }
  const bucket = entryOf(state.s3.buckets, name)
  if (bucket === undefined) throw failed(S3BucketDoesNotExistException$, `S3 bucket ${name} does not exist!`)
  const caller = { service: CLOUDTRAIL, sourceArn: trailArn, accountId: account.accountId }
  const arn = `arn:aws:s3:::${name}`
  const folder = `${arn}/${logsFolder(prefix)}${account.accountId}`
  const may = (action: string, resource: string) =>
    serviceAccess(bucket.policy, caller, action, resource, FULL_CONTROL_OF_OWNER) === 'allowed'
  if (!may('s3:GetBucketAcl', arn) || !may('s3:PutObject', `${folder}/CloudTrail`))
    throw failed(
      InsufficientS3BucketPolicyException$,
      `Incorrect S3 bucket policy is detected for bucket: ${name}`,
    )
}

function failureFor({ code, message }: BucketProblem): AwsFailure {
  const isDenied = code === 'AccessDenied'
  return failed(isDenied ? InsufficientS3BucketPolicyException$ : S3BucketDoesNotExistException$, message)
}

const FULL_CONTROL_OF_OWNER = { 's3:x-amz-acl': 'bucket-owner-full-control' }
