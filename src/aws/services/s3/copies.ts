import {
  CopyObject$,
  UploadPartCopy$,
  type CopyObjectOutput,
  type CopyObjectRequest,
  type UploadPartCopyOutput,
  type UploadPartCopyRequest,
} from '@aws-sdk/client-s3'
import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import type { Operation } from '../../operation.ts'
import { bucketOf, findBucket } from './bucketNames.ts'
import { checksumOf, algorithmOf } from './checksums.ts'
import { checkSource, checkWrite } from './conditions.ts'
import { keepBytes, partBytes, usableKeyOf } from './encryptionKey.ts'
import { addPart } from './multipart.ts'
import { checkedMetadata, checkKey, encryptionHeaders, encryptionOf, headersOf } from './newObjects.ts'
import { bytesOf, MOST_BYTES_OF_PART, rangeOf } from './objectBytes.ts'
import { grantsOf } from './owner.ts'
import { entityTooLarge, invalidArgument, noSuchBucket, noSuchKey, noSuchVersion } from './s3Failures.ts'
import { s3Operation, WRITES_OBJECT } from './s3Operation.ts'
import type { Encryption, StoredObject, StoredPart } from './s3State.ts'
import { tagsOfHeader } from './tags.ts'

type SourceConditions = Pick<
  CopyObjectRequest,
  | 'CopySource'
  | 'CopySourceIfMatch'
  | 'CopySourceIfNoneMatch'
  | 'CopySourceIfModifiedSince'
  | 'CopySourceIfUnmodifiedSince'
>

/** The object to be copied: `bucket/key`, percent-encoded, perhaps with `?versionId=`. */
function sourceOf(
  input: SourceConditions,
  context: CallContext,
): { readonly bucket: string; readonly object: StoredObject } {
  const [path = '', version] = (input.CopySource ?? '').replace(/^\//, '').split('?versionId=')
  const [, bucket = '', key = ''] = /^([^/]+)\/(.+)$/s.exec(decoded(path)) ?? []
  if (key === '')
    throw invalidArgument(
      'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
      'x-amz-copy-source',
      input.CopySource,
    )
  const source = findBucket(context, bucket)
  if (source === null) throw noSuchBucket(bucket)
  const object = source.objects.at(key)
  if (version !== undefined && version !== 'null') throw noSuchVersion(key, version)
  if (object === null) throw noSuchKey(key)
  checkSource(object, {
    match: input.CopySourceIfMatch,
    noneMatch: input.CopySourceIfNoneMatch,
    modifiedSince: input.CopySourceIfModifiedSince,
    unmodifiedSince: input.CopySourceIfUnmodifiedSince,
  })
  return { bucket, object }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path.replaceAll('+', '%20'))
  } catch {
    throw invalidArgument('Invalid copy source encoding', 'x-amz-copy-source', path)
  }
}

async function copyObject(input: CopyObjectRequest, context: CallContext): Promise<CopyObjectOutput> {
  const { Key: key = '' } = input
  const bucket = bucketOf(input, context)
  checkKey(key)
  checkWrite(bucket.objects.at(key), key, input)
  const source = sourceOf(input, context)
  const replaces = input.MetadataDirective === 'REPLACE'
  if (source.bucket === bucket.name && source.object.key === key && !replaces && !changesMore(input))
    throw new AwsFailure(
      'InvalidRequest',
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    )
  const encryption = encryptionOf(input, bucket, context)
  const object: StoredObject = {
    ...source.object,
    key,
    parts: await copiedParts(source.object, bucket.name, key, encryption, context),
    modifiedMs: context.nowMs,
    headers: replaces
      ? headersOf(input)
      : { ...source.object.headers, StorageClass: headersOf(input).StorageClass },
    metadata: replaces ? checkedMetadata(input.Metadata) : source.object.metadata,
    encryption,
    grants: grantsOf(bucket, input.ACL),
    tags: input.TaggingDirective === 'REPLACE' ? tagsOfHeader(input.Tagging) : source.object.tags,
  }
  bucket.objects.put(object)
  return {
    CopyObjectResult: {
      ETag: `"${object.etag}"`,
      LastModified: new Date(object.modifiedMs),
      [object.checksum.member]: object.checksum.value,
      ChecksumType: object.checksum.type,
    },
    ...encryptionHeaders(object.encryption),
  }
}

/** The same contents, unless a KMS key is used: they are encrypted for the place that they are in. */
async function copiedParts(
  source: StoredObject,
  bucket: string,
  key: string,
  encryption: Encryption,
  context: CallContext,
): Promise<StoredObject['parts']> {
  if (encryption.keyId === null && source.encryption.keyId === null) return source.parts
  usableKeyOf(source.encryption, context)
  const parts: StoredPart[] = []
  for (const part of source.parts)
    parts.push(await keepBytes(await partBytes(part, context), bucket, key, encryption, context))
  return parts
}

const changesMore = (input: CopyObjectRequest): boolean =>
  (input.StorageClass ??
    input.WebsiteRedirectLocation ??
    input.ServerSideEncryption ??
    input.SSEKMSKeyId ??
    input.TaggingDirective) !== undefined

async function uploadPartCopy(
  input: UploadPartCopyRequest,
  context: CallContext,
): Promise<UploadPartCopyOutput> {
  const bucket = bucketOf(input, context)
  const { object } = sourceOf(input, context)
  const range = rangeOf(input.CopySourceRange, object.size) ?? { first: 0, last: object.size - 1 }
  const size = range.last - range.first + 1
  if (size > MOST_BYTES_OF_PART) throw entityTooLarge(size, MOST_BYTES_OF_PART)
  const bytes = await bytesOf(object, context, range)
  const checksum = checksumOf(algorithmOf(object.checksum), bytes)
  const { part, upload } = await addPart(input, bucket, bytes, checksum, context)
  return {
    CopyPartResult: { ETag: `"${part.etag}"`, LastModified: new Date(part.modifiedMs) },
    ...encryptionHeaders(upload.encryption),
  }
}

export const COPIES: readonly Operation[] = [
  s3Operation(CopyObject$, copyObject, WRITES_OBJECT),
  s3Operation(UploadPartCopy$, uploadPartCopy, WRITES_OBJECT),
]
