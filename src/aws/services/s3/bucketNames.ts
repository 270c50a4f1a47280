import type { CallContext } from '../../callContext.ts'
import { entryOf } from '../../entries.ts'
import { AwsFailure } from '../../failure.ts'
import { noSuchBucket } from './s3Failures.ts'
import type { Bucket } from './s3State.ts'

/** Buckets that exist in another account, as names that everybody thinks of do. */
const TAKEN: ReadonlySet<string> = new Set(
  'test bucket my-bucket mybucket my-test-bucket test-bucket example-bucket backup backups logs data images photos'.split(
    ' ',
  ),
)

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export function checkNewName(name: string): void {
  const isAddress = /^\d+\.\d+\.\d+\.\d+$/.test(name)
  const isReserved =
    /^(?:xn--|sthree-|amzn-s3-demo-)/.test(name) ||
    /(?:-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name)
  if (!/^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/.test(name) || name.includes('..') || isAddress || isReserved)
    throw new AwsFailure('InvalidBucketName', 'The specified bucket is not valid.', 400, { BucketName: name })
  if (TAKEN.has(name))
    throw new AwsFailure(
      'BucketAlreadyExists',
      'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
      409,
      { BucketName: name },
    )
}

/** The bucket, or null if the account has none of this name. */
export function findBucket({ state }: Pick<CallContext, 'state'>, name: string): Bucket | null {
  return entryOf(state.s3.buckets, name) ?? null
}

/** The bucket that a call is about, in the Region that it was sent to. */
export function bucketOf(
  input: { readonly Bucket?: string | undefined; readonly ExpectedBucketOwner?: string | undefined },
  context: CallContext,
): Bucket {
  const bucket = findBucket(context, input.Bucket ?? '')
  if (bucket === null) throw noSuchBucket(input.Bucket ?? '')
  const { ExpectedBucketOwner: owner } = input
  if (owner !== undefined && owner !== context.account.accountId)
    throw new AwsFailure('AccessDenied', 'Access Denied', 403)
  if (bucket.region !== context.region)
    throw new AwsFailure(
      'PermanentRedirect',
      'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
      301,
      { Endpoint: `${bucket.name}.s3.${bucket.region}.amazonaws.com`, Bucket: bucket.name },
      { 'x-amz-bucket-region': bucket.region },
    )
  return bucket
}
