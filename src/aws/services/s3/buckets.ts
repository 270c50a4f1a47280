import {
  CreateBucket$,
  DeleteBucket$,
  GetBucketLocation$,
  HeadBucket$,
  ListBuckets$,
  type CreateBucketOutput,
  type CreateBucketRequest,
  type DeleteBucketRequest,
  type GetBucketLocationOutput,
  type GetBucketLocationRequest,
  type HeadBucketOutput,
  type HeadBucketRequest,
  type ListBucketsOutput,
  type ListBucketsRequest,
} from '@aws-sdk/client-s3'
import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import type { Operation } from '../../operation.ts'
import { bucketOf, checkNewName, findBucket } from './bucketNames.ts'
import { ownerOf } from './owner.ts'
import { invalidArgument } from './s3Failures.ts'
import { s3Operation } from './s3Operation.ts'
import { prefixResources } from './s3Records.ts'
import { newBucket } from './s3State.ts'

const DEFAULT_REGION = 'us-east-1'

function listBuckets(
  { MaxBuckets, ContinuationToken, Prefix = '', BucketRegion }: ListBucketsRequest,
  { state, account }: CallContext,
): ListBucketsOutput {
  const most = MaxBuckets ?? 10_000
  if (most < 1 || most > 10_000)
    throw invalidArgument('Argument max-buckets must be an integer between 1 and 10000', 'max-buckets', most)
  const after = ContinuationToken === undefined ? '' : nameOfToken(ContinuationToken)
  const buckets = Object.values(state.s3.buckets)
    .filter(({ name, region }) => name.startsWith(Prefix) && region === (BucketRegion ?? region))
    .filter(({ name }) => name > after)
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
  const page = buckets.slice(0, most)
  const last = page.at(-1)
  return {
    Owner: ownerOf(account),
    Buckets: page.map(({ name, region, createdMs }) => ({
      Name: name,
      CreationDate: new Date(createdMs),
      // S3 only says the Region where pages, a prefix or a Region were asked for.
      ...((MaxBuckets ?? BucketRegion) !== undefined && { BucketRegion: region }),
      BucketArn: `arn:aws:s3:::${name}`,
    })),
    ...(Prefix !== '' && { Prefix }),
    ...(last !== undefined && buckets.length > most && { ContinuationToken: tokenOf(last.name) }),
  }
}

const tokenOf = (name: string): string => Buffer.from(`buckets/${name}`).toString('base64')

function nameOfToken(token: string): string {
  const text = Buffer.from(token, 'base64').toString()
  if (!text.startsWith('buckets/'))
    throw invalidArgument('The continuation token provided is incorrect', 'continuation-token', token)
  return text.slice('buckets/'.length)
}

function createBucket(
  { Bucket = '', CreateBucketConfiguration, ACL, ObjectOwnership }: CreateBucketRequest,
  context: CallContext,
): CreateBucketOutput {
  const region = newRegion(CreateBucketConfiguration?.LocationConstraint, context.region)
  const existing = findBucket(context, Bucket)
  if (existing !== null) {
    // Only there creating a bucket again succeeds.
    if (region === DEFAULT_REGION && existing.region === region) return { Location: `/${Bucket}` }
    throw new AwsFailure(
      'BucketAlreadyOwnedByYou',
      'Your previous request to create the named bucket succeeded and you already own it.',
      409,
      { BucketName: Bucket },
    )
  }
  checkNewName(Bucket)
  const bucket = newBucket(Bucket, region, context.nowMs)
  bucket.ownership = ObjectOwnership ?? 'BucketOwnerEnforced'
  bucket.tags = (CreateBucketConfiguration?.Tags ?? []).map(({ Key = '', Value = '' }) => ({
    key: Key,
    value: Value,
  }))
  if (ACL !== undefined && ACL !== 'private' && bucket.ownership === 'BucketOwnerEnforced')
    throw new AwsFailure(
      'InvalidBucketAclWithObjectOwnership',
      "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
    )
  context.state.s3.buckets[Bucket] = bucket
  return {
    Location: region === DEFAULT_REGION ? `/${Bucket}` : `http://${Bucket}.s3.amazonaws.com/`,
    BucketArn: `arn:aws:s3:::${Bucket}`,
  }
}

/** Where a bucket is to be; from the endpoint of us-east-1 that may be anywhere. */
function newRegion(constraint: string | undefined, endpoint: string): string {
  if (constraint === undefined || constraint === '') {
    if (endpoint === DEFAULT_REGION) return endpoint
    throw illegalLocation('unspecified')
  }
  const region = constraint === 'EU' ? 'eu-west-1' : constraint
  if (region === DEFAULT_REGION || !/^[a-z]{2}(?:-[a-z]+)+-\d$/.test(region))
    throw new AwsFailure('InvalidLocationConstraint', 'The specified location-constraint is not valid', 400, {
      LocationConstraint: constraint,
    })
  if (endpoint !== DEFAULT_REGION && endpoint !== region) throw illegalLocation(constraint)
  return region
}

const illegalLocation = (constraint: string) =>
  new AwsFailure(
    'IllegalLocationConstraintException',
    `The ${constraint} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  )

function deleteBucket(input: DeleteBucketRequest, context: CallContext): undefined {
  const bucket = bucketOf(input, context)
  if (bucket.objects.count > 0)
    throw new AwsFailure('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409, {
      BucketName: bucket.name,
    })
  delete context.state.s3.buckets[bucket.name]
}

function headBucket(input: HeadBucketRequest, context: CallContext): HeadBucketOutput {
  const { name, region } = bucketOf(input, context)
  return { BucketRegion: region, BucketArn: `arn:aws:s3:::${name}`, AccessPointAlias: false }
}

/** Every Region tells where a bucket is. */
function getBucketLocation(input: GetBucketLocationRequest, context: CallContext): GetBucketLocationOutput {
  const region = findBucket(context, input.Bucket ?? '')?.region ?? context.region
  bucketOf(input, { ...context, region })
  return region === DEFAULT_REGION ? {} : ({ LocationConstraint: region } as GetBucketLocationOutput)
}

export const BUCKETS: readonly Operation[] = [
  s3Operation(ListBuckets$, listBuckets, { action: 's3:ListAllMyBuckets' }),
  s3Operation(CreateBucket$, createBucket, { resources: () => undefined }),
  s3Operation(DeleteBucket$, deleteBucket),
  s3Operation(HeadBucket$, headBucket, {
    isData: true,
    action: 's3:ListBucket',
    resources: prefixResources,
  }),
  s3Operation(GetBucketLocation$, getBucketLocation),
]
