import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetBucketAclCommand,
  GetBucketCorsCommand,
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetBucketLoggingCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  DeletePublicAccessBlockCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutBucketAclCommand,
  PutBucketEncryptionCommand,
  PutBucketLoggingCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type BucketLocationConstraint,
  type S3Client,
} from '@aws-sdk/client-s3'
import { describe, expect, test } from 'vitest'
import { failure, s3Account } from '../../../testing/s3Account.ts'

const Bucket = 'photos-of-the-learner'
const create = (client: S3Client, name = Bucket) =>
  client.send(
    new CreateBucketCommand({
      Bucket: name,
      CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' },
    }),
  )

describe('buckets', () => {
  test('of the company are listed in pages, by prefix', async () => {
    const { client, account } = s3Account()
    const { resources } = account.account
    const all = await client.send(new ListBucketsCommand({}))
    expect(all.Buckets!.map(({ Name }) => Name)).toEqual(
      [...resources.buckets, resources.trailBucket].toSorted(),
    )
    const names: (string | undefined)[] = []
    let ContinuationToken: string | undefined
    do {
      const page = await client.send(new ListBucketsCommand({ MaxBuckets: 4, ContinuationToken }))
      names.push(...page.Buckets!.map(({ Name }) => Name))
      ContinuationToken = page.ContinuationToken
    } while (ContinuationToken !== undefined)
    expect(names).toEqual(all.Buckets!.map(({ Name }) => Name))
    const Prefix = resources.trailBucket
    expect((await client.send(new ListBucketsCommand({ Prefix }))).Buckets).toHaveLength(1)
    await expect(client.send(new ListBucketsCommand({ ContinuationToken: 'x' }))).rejects.toMatchObject(
      failure('InvalidArgument', 400),
    )
  })

  test('are created once, and are there afterwards', async () => {
    const { client } = s3Account()
    await create(client)
    expect(await client.send(new GetBucketLocationCommand({ Bucket }))).toMatchObject({
      LocationConstraint: 'eu-central-1',
    })
    expect(await client.send(new HeadBucketCommand({ Bucket }))).toMatchObject({
      BucketRegion: 'eu-central-1',
    })
    await expect(create(client)).rejects.toMatchObject(failure('BucketAlreadyOwnedByYou', 409))
  })

  test.each(['Photos', 'ab', 'a..b', '192.168.1.1', 'xn--photos', '-photos', 'a_b', 'x'.repeat(64)])(
    'are not created with the name %s',
    async (name) => {
      const { client } = s3Account()
      await expect(create(client, name)).rejects.toMatchObject(failure('InvalidBucketName', 400))
    },
  )

  test('are not created with a name that somebody else has', async () => {
    const { client } = s3Account()
    await expect(create(client, 'my-bucket')).rejects.toMatchObject(failure('BucketAlreadyExists', 409))
    await expect(create(client, 'constructor')).resolves.toBeDefined()
  })

  test('are created where the endpoint is, and anywhere from us-east-1', async () => {
    const { client, abroad } = s3Account()
    const at = (region: string) =>
      new CreateBucketCommand({
        Bucket,
        CreateBucketConfiguration: { LocationConstraint: region as BucketLocationConstraint },
      })
    await expect(client.send(at('us-west-2'))).rejects.toMatchObject(
      failure('IllegalLocationConstraintException', 400),
    )
    await expect(abroad('us-east-1').send(at('us-east-1'))).rejects.toMatchObject(
      failure('InvalidLocationConstraint', 400),
    )
    await abroad('us-east-1').send(at('us-west-2'))
    expect(await client.send(new GetBucketLocationCommand({ Bucket }))).toMatchObject({
      LocationConstraint: 'us-west-2',
    })
    await abroad('us-east-1').send(new CreateBucketCommand({ Bucket: 'first-region' }))
    await abroad('us-east-1').send(new CreateBucketCommand({ Bucket: 'first-region' }))
  })

  test('redirect from another Region', async () => {
    const { client, abroad } = s3Account()
    await create(client)
    await expect(abroad('us-east-1').send(new GetBucketAclCommand({ Bucket }))).rejects.toMatchObject(
      failure('PermanentRedirect', 301, { Endpoint: `${Bucket}.s3.eu-central-1.amazonaws.com` }),
    )
    const redirected = await abroad('us-east-1')
      .send(new HeadBucketCommand({ Bucket }))
      .catch((error: { $response: { headers: unknown } }) => error.$response.headers)
    expect(redirected).toMatchObject({ 'x-amz-bucket-region': 'eu-central-1' })
  })

  test('are deleted when they are empty', async () => {
    const { client } = s3Account()
    await create(client)
    await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'a' }))
    await expect(client.send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject(
      failure('BucketNotEmpty', 409, { BucketName: Bucket }),
    )
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'a' }))
    await client.send(new DeleteBucketCommand({ Bucket }))
    await expect(client.send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject(
      failure('NoSuchBucket', 404),
    )
  })
})

