import { CallFailure } from '../queries/callAccount.ts'
import type { Tag, Trail } from './trail.ts'

/** Something that a trail uses: created together with it, or there already. */
export interface NewOrExisting {
  readonly isNew: boolean
  readonly newName: string
  /** What names it for CloudTrail. */
  readonly existing: string
}

/** The attributes of a trail, as its form has them. */
export interface TrailAttributes {
  readonly name: string
  /** Whether the bucket is created with the trail. */
  readonly isNewBucket: boolean
  readonly bucket: string
  readonly prefix: string
  readonly isEncrypted: boolean
  /** A new one by its alias, an existing one by its ID, alias or ARN. */
  readonly kmsKey: NewOrExisting
  readonly isValidated: boolean
  readonly hasTopic: boolean
  /** An existing one by its name or ARN. */
  readonly topic: NewOrExisting
  readonly hasLogGroup: boolean
  /** Existing ones by their ARNs. */
  readonly logGroup: NewOrExisting
  readonly role: NewOrExisting
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

/** The names that the AWS console suggests. `unique` tells them from those of other trails. */
export function newTrailAttributes(accountId: string, unique: string): TrailAttributes {
  const name = `aws-cloudtrail-logs-${accountId}-${unique}`
  return {
    name: '',
    isNewBucket: true,
    bucket: name,
    prefix: '',
    isEncrypted: false,
    kmsKey: newOr(undefined, ''),
    isValidated: true,
    hasTopic: false,
    topic: newOr(undefined, name),
    hasLogGroup: false,
    logGroup: newOr(undefined, name),
    role: newOr(undefined, `CloudTrailRoleForCloudWatchLogs_${unique}`),
    tags: [],
  }
}

export function attributesOf(
  trail: Trail,
  tags: readonly Tag[],
  accountId: string,
  unique: string,
): TrailAttributes {
  const { kmsKey, topic, logGroup, role } = newTrailAttributes(accountId, unique)
  return {
    name: trail.Name,
    isNewBucket: false,
    bucket: trail.S3BucketName,
    prefix: trail.S3KeyPrefix ?? '',
    isEncrypted: trail.KmsKeyId !== undefined,
    kmsKey: newOr(trail.KmsKeyId, kmsKey.newName),
    isValidated: trail.LogFileValidationEnabled,
    hasTopic: trail.SnsTopicARN !== undefined,
    topic: newOr(trail.SnsTopicARN, topic.newName),
    hasLogGroup: trail.CloudWatchLogsLogGroupArn !== undefined,
    logGroup: newOr(trail.CloudWatchLogsLogGroupArn, logGroup.newName),
    role: newOr(trail.CloudWatchLogsRoleArn, role.newName),
    tags,
  }
}

/** What is there, or else a new one. */
const newOr = (existing: string | undefined, newName: string): NewOrExisting => ({
  isNew: existing === undefined,
  newName,
  existing: existing ?? '',
})

/** What names it, new or not. */
export const chosenName = ({ isNew, newName, existing }: NewOrExisting): string =>
  (isNew ? newName : existing).trim()

/** What is missing, as AWS would not say it before the call. */
export function missingAttributes(attributes: TrailAttributes): FieldProblems {
  const { name, bucket, isEncrypted, kmsKey, hasTopic, topic, hasLogGroup, logGroup, role, tags } = attributes
  const isMissing = (chosen: NewOrExisting) => chosenName(chosen) === ''
  return {
    ...(name.trim() === '' && { name: 'Enter a name for the trail.' }),
    ...(bucket.trim() === '' && { bucket: 'Enter the name of a bucket.' }),
    ...(isEncrypted &&
      isMissing(kmsKey) && {
        kmsKey: kmsKey.isNew
          ? 'Enter an alias for the new key.'
          : 'Choose a KMS key, or turn the encryption off.',
      }),
    ...(hasTopic &&
      isMissing(topic) && {
        topic: topic.isNew
          ? 'Enter a name for the new topic.'
          : 'Choose a topic, or turn the notification off.',
      }),
    ...(hasLogGroup &&
      isMissing(logGroup) && {
        logGroup: logGroup.isNew ? 'Enter a name for the new log group.' : 'Choose a log group.',
      }),
    ...(hasLogGroup &&
      isMissing(role) && {
        role: role.isNew
          ? 'Enter a name for the new role.'
          : 'Choose a role that may write to the log group.',
      }),
    ...(tags.some(({ Key }) => Key.trim() === '') && { tags: 'Enter a key for each tag.' }),
  }
}

/**
 * The settings as CreateTrail and UpdateTrail take them, once what is new of them was created; an
 * empty text removes a setting.
 */
export function settingsOf(attributes: TrailAttributes): Readonly<Record<string, unknown>> {
  const { bucket, prefix, isEncrypted, kmsKey, isValidated, hasTopic, topic, hasLogGroup, logGroup, role } =
    attributes
  return {
    S3BucketName: bucket.trim(),
    S3KeyPrefix: prefix.trim(),
    KmsKeyId: isEncrypted ? kmsKey.existing.trim() : '',
    EnableLogFileValidation: isValidated,
    SnsTopicName: hasTopic ? topic.existing.trim() : '',
    CloudWatchLogsLogGroupArn: hasLogGroup ? logGroup.existing.trim() : '',
    CloudWatchLogsRoleArn: hasLogGroup ? role.existing.trim() : '',
  }
}

/** What belongs to a field could not be created. The message is AWS’s own. */
export class FieldFailure extends Error {
  readonly field: TrailField
  constructor(field: TrailField, { message }: CallFailure) {
    super(message)
    this.field = field
  }
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
  if (error instanceof FieldFailure) return error.field
  if (!(error instanceof CallFailure)) return null
  return FIELDS.find(([pattern]) => pattern.test(error.code))?.[1] ?? null
}
