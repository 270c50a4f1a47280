import {
  GetObject$,
  HeadObject$,
  type GetObjectOutput,
  type GetObjectRequest,
  type HeadObjectOutput,
  type HeadObjectRequest,
  type ServerSideEncryption,
  type StorageClass,
} from '@aws-sdk/client-s3'
import type { CallContext } from '../../callContext.ts'
import type { Operation } from '../../operation.ts'
import { bucketOf } from './bucketNames.ts'
import { checkRead } from './conditions.ts'
import { bytesOf, rangeOf, rangeOfPart, type ByteRange } from './objectBytes.ts'
import { noSuchKey, noSuchVersion } from './s3Failures.ts'
import { s3Operation } from './s3Operation.ts'
import type { StoredObject } from './s3State.ts'

/** The object that a call is about. Without versions, there is only the version `null`. */
export function objectOf(
  input: {
    readonly Bucket: string | undefined
    readonly Key: string | undefined
    readonly VersionId?: string | undefined
    readonly ExpectedBucketOwner?: string | undefined
  },
  context: CallContext,
): StoredObject {
  const key = input.Key ?? ''
  const object = bucketOf(input, context).objects.at(key)
  if (input.VersionId !== undefined && input.VersionId !== 'null') throw noSuchVersion(key, input.VersionId)
  if (object === null) throw noSuchKey(key)
  return object
}

async function getObject(input: GetObjectRequest, context: CallContext): Promise<GetObjectOutput> {
  const object = objectOf(input, context)
  const { description, range } = describe(object, input)
  const bytes = await bytesOf(object, context, range ?? undefined)
  return { ...description, Body: bytes as unknown as NonNullable<GetObjectOutput['Body']> }
}

function headObject(input: HeadObjectRequest, context: CallContext): HeadObjectOutput {
  return describe(objectOf(input, context), input).description
}

/** The headers of an object, or of the part of it that a request selects. */
function describe(
  object: StoredObject,
  input: GetObjectRequest | HeadObjectRequest,
): { readonly description: GetObjectOutput & HeadObjectOutput; readonly range: ByteRange | null } {
  checkRead(object, {
    match: input.IfMatch,
    noneMatch: input.IfNoneMatch,
    modifiedSince: input.IfModifiedSince,
    unmodifiedSince: input.IfUnmodifiedSince,
  })
  const { size, headers, checksum, encryption, tags } = object
  const { PartNumber } = input
  const range = PartNumber === undefined ? rangeOf(input.Range, size) : rangeOfPart(object, PartNumber)
  const isMultipart = object.etag.includes('-')
  const expires = input.ResponseExpires?.getTime() ?? headers.ExpiresMs
  const description: GetObjectOutput & HeadObjectOutput = {
    AcceptRanges: 'bytes',
    LastModified: new Date(object.modifiedMs),
    ContentLength: range === null ? size : range.last - range.first + 1,
    ...(range !== null && { ContentRange: `bytes ${range.first}-${range.last}/${size}` }),
    ETag: `"${object.etag}"`,
    // Of the whole object: S3 leaves it out for a part of it.
    ...(input.ChecksumMode === 'ENABLED' &&
      range === null && { [checksum.member]: checksum.value, ChecksumType: checksum.type }),
    ContentType: input.ResponseContentType ?? headers.ContentType ?? 'binary/octet-stream',
    CacheControl: input.ResponseCacheControl ?? headers.CacheControl,
    ContentDisposition: input.ResponseContentDisposition ?? headers.ContentDisposition,
    ContentEncoding: input.ResponseContentEncoding ?? headers.ContentEncoding,
    ContentLanguage: input.ResponseContentLanguage ?? headers.ContentLanguage,
    ...(expires !== undefined && { Expires: new Date(expires) }),
    WebsiteRedirectLocation: headers.WebsiteRedirectLocation,
    StorageClass: headers.StorageClass as StorageClass | undefined,
    ServerSideEncryption: encryption.algorithm as ServerSideEncryption,
    SSEKMSKeyId: encryption.keyId ?? undefined,
    ...(encryption.isBucketKey && { BucketKeyEnabled: true }),
    Metadata: { ...object.metadata },
    ...(tags.length > 0 && { TagCount: tags.length }),
    ...(PartNumber !== undefined && isMultipart && { PartsCount: object.parts.length }),
  }
  return { description, range }
}

export const OBJECT_READS: readonly Operation[] = [
  s3Operation(GetObject$, getObject, { isData: true }),
  s3Operation(HeadObject$, headObject, { isData: true, action: 's3:GetObject' }),
]
