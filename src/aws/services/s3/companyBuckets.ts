import { Chance } from '../../../account/chance.ts'
import { HOME_REGION } from '../../../account/resources.ts'
import type { SimulatedAccount } from '../../../account/simulatedAccount.ts'
import { newBucket, type S3State } from './s3State.ts'
import { startingObjects } from './startingObjects.ts'

/** The company's buckets, all in its home Region, with a few objects each. */
export function newS3State(account: SimulatedAccount): S3State {
  const { resources, company, seed, todayMs } = account
  const state: S3State = { buckets: {} }
  for (const name of [...resources.buckets, resources.trailBucket]) {
    const chance = new Chance(seed, 'bucket', name)
    const bucket = newBucket(name, HOME_REGION, todayMs - chance.int(200, 1200) * 86_400_000)
    const key = keyOf(account, name)
    if (key !== null) bucket.encryption = { algorithm: 'aws:kms', keyId: key, isBucketKey: true }
    bucket.tags = [{ key: 'team', value: name === resources.trailBucket ? 'platform' : 'logistics' }]
    bucket.policy = policyOf(account, name)
    bucket.versioning = name.endsWith('-db-backups') ? 'Enabled' : null
    for (const object of startingObjects(chance, name.slice(company.length + 1), bucket, todayMs))
      bucket.objects.put(object)
    state.buckets[name] = bucket
  }
  return state
}

function keyOf({ resources }: SimulatedAccount, bucket: string): string | null {
  if (bucket === resources.dataBucket) return resources.keyFor.data.arn
  return bucket === resources.trailBucket ? resources.keyFor.trail.arn : null
}

/** What CloudTrail needs to deliver to the trail's bucket; the data lake is read with TLS only. */
function policyOf({ resources, accountId }: SimulatedAccount, bucket: string): string | null {
  const arn = `arn:aws:s3:::${bucket}`
  if (bucket === resources.dataBucket)
    return policy([
      {
        Sid: 'TlsOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ])
  if (bucket !== resources.trailBucket) return null
  const Principal = { Service: 'cloudtrail.amazonaws.com' }
  const source = { 'aws:SourceArn': resources.trail }
  return policy([
    {
      Sid: 'AWSCloudTrailAclCheck20150319',
      Effect: 'Allow',
      Principal,
      Action: 's3:GetBucketAcl',
      Resource: arn,
      Condition: { StringEquals: source },
    },
    {
      Sid: 'AWSCloudTrailWrite20150319',
      Effect: 'Allow',
      Principal,
      Action: 's3:PutObject',
      Resource: `${arn}/AWSLogs/${accountId}/*`,
      Condition: { StringEquals: { ...source, 's3:x-amz-acl': 'bucket-owner-full-control' } },
    },
  ])
}

const policy = (statements: readonly object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements })
