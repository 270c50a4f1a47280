import {
  DeleteBucketPolicy$,
  DeletePublicAccessBlock$,
  GetBucketPolicy$,
  GetBucketPolicyStatus$,
  GetPublicAccessBlock$,
  PutBucketPolicy$,
  PutPublicAccessBlock$,
  type DeleteBucketPolicyRequest,
  type DeletePublicAccessBlockRequest,
  type GetBucketPolicyOutput,
  type GetBucketPolicyRequest,
  type GetBucketPolicyStatusOutput,
  type GetBucketPolicyStatusRequest,
  type GetPublicAccessBlockOutput,
  type GetPublicAccessBlockRequest,
  type PutBucketPolicyRequest,
  type PutPublicAccessBlockRequest,
} from '@aws-sdk/client-s3'
import type { JsonObject } from '../../../account/json.ts'
import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import type { Operation } from '../../operation.ts'
import { bucketOf } from './bucketNames.ts'
import { isPublicPolicy, readPolicy } from './policyDocument.ts'
import { s3Operation } from './s3Operation.ts'

function getBucketPolicy(input: GetBucketPolicyRequest, context: CallContext): GetBucketPolicyOutput {
  const { policy, name } = bucketOf(input, context)
  if (policy === null) throw noSuchPolicy(name)
  return { Policy: policy }
}

function getBucketPolicyStatus(
  input: GetBucketPolicyStatusRequest,
  context: CallContext,
): GetBucketPolicyStatusOutput {
  const { policy, name } = bucketOf(input, context)
  if (policy === null) throw noSuchPolicy(name)
  return { PolicyStatus: { IsPublic: isPublicPolicy(readPolicy(policy, name)) } }
}

const noSuchPolicy = (name: string) =>
  new AwsFailure('NoSuchBucketPolicy', 'The bucket policy does not exist', 404, { BucketName: name })

function putBucketPolicy(input: PutBucketPolicyRequest, context: CallContext): undefined {
  const bucket = bucketOf(input, context)
  const text = input.Policy ?? ''
  const policy = readPolicy(text, bucket.name)
  if (bucket.publicAccess?.blockPublicPolicy === true && isPublicPolicy(policy))
    throw new AwsFailure(
      'AccessDenied',
      `User: ${context.principal.arn} is not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::${bucket.name}" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
      403,
    )
  bucket.policy = text
}

function deleteBucketPolicy(input: DeleteBucketPolicyRequest, context: CallContext): undefined {
  bucketOf(input, context).policy = null
}

function getPublicAccessBlock(
  input: GetPublicAccessBlockRequest,
  context: CallContext,
): GetPublicAccessBlockOutput {
  const { publicAccess, name } = bucketOf(input, context)
  if (publicAccess === null)
    throw new AwsFailure(
      'NoSuchPublicAccessBlockConfiguration',
      'The public access block configuration was not found',
      404,
      { BucketName: name },
    )
  return {
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: publicAccess.blockPublicAcls,
      IgnorePublicAcls: publicAccess.ignorePublicAcls,
      BlockPublicPolicy: publicAccess.blockPublicPolicy,
      RestrictPublicBuckets: publicAccess.restrictPublicBuckets,
    },
  }
}

function putPublicAccessBlock(input: PutPublicAccessBlockRequest, context: CallContext): undefined {
  const given = input.PublicAccessBlockConfiguration
  bucketOf(input, context).publicAccess = {
    blockPublicAcls: given?.BlockPublicAcls ?? false,
    ignorePublicAcls: given?.IgnorePublicAcls ?? false,
    blockPublicPolicy: given?.BlockPublicPolicy ?? false,
    restrictPublicBuckets: given?.RestrictPublicBuckets ?? false,
  }
}

function deletePublicAccessBlock(input: DeletePublicAccessBlockRequest, context: CallContext): undefined {
  bucketOf(input, context).publicAccess = null
}

/** The policy is an object in the record, where it is one. */
function recordedPolicy({ Policy = '' }: PutBucketPolicyRequest): JsonObject | null {
  try {
    const bucketPolicy = JSON.parse(Policy) as JsonObject
    return { bucketPolicy }
  } catch {
    return null
  }
}

export const BUCKET_POLICIES: readonly Operation[] = [
  s3Operation(GetBucketPolicy$, getBucketPolicy),
  s3Operation(GetBucketPolicyStatus$, getBucketPolicyStatus),
  s3Operation(PutBucketPolicy$, putBucketPolicy, { request: recordedPolicy }),
  s3Operation(DeleteBucketPolicy$, deleteBucketPolicy),
  s3Operation(GetPublicAccessBlock$, getPublicAccessBlock, {
    eventName: 'GetBucketPublicAccessBlock',
    action: 's3:GetBucketPublicAccessBlock',
  }),
  s3Operation(PutPublicAccessBlock$, putPublicAccessBlock, {
    eventName: 'PutBucketPublicAccessBlock',
    action: 's3:PutBucketPublicAccessBlock',
  }),
  s3Operation(DeletePublicAccessBlock$, deletePublicAccessBlock, {
    eventName: 'DeleteBucketPublicAccessBlock',
    action: 's3:PutBucketPublicAccessBlock',
  }),
]
