import {
  DeleteBucketEncryption$,
  DeleteBucketOwnershipControls$,
  DeleteBucketTagging$,
  GetBucketAcl$,
  GetBucketEncryption$,
  GetBucketLogging$,
  GetBucketOwnershipControls$,
  GetBucketTagging$,
  GetBucketVersioning$,
  PutBucketAcl$,
  PutBucketEncryption$,
  PutBucketLogging$,
  PutBucketOwnershipControls$,
  PutBucketTagging$,
  PutBucketVersioning$,
  type DeleteBucketEncryptionRequest,
  type DeleteBucketOwnershipControlsRequest,
  type DeleteBucketTaggingRequest,
  type GetBucketAclOutput,
  type GetBucketAclRequest,
  type GetBucketEncryptionOutput,
  type GetBucketEncryptionRequest,
  type GetBucketLoggingOutput,
  type GetBucketLoggingRequest,
  type GetBucketOwnershipControlsOutput,
  type GetBucketOwnershipControlsRequest,
  type GetBucketTaggingOutput,
  type GetBucketTaggingRequest,
  type GetBucketVersioningOutput,
  type GetBucketVersioningRequest,
  type ObjectOwnership,
  type PutBucketAclRequest,
  type PutBucketEncryptionRequest,
  type PutBucketLoggingRequest,
  type PutBucketOwnershipControlsRequest,
  type PutBucketTaggingRequest,
  type PutBucketVersioningRequest,
  type ServerSideEncryption,
} from '@aws-sdk/client-s3'
import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import type { Operation } from '../../operation.ts'
import { bucketOf, findBucket } from './bucketNames.ts'
import { allowed, apiGrants, givenGrants, grantsOf, ownerOf } from './owner.ts'
import { malformedXml } from './s3Failures.ts'
import { s3Operation } from './s3Operation.ts'
import { DEFAULT_ENCRYPTION, FULL_CONTROL } from './s3State.ts'
import { apiTags, checkedTags } from './tags.ts'

function getBucketVersioning(
  input: GetBucketVersioningRequest,
  context: CallContext,
): GetBucketVersioningOutput {
  const { versioning } = bucketOf(input, context)
  return versioning === null ? {} : { Status: versioning }
}

/** Only the setting: objects have no versions here. */
function putBucketVersioning(input: PutBucketVersioningRequest, context: CallContext): undefined {
  const bucket = bucketOf(input, context)
  const status = input.VersioningConfiguration?.Status
  if (status !== 'Enabled' && status !== 'Suspended')
    throw new AwsFailure(
      'IllegalVersioningConfigurationException',
      'The Versioning element must be specified',
    )
  bucket.versioning = status
}

function getBucketEncryption(
  input: GetBucketEncryptionRequest,
  context: CallContext,
): GetBucketEncryptionOutput {
  const { algorithm, keyId, isBucketKey } = bucketOf(input, context).encryption
  return {
    ServerSideEncryptionConfiguration: {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: {
            SSEAlgorithm: algorithm as ServerSideEncryption,
            ...(keyId !== null && { KMSMasterKeyID: keyId }),
          },
          BucketKeyEnabled: isBucketKey,
        },
      ],
    },
  }
}

function putBucketEncryption(input: PutBucketEncryptionRequest, context: CallContext): undefined {
  const bucket = bucketOf(input, context)
  const rules = input.ServerSideEncryptionConfiguration?.Rules ?? []
  const [rule] = rules
  const given = rule?.ApplyServerSideEncryptionByDefault
  if (rules.length !== 1 || given?.SSEAlgorithm === undefined) throw malformedXml()
  if (!['AES256', 'aws:kms', 'aws:kms:dsse'].includes(given.SSEAlgorithm)) throw malformedXml()
  if (given.SSEAlgorithm === 'AES256' && given.KMSMasterKeyID !== undefined)
    throw new AwsFailure(
      'InvalidArgument',
      'a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse',
    )
  bucket.encryption = {
    algorithm: given.SSEAlgorithm,
    keyId: given.KMSMasterKeyID ?? null,
    isBucketKey: rule?.BucketKeyEnabled ?? false,
  }
}

function deleteBucketEncryption(input: DeleteBucketEncryptionRequest, context: CallContext): undefined {
  bucketOf(input, context).encryption = DEFAULT_ENCRYPTION
}

function getBucketTagging(input: GetBucketTaggingRequest, context: CallContext): GetBucketTaggingOutput {
  const { tags, name } = bucketOf(input, context)
  if (tags.length === 0)
    throw new AwsFailure('NoSuchTagSet', 'The TagSet does not exist', 404, { BucketName: name })
  return { TagSet: apiTags(tags) }
}

