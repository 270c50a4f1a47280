import { bucketToCreate } from './buckets.ts'
import { freeName, latestName, resourcesOf, type Exercise, type Scene } from './exercise.ts'

const BASE = 'learner-trail'

const bucketBase = ({ account }: Scene): string => `learner-trail-logs-${account.accountId}`

const names = (scene: Scene, service: string, kind: string): readonly string[] =>
  resourcesOf(scene, service, kind).map(({ id }) => id)

const ownBucket = (scene: Scene): string | null => latestName(bucketBase(scene), names(scene, 's3', 'bucket'))

function ownTrail(scene: Scene): object | string {
  const Name = latestName(BASE, names(scene, 'cloudtrail', 'trail'))
  return Name === null ? 'There is no trail of yours. Create one first.' : { Name }
}

const withBucket =
  (input: (bucket: string, scene: Scene) => object | string) =>
  (scene: Scene): object | string => {
    const bucket = ownBucket(scene)
    return bucket === null ? 'There is no bucket for log files. Create one first.' : input(bucket, scene)
  }

/** What CloudTrail needs to write to a bucket. */
function policyFor(bucket: string, accountId: string): string {
  const Principal = { Service: 'cloudtrail.amazonaws.com' }
  const arn = `arn:aws:s3:::${bucket}`
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Sid: 'AclCheck', Effect: 'Allow', Principal, Action: 's3:GetBucketAcl', Resource: arn },
      {
        Sid: 'Write',
        Effect: 'Allow',
        Principal,
        Action: 's3:PutObject',
        Resource: `${arn}/AWSLogs/${accountId}/*`,
        Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
      },
    ],
  })
}

export const createTrail: Exercise = {
  id: 'create-trail',
  title: 'Create a trail',
  summary: 'Event history keeps 90 days. A trail keeps log files in your bucket for as long as you want.',
  steps: [
    {
      id: 'bucket',
      title: 'Create a bucket for the log files',
      description: 'A bucket of its own, so that only CloudTrail writes to it.',
      service: 's3',
      operation: 'CreateBucket',
      input: (scene) => bucketToCreate(freeName(bucketBase(scene), names(scene, 's3', 'bucket'))),
    },
    {
      id: 'policy',
      title: 'Let CloudTrail write to it',
      description:
        'Without this bucket policy, creating the trail fails with InsufficientS3BucketPolicyException. Try it.',
      service: 's3',
      operation: 'PutBucketPolicy',
      input: withBucket((Bucket, { account }) => ({ Bucket, Policy: policyFor(Bucket, account.accountId) })),
    },
    {
      id: 'create',
      title: 'Create the trail',
      description: 'For all Regions, with digest files that show later whether log files were changed.',
      service: 'cloudtrail',
      operation: 'CreateTrail',
      input: withBucket((S3BucketName, scene) => ({
        Name: freeName(BASE, names(scene, 'cloudtrail', 'trail')),
        S3BucketName,
        IsMultiRegionTrail: true,
        EnableLogFileValidation: true,
      })),
      made: ({ TrailARN }: { readonly TrailARN?: string }) => [TrailARN],
    },
    {
      id: 'start',
      title: 'Start logging',
      description:
        'A trail that was created by the API does not log until it is started. The AWS console does both.',
      service: 'cloudtrail',
      operation: 'StartLogging',
      input: ownTrail,
    },
    {
      id: 'status',
      title: 'See whether it logs',
      description: 'A read-only call. Its answer is not recorded.',
      service: 'cloudtrail',
      operation: 'GetTrailStatus',
      input: ownTrail,
    },
    {
      id: 'delete',
      title: 'Delete the trail',
      description: 'Ends logging. Intruders do this, so every DeleteTrail deserves a question.',
      service: 'cloudtrail',
      operation: 'DeleteTrail',
      input: ownTrail,
    },
  ],
}
