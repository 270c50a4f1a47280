import { CallFailure } from '../queries/callAccount.ts'
import { logFolderOf, type Tag, type Trail } from './trail.ts'

/** The attributes of a trail, as its form has them. */
export interface TrailAttributes {
  readonly name: string
  /** Whether the bucket is created with the trail. */
  readonly isNewBucket: boolean
  readonly bucket: string
  readonly prefix: string
  readonly isEncrypted: boolean
  /** ID, alias or ARN. */
  readonly kmsKey: string
  readonly isValidated: boolean
  readonly hasTopic: boolean
  /** Name or ARN. */
  readonly topic: string
  readonly hasLogGroup: boolean
  /** ARNs. */
  readonly logGroup: string
  readonly role: string
  readonly tags: readonly Tag[]
}

/** A part of a form that a failure belongs to. */
export type TrailField =
  | 'name'
  | 'bucket'
  | 'prefix'
  | 'kmsKey'
  | 'topic'
  | 'logGroup'
  | 'role'
  | 'tags'
  | 'events'
  | 'insights'

export type FieldProblems = Readonly<Partial<Record<TrailField, string>>>

export const newTrailAttributes = (accountId: string, unique: string): TrailAttributes => ({
  name: '',
  isNewBucket: true,
  bucket: `aws-cloudtrail-logs-${accountId}-${unique}`,
  prefix: '',
  isEncrypted: false,
  kmsKey: '',
  isValidated: true,
  hasTopic: false,
  topic: '',
  hasLogGroup: false,
  logGroup: '',
  role: '',
  tags: [],
})

export const attributesOf = (trail: Trail, tags: readonly Tag[]): TrailAttributes => ({
  name: trail.Name,
  isNewBucket: false,
  bucket: trail.S3BucketName,
  prefix: trail.S3KeyPrefix ?? '',
  isEncrypted: trail.KmsKeyId !== undefined,
  kmsKey: trail.KmsKeyId ?? '',
  isValidated: trail.LogFileValidationEnabled,
  hasTopic: trail.SnsTopicARN !== undefined,
  topic: trail.SnsTopicARN ?? '',
  hasLogGroup: trail.CloudWatchLogsLogGroupArn !== undefined,
  logGroup: trail.CloudWatchLogsLogGroupArn ?? '',
  role: trail.CloudWatchLogsRoleArn ?? '',
  tags,
})

/** What is missing, as AWS would not say it before the call. */
export function missingAttributes(attributes: TrailAttributes): FieldProblems {
  const { name, bucket, isEncrypted, kmsKey, hasTopic, topic, hasLogGroup, logGroup, role, tags } = attributes
  return {
    ...(name.trim() === '' && { name: 'Enter a name for the trail.' }),
    ...(bucket.trim() === '' && { bucket: 'Enter the name of a bucket.' }),
    ...(isEncrypted && kmsKey.trim() === '' && { kmsKey: 'Choose a KMS key, or turn the encryption off.' }),
    ...(hasTopic && topic.trim() === '' && { topic: 'Choose a topic, or turn the notification off.' }),
    ...(hasLogGroup && logGroup.trim() === '' && { logGroup: 'Choose a log group.' }),
    ...(hasLogGroup && role.trim() === '' && { role: 'Choose a role that may write to the log group.' }),
    ...(tags.some(({ Key }) => Key.trim() === '') && { tags: 'Enter a key for each tag.' }),
  }
}

/** The settings as CreateTrail and UpdateTrail take them; an empty text removes a setting. */
export function settingsOf(attributes: TrailAttributes): Readonly<Record<string, unknown>> {
  const { bucket, prefix, isEncrypted, kmsKey, isValidated, hasTopic, topic, hasLogGroup, logGroup, role } =
    attributes
  return {
    S3BucketName: bucket.trim(),
    S3KeyPrefix: prefix.trim(),
    KmsKeyId: isEncrypted ? kmsKey.trim() : '',
    EnableLogFileValidation: isValidated,
    SnsTopicName: hasTopic ? topic.trim() : '',
    CloudWatchLogsLogGroupArn: hasLogGroup ? logGroup.trim() : '',
    CloudWatchLogsRoleArn: hasLogGroup ? role.trim() : '',
  }
}

/** What lets CloudTrail write to a bucket, as the AWS console writes it for a bucket that it creates. */
export function bucketPolicy(
  { name, bucket, prefix }: TrailAttributes,
  accountId: string,
  region: string,
): string {
  const Principal = { Service: 'cloudtrail.amazonaws.com' }
  const fromTrail = { 'AWS:SourceArn': `arn:aws:cloudtrail:${region}:${accountId}:trail/${name.trim()}` }
  const folder = logFolderOf({ S3KeyPrefix: prefix.trim() }, accountId)
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'AWSCloudTrailAclCheck20150319',
        Effect: 'Allow',
        Principal,
        Action: 's3:GetBucketAcl',
        Resource: `arn:aws:s3:::${bucket.trim()}`,
        Condition: { StringEquals: fromTrail },
      },
      {
        Sid: 'AWSCloudTrailWrite20150319',
        Effect: 'Allow',
        Principal,
        Action: 's3:PutObject',
        Resource: `arn:aws:s3:::${bucket.trim()}/${folder}*`,
        Condition: { StringEquals: { ...fromTrail, 's3:x-amz-acl': 'bucket-owner-full-control' } },
      },
    ],
  })
}

/** By what the code of a failure begins with, and without a match the next. */
const FIELDS: readonly (readonly [RegExp, TrailField])[] = [
  [/^(InvalidTrailName|TrailAlreadyExists)/, 'name'],
  [/S3Prefix/, 'prefix'],
  [/Bucket/, 'bucket'],
  [/^(Kms|KMS|InsufficientEncryptionPolicy)/, 'kmsKey'],
  [/Sns/, 'topic'],
  [/CloudWatchLogsLogGroup/, 'logGroup'],
  [/CloudWatchLogs/, 'role'],
  [/^(InvalidTag|TagsLimit)/, 'tags'],
  [/EventSelectors/, 'events'],
  [/InsightSelectors/, 'insights'],
]

/** The field that a failure is about; null if it is about none. */
export function fieldOf(error: unknown): TrailField | null {
  if (!(error instanceof CallFailure)) return null
  return FIELDS.find(([pattern]) => pattern.test(error.code))?.[1] ?? null
}