function putBucketTagging(input: PutBucketTaggingRequest, context: CallContext): undefined {
  const bucket = bucketOf(input, context)
  bucket.tags = checkedTags(input.Tagging?.TagSet, 50, 'Bucket')
}

function deleteBucketTagging(input: DeleteBucketTaggingRequest, context: CallContext): undefined {
  bucketOf(input, context).tags = []
}

function getBucketAcl(input: GetBucketAclRequest, context: CallContext): GetBucketAclOutput {
  const { account } = context
  const { grants } = bucketOf(input, context)
  return { Owner: ownerOf(account), Grants: apiGrants(grants, account) }
}

function putBucketAcl(input: PutBucketAclRequest, context: CallContext): undefined {
  const bucket = bucketOf(input, context)
  const grants = input.AccessControlPolicy?.Grants
  if (grants !== undefined) bucket.grants = givenGrants(bucket, grants, context.account)
  else bucket.grants = allowed(bucket, grantsOf(bucket, input.ACL))
}

function getBucketLogging(input: GetBucketLoggingRequest, context: CallContext): GetBucketLoggingOutput {
  const { logging } = bucketOf(input, context)
  if (logging === null) return {}
  return { LoggingEnabled: { TargetBucket: logging.targetBucket, TargetPrefix: logging.targetPrefix } }
}

function putBucketLogging(input: PutBucketLoggingRequest, context: CallContext): undefined {
  const bucket = bucketOf(input, context)
  const given = input.BucketLoggingStatus?.LoggingEnabled
  if (given === undefined) {
    bucket.logging = null
    return
  }
  const { TargetBucket = '', TargetPrefix = '' } = given
  if (findBucket(context, TargetBucket) === null)
    throw new AwsFailure(
      'InvalidTargetBucketForLogging',
      'The target bucket for logging does not exist',
      400,
      {
        TargetBucket,
      },
    )
  bucket.logging = { targetBucket: TargetBucket, targetPrefix: TargetPrefix }
}

function getBucketOwnershipControls(
  input: GetBucketOwnershipControlsRequest,
  context: CallContext,
): GetBucketOwnershipControlsOutput {
  const { ownership, name } = bucketOf(input, context)
  if (ownership === null)
    throw new AwsFailure(
      'OwnershipControlsNotFoundError',
      'The bucket ownership controls were not found',
      404,
      {
        BucketName: name,
      },
    )
  return { OwnershipControls: { Rules: [{ ObjectOwnership: ownership as ObjectOwnership }] } }
}

function putBucketOwnershipControls(
  input: PutBucketOwnershipControlsRequest,
  context: CallContext,
): undefined {
  const bucket = bucketOf(input, context)
  const ownership = input.OwnershipControls?.Rules?.[0]?.ObjectOwnership
  if (!['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter'].includes(ownership ?? ''))
    throw malformedXml()
  if (ownership === 'BucketOwnerEnforced' && bucket.grants.length > 1)
    throw new AwsFailure(
      'InvalidBucketAclWithObjectOwnership',
      "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
    )
  bucket.ownership = ownership ?? null
  if (ownership === 'BucketOwnerEnforced') bucket.grants = FULL_CONTROL
}

function deleteBucketOwnershipControls(
  input: DeleteBucketOwnershipControlsRequest,
  context: CallContext,
): undefined {
  bucketOf(input, context).ownership = null
}

export const BUCKET_SETTINGS: readonly Operation[] = [
  s3Operation(GetBucketVersioning$, getBucketVersioning),
  s3Operation(PutBucketVersioning$, putBucketVersioning),
  s3Operation(GetBucketEncryption$, getBucketEncryption, { action: 's3:GetEncryptionConfiguration' }),
  s3Operation(PutBucketEncryption$, putBucketEncryption, { action: 's3:PutEncryptionConfiguration' }),
  s3Operation(DeleteBucketEncryption$, deleteBucketEncryption, {
    action: 's3:PutEncryptionConfiguration',
  }),
  s3Operation(GetBucketTagging$, getBucketTagging),
  s3Operation(PutBucketTagging$, putBucketTagging),
  s3Operation(DeleteBucketTagging$, deleteBucketTagging, { action: 's3:PutBucketTagging' }),
  s3Operation(GetBucketAcl$, getBucketAcl),
  s3Operation(PutBucketAcl$, putBucketAcl),
  s3Operation(GetBucketLogging$, getBucketLogging),
  s3Operation(PutBucketLogging$, putBucketLogging),
  s3Operation(GetBucketOwnershipControls$, getBucketOwnershipControls),
  s3Operation(PutBucketOwnershipControls$, putBucketOwnershipControls),
  s3Operation(DeleteBucketOwnershipControls$, deleteBucketOwnershipControls, {
    action: 's3:PutBucketOwnershipControls',
  }),
]
