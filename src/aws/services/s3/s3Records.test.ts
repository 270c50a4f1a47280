import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  GetBucketAccelerateConfigurationCommand,
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetBucketLoggingCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketRequestPaymentCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  DeleteObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import { describe, expect, test } from 'vitest'
import { hasRealRecords, realCallsOf, shapeOf } from '../../../testing/recordShapes.ts'
import { s3Account } from '../../../testing/s3Account.ts'

/** Members of real records that ours do not have, and why. */
const MISSING: Readonly<Record<string, string>> = {
  'PutObject responseElements.x-amz-request-id': 'made-up records of a blog',
  'PutObject responseElements.x-amz-id-2': 'made-up records of a blog',
  'GetBucketLocation requestParameters.location[]': 'a record of 2017, with lists',
  'GetBucketLocation additionalEventData.vpcEndpointId': 'a record of 2017, by an endpoint of a VPC',
}

/** Members of ours that no real record in the data has, and why. */
const ADDED: Readonly<Record<string, string>> = {
  'GetObject requestParameters.Host': 'only records that were shortened by hand are read here',
  'GetObject additionalEventData.bytesTransferredIn': 'as Host',
  'GetObject additionalEventData.AuthenticationMethod': 'as Host',
  'requestParameters.x-id': 'the SDK for JavaScript sends it, of which the data has no records',
}

const Bucket = 'photos-of-the-learner'
const bucketArn = `arn:aws:s3:::${Bucket}`
const Policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:root' },
      Action: ['s3:GetObject'],
      Resource: [`${bucketArn}/*`],
    },
  ],
})

/** What is in a policy is the client's own. */
const membersOf = (records: Parameters<typeof shapeOf>[0]): ReadonlySet<string> =>
  new Set([...shapeOf(records)].map((path) => path.replace(/(?<=\.bucketPolicy)\..*/, '')))

async function ourRecords() {
  const { client, account } = s3Account()
  const at = { Bucket }
  const object = { Bucket, Key: 'logs/a.txt' }
  await client.send(
    new CreateBucketCommand({
      ...at,
      ACL: 'private',
      CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' },
    }),
  )
  await client.send(new ListBucketsCommand({}))
  await client.send(new PutBucketPolicyCommand({ ...at, Policy }))
  await client.send(
    new PutBucketTaggingCommand({ ...at, Tagging: { TagSet: [{ Key: 'StratusRedTeam', Value: 'true' }] } }),
  )
  await client.send(new GetBucketAccelerateConfigurationCommand(at))
  await client.send(new GetBucketAclCommand(at))
  await client.send(new GetBucketEncryptionCommand(at))
  await client.send(new GetBucketLocationCommand(at))
  await client.send(new GetBucketLoggingCommand(at))
  await client.send(new GetBucketPolicyCommand(at))
  await client.send(new GetBucketPolicyStatusCommand(at))
  await client.send(new GetBucketRequestPaymentCommand(at))
  await client.send(new GetBucketTaggingCommand(at))
  await client.send(new GetBucketVersioningCommand(at))
  await client.send(new GetPublicAccessBlockCommand(at))
  await client.send(new DeleteBucketPolicyCommand(at))
  await client.send(
    new PutObjectCommand({
      ...object,
      Body: 'hello',
      ACL: 'bucket-owner-full-control',
      ServerSideEncryption: 'AES256',
    }),
  )
  await client.send(new ListObjectsV2Command({ ...at, Prefix: 'logs/', Delimiter: '/', EncodingType: 'url' }))
  await client.send(new GetObjectCommand(object))
  await client.send(new DeleteObjectCommand(object))
  await client.send(new DeleteBucketCommand(at))
  return account.records as { eventName: string }[]
}

