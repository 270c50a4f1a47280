import {
  DeleteObjectTagging$,
  GetObjectAcl$,
  GetObjectAttributes$,
  GetObjectTagging$,
  PutObjectAcl$,
  PutObjectTagging$,
  type DeleteObjectTaggingOutput,
  type DeleteObjectTaggingRequest,
  type GetObjectAclOutput,
  type GetObjectAclRequest,
  type GetObjectAttributesOutput,
  type GetObjectAttributesRequest,
  type GetObjectTaggingOutput,
  type GetObjectTaggingRequest,
  type PutObjectAclOutput,
  type PutObjectAclRequest,
  type PutObjectTaggingOutput,
  type PutObjectTaggingRequest,
  type StorageClass,
} from '@aws-sdk/client-s3'
import type { CallContext } from '../../callContext.ts'
import type { Operation } from '../../operation.ts'
import { bucketOf } from './bucketNames.ts'
import { objectOf } from './objectReads.ts'
import { apiGrants, givenGrants, grantsOf, ownerOf } from './owner.ts'
import { s3Operation } from './s3Operation.ts'
import type { StoredObject } from './s3State.ts'
import { apiTags, checkedTags } from './tags.ts'

function getObjectAcl(input: GetObjectAclRequest, context: CallContext): GetObjectAclOutput {
  const { account } = context
  const { grants } = objectOf(input, context)
  return { Owner: ownerOf(account), Grants: apiGrants(grants, account) }
}

function putObjectAcl(input: PutObjectAclRequest, context: CallContext): PutObjectAclOutput {
  const object = objectOf(input, context)
  const bucket = bucketOf(input, context)
  const grants = input.AccessControlPolicy?.Grants
  bucket.objects.put({
    ...object,
    grants: grants === undefined ? grantsOf(bucket, input.ACL) : givenGrants(bucket, grants, context.account),
  })
  return {}
}

function getObjectTagging(input: GetObjectTaggingRequest, context: CallContext): GetObjectTaggingOutput {
  return { TagSet: apiTags(objectOf(input, context).tags) }
}

function putObjectTagging(input: PutObjectTaggingRequest, context: CallContext): PutObjectTaggingOutput {
  setTags(input, context, checkedTags(input.Tagging?.TagSet, 10, 'Object'))
  return {}
}

function deleteObjectTagging(
  input: DeleteObjectTaggingRequest,
  context: CallContext,
): DeleteObjectTaggingOutput {
  setTags(input, context, [])
  return {}
}

function setTags(
  input: PutObjectTaggingRequest | DeleteObjectTaggingRequest,
  context: CallContext,
  tags: StoredObject['tags'],
): void {
  const object = objectOf(input, context)
  bucketOf(input, context).objects.put({ ...object, tags })
}

/** What of an object the client names. */
function getObjectAttributes(
  input: GetObjectAttributesRequest,
  context: CallContext,
): GetObjectAttributesOutput {
  const object = objectOf(input, context)
  const { etag, size, checksum, parts, headers, modifiedMs } = object
  const named = new Set<string>(input.ObjectAttributes)
  return {
    LastModified: new Date(modifiedMs),
    ...(named.has('ETag') && { ETag: etag }),
    ...(named.has('Checksum') && {
      Checksum: { [checksum.member]: checksum.value, ChecksumType: checksum.type },
    }),
    ...(named.has('ObjectParts') && etag.includes('-') && { ObjectParts: { TotalPartsCount: parts.length } }),
    ...(named.has('StorageClass') && {
      StorageClass: (headers.StorageClass ?? 'STANDARD') as StorageClass,
    }),
    ...(named.has('ObjectSize') && { ObjectSize: size }),
  }
}

export const OBJECT_DETAILS: readonly Operation[] = [
  s3Operation(GetObjectAcl$, getObjectAcl, { isData: true }),
  s3Operation(PutObjectAcl$, putObjectAcl, { isData: true }),
  s3Operation(GetObjectTagging$, getObjectTagging, { isData: true }),
  s3Operation(PutObjectTagging$, putObjectTagging, { isData: true }),
  s3Operation(DeleteObjectTagging$, deleteObjectTagging, { isData: true }),
  s3Operation(GetObjectAttributes$, getObjectAttributes, { isData: true }),
]
