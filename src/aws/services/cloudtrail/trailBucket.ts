import {
  InsufficientS3BucketPolicyException$,
  InvalidS3BucketNameException$,
  S3BucketDoesNotExistException$,
} from '@aws-sdk/client-cloudtrail'
import type { Json } from '../../../account/json.ts'
import type { CallContext } from '../../callContext.ts'
import { entryOf } from '../../entries.ts'
import {
  coversAction,
  coversResource,
  matchesPattern,
  statementsOf,
  type Statement,
} from '../../principals/policyDocument.ts'
import type { TrailSettings } from './cloudTrailState.ts'
import { failed } from './failed.ts'

const CLOUDTRAIL = 'cloudtrail.amazonaws.com'

/** Throws if a trail could not deliver its log files to the bucket. docs/cloudtrail.md#trails */
export function checkTrailBucket(
  { s3BucketName: name, s3KeyPrefix: prefix }: TrailSettings,
  trailArn: string,
  { account, state }: CallContext,
): void {
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) || /\.\.|\.-|-\./.test(name))
    throw failed(InvalidS3BucketNameException$, `The S3 bucket name ${JSON.stringify(name)} is not valid.`)
  const bucket = entryOf(state.s3.buckets, name)
  if (bucket === undefined) throw failed(S3BucketDoesNotExistException$, `S3 bucket ${name} does not exist!`)
  const statements = statementsOf(bucket.policy ?? '').filter((statement) =>
    appliesTo(statement, trailArn, account.accountId),
  )
  const arn = `arn:aws:s3:::${name}`
  const folder = `${arn}/${prefix === null ? '' : `${prefix}/`}AWSLogs/${account.accountId}`
  if (
    !allows(statements, 's3:GetBucketAcl', arn) ||
    !allows(statements, 's3:PutObject', `${folder}/CloudTrail`)
  )
    throw failed(
      InsufficientS3BucketPolicyException$,
      `Incorrect S3 bucket policy is detected for bucket: ${name}`,
    )
}

function allows(statements: readonly Statement[], action: string, resource: string): boolean {
  const covering = statements.filter(
    (statement) => coversAction(statement, action) && coversResource(statement, resource, null),
  )
  return covering.length > 0 && covering.every(({ isAllow }) => isAllow)
}

/** Whether a statement is about the deliveries of a trail. */
function appliesTo(
  { principals, condition, isAllow }: Statement,
  trailArn: string,
  accountId: string,
): boolean {
  const isCloudTrail = ([kind, value]: readonly [string, string]) =>
    value === '*' || (kind === 'Service' && value === CLOUDTRAIL)
  if (!principals.some(isCloudTrail)) return false
  const values: Readonly<Record<string, string>> = {
    'aws:sourcearn': trailArn,
    'aws:sourceaccount': accountId,
    'aws:securetransport': 'true',
    's3:x-amz-acl': 'bucket-owner-full-control',
  }
  return Object.entries(condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys ?? {}).every(([key, wanted]) => {
      const value = values[key.toLowerCase()]
      // What is not known is taken to be as CloudTrail needs it.
      return value === undefined ? isAllow : holds(operator, value, wanted)
    }),
  )
}

function holds(operator: string, value: string, wanted: Json): boolean {
  const patterns = (Array.isArray(wanted) ? wanted : [wanted]).map(String)
  const isAny = patterns.some((pattern) =>
    /Like/i.test(operator) || /^Arn/i.test(operator) ? matchesPattern(pattern, value) : pattern === value,
  )
  return isAny !== /Not/.test(operator)
}
