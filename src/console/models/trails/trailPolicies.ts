import { logFolderOf } from './trail.ts'
import type { TrailAttributes } from './trailForm.ts'

/** An account and Region in which a trail is created or changed. */
export interface TrailPlace {
  readonly accountId: string
  readonly region: string
}

const VERSION = '2012-10-17'
const CLOUDTRAIL = { Service: 'cloudtrail.amazonaws.com' }

const arnOf = ({ name }: TrailAttributes, { accountId, region }: TrailPlace): string =>
  `arn:aws:cloudtrail:${region}:${accountId}:trail/${name.trim()}`

/** What lets CloudTrail write to a bucket, as the AWS console writes it for a bucket that it creates. */
export function bucketPolicy(attributes: TrailAttributes, place: TrailPlace): string {
  const { bucket, prefix } = attributes
  const fromTrail = { 'AWS:SourceArn': arnOf(attributes, place) }
  const folder = logFolderOf({ S3KeyPrefix: prefix.trim() }, place.accountId)
  return JSON.stringify({
    Version: VERSION,
    Statement: [
      {
        Sid: 'AWSCloudTrailAclCheck20150319',
        Effect: 'Allow',
        Principal: CLOUDTRAIL,
        Action: 's3:GetBucketAcl',
        Resource: `arn:aws:s3:::${bucket.trim()}`,
        Condition: { StringEquals: fromTrail },
      },
      {
        Sid: 'AWSCloudTrailWrite20150319',
        Effect: 'Allow',
        Principal: CLOUDTRAIL,
        Action: 's3:PutObject',
        Resource: `arn:aws:s3:::${bucket.trim()}/${folder}*`,
        Condition: { StringEquals: { ...fromTrail, 's3:x-amz-acl': 'bucket-owner-full-control' } },
      },
    ],
  })
}

/** What lets CloudTrail encrypt with a key, and the account decrypt. */
export function keyPolicy(attributes: TrailAttributes, place: TrailPlace): string {
  const { accountId } = place
  const fromTrail = { 'AWS:SourceArn': arnOf(attributes, place) }
  const forTrails = {
    'kms:EncryptionContext:aws:cloudtrail:arn': `arn:aws:cloudtrail:*:${accountId}:trail/*`,
  }
  return JSON.stringify({
    Version: VERSION,
    Id: 'Key policy created by CloudTrail',
    Statement: [
      {
        Sid: 'Enable IAM user permissions',
        Effect: 'Allow',
        Principal: { AWS: [`arn:aws:iam::${accountId}:root`] },
        Action: 'kms:*',
        Resource: '*',
      },
      {
        Sid: 'Allow CloudTrail to encrypt logs',
        Effect: 'Allow',
        Principal: CLOUDTRAIL,
        Action: 'kms:GenerateDataKey*',
        Resource: '*',
        Condition: { StringEquals: fromTrail, StringLike: forTrails },
      },
      {
        Sid: 'Allow CloudTrail to describe key',
        Effect: 'Allow',
        Principal: CLOUDTRAIL,
        Action: 'kms:DescribeKey',
        Resource: '*',
      },
      {
        Sid: 'Allow principals in the account to decrypt log files',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: ['kms:Decrypt', 'kms:ReEncryptFrom'],
        Resource: '*',
        Condition: { StringEquals: { 'kms:CallerAccount': accountId }, StringLike: forTrails },
      },
    ],
  })
}

/** What lets CloudTrail publish to a topic. */
export const topicPolicy = (topicArn: string, attributes: TrailAttributes, place: TrailPlace): string =>
  JSON.stringify({
    Version: VERSION,
    Statement: [
      {
        Sid: 'AWSCloudTrailSNSPolicy20150319',
        Effect: 'Allow',
        Principal: CLOUDTRAIL,
        Action: 'SNS:Publish',
        Resource: topicArn,
        Condition: { StringEquals: { 'AWS:SourceArn': arnOf(attributes, place) } },
      },
    ],
  })

/** What lets CloudTrail assume a role. */
export const ROLE_TRUST = JSON.stringify({
  Version: VERSION,
  Statement: [{ Sid: '', Effect: 'Allow', Principal: CLOUDTRAIL, Action: 'sts:AssumeRole' }],
})

/** What lets a role write to the streams of a log group. Its ARN ends in `:*`. */
export function logGroupPolicy(logGroupArn: string, { accountId, region }: TrailPlace): string {
  const Resource = [logGroupArn.replace(/\*$/, `log-stream:${accountId}_CloudTrail_${region}*`)]
  return JSON.stringify({
    Version: VERSION,
    Statement: [
      {
        Sid: 'AWSCloudTrailCreateLogStream20141101',
        Effect: 'Allow',
        Action: ['logs:CreateLogStream'],
        Resource,
      },
      { Sid: 'AWSCloudTrailPutLogEvents20141101', Effect: 'Allow', Action: ['logs:PutLogEvents'], Resource },
    ],
  })
}