describe.skipIf(!hasRealRecords)('records of S3 (skipped where ../shared/data is not)', () => {
  test('have the members of real ones, but for those that are listed with a reason', async () => {
    const records = await ourRecords()
    const real = realCallsOf('s3.amazonaws.com')
    const differing: { missing: string[]; added: string[] } = { missing: [], added: [] }
    const compared = new Set(records.map(({ eventName }) => eventName).filter((name) => real.has(name)))
    for (const name of compared) {
      const ours = membersOf(records.filter(({ eventName }) => eventName === name))
      const theirs = membersOf(real.get(name)!)
      differing.missing.push(
        ...[...theirs].filter((path) => !ours.has(path)).map((path) => `${name} ${path}`),
      )
      differing.added.push(...[...ours].filter((path) => !theirs.has(path)).map((path) => `${name} ${path}`))
    }
    const unlisted = (members: readonly string[], list: Readonly<Record<string, string>>) =>
      members.filter((member) => !Object.keys(list).some((kind) => member.endsWith(kind)))
    expect(unlisted(differing.missing, MISSING)).toEqual([])
    expect(unlisted(differing.added, ADDED)).toEqual([])
    for (const member of Object.keys(MISSING)) expect(differing.missing).toContain(member)
    expect(compared.size).toBeGreaterThan(18)
  })
})

describe('a record of S3', () => {
  test('has the policy as an object, and tags as CloudTrail turns XML into JSON', async () => {
    const { client, lastRecord } = s3Account()
    const name = s3Account().account.account.resources.buckets[0]!
    const text = Policy.replaceAll(Bucket, name)
    await client.send(new PutBucketPolicyCommand({ Bucket: name, Policy: text }))
    expect(lastRecord()).toMatchObject({
      eventName: 'PutBucketPolicy',
      managementEvent: true,
      requestParameters: {
        bucketName: name,
        Host: `${name}.s3.eu-central-1.amazonaws.com`,
        policy: '',
        bucketPolicy: JSON.parse(text) as object,
      },
    })
    const TagSet = [{ Key: 'protected', Value: 'true' }]
    await client.send(new PutBucketTaggingCommand({ Bucket: name, Tagging: { TagSet } }))
    expect(lastRecord().requestParameters['Tagging']).toEqual({
      xmlns: 'http://s3.amazonaws.com/doc/2006-03-01/',
      TagSet: { Tag: { Key: 'protected', Value: true } },
    })
  })

  test('of an object is a data event, with bytes and encryption', async () => {
    const { client, lastRecord, account } = s3Account()
    const { buckets } = account.account.resources
    await client.send(new PutObjectCommand({ Bucket: buckets[0], Key: 'a b', Body: 'hello' }))
    const arn = `arn:aws:s3:::${buckets[0]}`
    expect(lastRecord()).toMatchObject({
      eventName: 'PutObject',
      managementEvent: false,
      eventCategory: 'Data',
      requestID: expect.stringMatching(/^[\dA-Z]{16}$/) as string,
      requestParameters: { bucketName: buckets[0], key: 'a b' },
      responseElements: { 'x-amz-server-side-encryption': 'AES256' },
      additionalEventData: {
        SSEApplied: 'Default_SSE_S3',
        AuthenticationMethod: 'AuthHeader',
        bytesTransferredIn: 5,
        bytesTransferredOut: 0,
      },
      resources: [
        { type: 'AWS::S3::Object', ARN: `${arn}/a b` },
        { type: 'AWS::S3::Bucket', ARN: arn, accountId: account.account.accountId },
      ],
    })
  })

  test('of a failure has the error and the parameters, and no bucket that is not there', async () => {
    const { client, lastRecord } = s3Account()
    await client.send(new GetBucketAclCommand({ Bucket: 'none-such' })).catch(() => undefined)
    expect(lastRecord()).toMatchObject({
      errorCode: 'NoSuchBucket',
      errorMessage: 'The specified bucket does not exist',
      requestParameters: { bucketName: 'none-such', acl: '' },
    })
    expect(lastRecord()).not.toHaveProperty('resources')
  })
})