describe('the settings of a bucket', () => {
  test('are at first those of every new bucket', async () => {
    const { client } = s3Account()
    await create(client)
    expect(await client.send(new GetBucketVersioningCommand({ Bucket }))).not.toHaveProperty('Status')
    const { ServerSideEncryptionConfiguration } = await client.send(
      new GetBucketEncryptionCommand({ Bucket }),
    )
    expect(ServerSideEncryptionConfiguration).toEqual({
      Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false }],
    })
    const { PublicAccessBlockConfiguration } = await client.send(new GetPublicAccessBlockCommand({ Bucket }))
    expect(Object.values(PublicAccessBlockConfiguration!)).toEqual([true, true, true, true])
    const { Grants, Owner } = await client.send(new GetBucketAclCommand({ Bucket }))
    expect(Grants).toEqual([
      { Grantee: { Type: 'CanonicalUser', ID: Owner!.ID }, Permission: 'FULL_CONTROL' },
    ])
    await expect(client.send(new GetBucketPolicyCommand({ Bucket }))).rejects.toMatchObject(
      failure('NoSuchBucketPolicy', 404),
    )
    await expect(client.send(new GetBucketTaggingCommand({ Bucket }))).rejects.toMatchObject(
      failure('NoSuchTagSet', 404),
    )
    await expect(client.send(new GetBucketCorsCommand({ Bucket }))).rejects.toMatchObject(
      failure('NoSuchCORSConfiguration', 404),
    )
  })

  test('are kept as they were put', async () => {
    const { client, account } = s3Account()
    await create(client)
    const keyId = account.account.resources.keyFor.data.arn
    await client.send(
      new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
    )
    await client.send(
      new PutBucketEncryptionCommand({
        Bucket,
        ServerSideEncryptionConfiguration: {
          Rules: [
            {
              ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyId },
              BucketKeyEnabled: true,
            },
          ],
        },
      }),
    )
    await client.send(
      new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key: 'owner', Value: 'learner' }] } }),
    )
    await client.send(
      new PutBucketLoggingCommand({
        Bucket,
        BucketLoggingStatus: { LoggingEnabled: { TargetBucket: Bucket, TargetPrefix: 'logs/' } },
      }),
    )
    expect(await client.send(new GetBucketVersioningCommand({ Bucket }))).toMatchObject({ Status: 'Enabled' })
    expect(await client.send(new GetBucketLoggingCommand({ Bucket }))).toMatchObject({
      LoggingEnabled: { TargetBucket: Bucket, TargetPrefix: 'logs/' },
    })
    expect(await client.send(new GetBucketTaggingCommand({ Bucket }))).toMatchObject({
      TagSet: [{ Key: 'owner', Value: 'learner' }],
    })
    // What is put from now on is encrypted as the bucket says.
    const put = await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'a' }))
    expect(put).toMatchObject({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: keyId, BucketKeyEnabled: true })
  })

  test('keep everybody out until public access is no longer blocked', async () => {
    const { client } = s3Account()
    await create(client)
    const open = {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${Bucket}/*` },
      ],
    }
    const put = new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify(open) })
    await expect(client.send(put)).rejects.toMatchObject(failure('AccessDenied', 403))
    const acl = new PutBucketAclCommand({ Bucket, ACL: 'public-read' })
    await expect(client.send(acl)).rejects.toMatchObject(failure('AccessControlListNotSupported', 400))
    await client.send(
      new PutBucketOwnershipControlsCommand({
        Bucket,
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] },
      }),
    )
    await expect(client.send(acl)).rejects.toMatchObject(failure('AccessDenied', 403))
    await client.send(new DeletePublicAccessBlockCommand({ Bucket }))
    await client.send(put)
    await client.send(acl)
    expect((await client.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toBe(JSON.stringify(open))
    expect((await client.send(new GetBucketAclCommand({ Bucket }))).Grants).toHaveLength(2)
    await expect(client.send(new GetPublicAccessBlockCommand({ Bucket }))).rejects.toMatchObject(
      failure('NoSuchPublicAccessBlockConfiguration', 404),
    )
  })
})
