import {
  AbortMultipartUpload$,
  CompleteMultipartUpload$,
  CreateMultipartUpload$,
  UploadPart$,
  type AbortMultipartUploadOutput,
  type AbortMultipartUploadRequest,
  type CompletedPart,
  type CompleteMultipartUploadOutput,
  type CompleteMultipartUploadRequest,
  type CreateMultipartUploadOutput,
  type CreateMultipartUploadRequest,
  type UploadPartOutput,
  type UploadPartRequest,
} from '@aws-sdk/client-s3'
import type { CallContext } from '../../callContext.ts'
import { entryOf } from '../../entries.ts'
import { AwsFailure } from '../../failure.ts'
import type { Operation } from '../../operation.ts'
import { bucketOf } from './bucketNames.ts'
import { checksumOf, compositeOf, md5, verifiedChecksum } from './checksums.ts'
import { checkWrite } from './conditions.ts'
import { keepBytes } from './encryptionKey.ts'
import {
  checkedMetadata,
  checkKey,
  encryptionHeaders,
  encryptionOf,
  headersOf,
  uploadedBytes,
  writtenHeaders,
} from './newObjects.ts'
import { bytesOf, MOST_BYTES } from './objectBytes.ts'
import { grantsOf } from './owner.ts'
import { entityTooLarge, invalidArgument, malformedXml, noSuchUpload } from './s3Failures.ts'
import { s3Operation, WRITES_OBJECT } from './s3Operation.ts'
import type { Bucket, Checksum, StoredObject, Upload, UploadedPart } from './s3State.ts'
import { tagsOfHeader } from './tags.ts'

/** Of every part but the last. */
const LEAST_BYTES_OF_PART = 5 * 1024 * 1024

const UPLOAD_ID = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._'

function createMultipartUpload(
  input: CreateMultipartUploadRequest,
  context: CallContext,
): CreateMultipartUploadOutput {
  const { Key: key = '', ChecksumAlgorithm: algorithm } = input
  const bucket = bucketOf(input, context)
  checkKey(key)
  const upload: Upload = {
    uploadId: context.chance.characters(UPLOAD_ID, 128),
    key,
    startedMs: context.nowMs,
    headers: headersOf(input),
    metadata: checkedMetadata(input.Metadata),
    encryption: encryptionOf(input, bucket, context),
    grants: grantsOf(bucket, input.ACL),
    tags: tagsOfHeader(input.Tagging),
    checksumAlgorithm: algorithm ?? null,
    checksumType:
      input.ChecksumType ??
      (algorithm === undefined || algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE'),
    parts: {},
  }
  bucket.uploads[upload.uploadId] = upload
  return {
    Bucket: bucket.name,
    Key: key,
    UploadId: upload.uploadId,
    ...(algorithm !== undefined && { ChecksumAlgorithm: algorithm, ChecksumType: upload.checksumType }),
    ...encryptionHeaders(upload.encryption),
  }
}

/** The upload that a call is about. */
export function uploadOf(
  bucket: Bucket,
  { UploadId = '', Key }: { readonly UploadId: string | undefined; readonly Key: string | undefined },
): Upload {
  const upload = entryOf(bucket.uploads, UploadId)
  if (upload === undefined || upload.key !== Key) throw noSuchUpload(UploadId)
  return upload
}

async function uploadPart(input: UploadPartRequest, context: CallContext): Promise<UploadPartOutput> {
  const bucket = bucketOf(input, context)
  const bytes = uploadedBytes(input.Body)
  const { checksumAlgorithm } = uploadOf(bucket, input)
  const checksum = verifiedChecksum(input, bytes, input.ChecksumAlgorithm ?? checksumAlgorithm)
  const { part, upload } = await addPart(input, bucket, bytes, checksum, context)
  return {
    ETag: `"${part.etag}"`,
    [checksum.member]: checksum.value,
    ...encryptionHeaders(upload.encryption),
  }
}

/** Adds a part to an upload, or replaces it. */
export async function addPart(
  input: {
    readonly UploadId: string | undefined
    readonly Key: string | undefined
    readonly PartNumber: number | undefined
  },
  bucket: Bucket,
  bytes: Uint8Array,
  checksum: Checksum,
  context: CallContext,
): Promise<{ readonly part: UploadedPart; readonly upload: Upload }> {
  const upload = uploadOf(bucket, input)
  const { PartNumber: number = 0 } = input
  if (!Number.isInteger(number) || number < 1 || number > 10_000)
    throw invalidArgument(
      'Part number must be an integer between 1 and 10000, inclusive',
      'partNumber',
      number,
    )
  const { content, sealedWith } = await keepBytes(bytes, bucket.name, upload.key, upload.encryption, context)
  const part: UploadedPart = {
    size: bytes.length,
    etag: md5(bytes).toString('hex'),
    modifiedMs: context.nowMs,
    content,
    sealedWith,
    checksum,
  }
  upload.parts[number] = part
  return { part, upload }
}

async function completeMultipartUpload(
  input: CompleteMultipartUploadRequest,
  context: CallContext,
): Promise<CompleteMultipartUploadOutput> {
  const bucket = bucketOf(input, context)
  const upload = uploadOf(bucket, input)
  const { key } = upload
  checkWrite(bucket.objects.at(key), key, input)
  const parts = completedParts(upload, input.MultipartUpload?.Parts ?? [])
  const size = parts.reduce((sum, part) => sum + part.size, 0)
  if (size > MOST_BYTES) throw entityTooLarge(size, MOST_BYTES)
  const digests = Buffer.concat(parts.map(({ etag }) => Buffer.from(etag, 'hex')))
  const stored = parts.map((part) => ({
    size: part.size,
    content: part.content,
    sealedWith: part.sealedWith,
  }))
  const { encryption } = upload
  const checksum = await checksumOfAll(upload, parts, () =>
    bytesOf({ parts: stored, size, encryption }, context),
  )
  if (input.ChecksumType !== undefined && input.ChecksumType !== checksum.type)
    throw new AwsFailure(
      'InvalidRequest',
      `The upload was created using the ${checksum.type} checksum mode. The complete request must use the same checksum mode.`,
    )
  const object: StoredObject = {
    key,
    size,
    etag: `${md5(digests).toString('hex')}-${parts.length}`,
    modifiedMs: context.nowMs,
    parts: stored,
    headers: upload.headers,
    metadata: upload.metadata,
    encryption,
    checksum,
    grants: upload.grants,
    tags: upload.tags,
  }
  bucket.objects.put(object)
  delete bucket.uploads[upload.uploadId]
  return {
    Location: `https://${bucket.name}.s3.${bucket.region}.amazonaws.com/${encodeURIComponent(key)}`,
    Bucket: bucket.name,
    Key: key,
    ...writtenHeaders(object),
  }
}

/** The parts that the client names, which have to be as they were uploaded. */
function completedParts(upload: Upload, given: readonly CompletedPart[]): readonly UploadedPart[] {
  if (given.length === 0) throw malformedXml()
  const numbers = given.map(({ PartNumber = 0 }) => PartNumber)
  if (numbers.some((number, index) => index > 0 && number <= numbers[index - 1]!))
    throw new AwsFailure(
      'InvalidPartOrder',
      'The list of parts was not in ascending order. Parts must be ordered by part number.',
      400,
      { UploadId: upload.uploadId },
    )
  return given.map(({ PartNumber = 0, ETag = '' }, index) => {
    const part = upload.parts[PartNumber]
    if (part === undefined || part.etag !== ETag.replaceAll('"', ''))
      throw new AwsFailure(
        'InvalidPart',
        "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
        400,
        { UploadId: upload.uploadId, PartNumber: String(PartNumber), ETag },
      )
    if (part.size < LEAST_BYTES_OF_PART && index < given.length - 1)
      throw new AwsFailure(
        'EntityTooSmall',
        'Your proposed upload is smaller than the minimum allowed size',
        400,
        {
          ProposedSize: String(part.size),
          MinSizeAllowed: String(LEAST_BYTES_OF_PART),
          PartNumber: String(PartNumber),
          ETag,
        },
      )
    return part
  })
}

async function checksumOfAll(
  { checksumAlgorithm, checksumType }: Upload,
  parts: readonly UploadedPart[],
  bytes: () => Promise<Uint8Array>,
): Promise<Checksum> {
  return checksumAlgorithm === null || checksumType === 'FULL_OBJECT'
    ? checksumOf(checksumAlgorithm ?? 'CRC64NVME', await bytes())
    : compositeOf(
        checksumAlgorithm,
        parts.map(({ checksum }) => checksum),
      )
}

function abortMultipartUpload(
  input: AbortMultipartUploadRequest,
  context: CallContext,
): AbortMultipartUploadOutput {
  const bucket = bucketOf(input, context)
  delete bucket.uploads[uploadOf(bucket, input).uploadId]
  return {}
}

export const MULTIPART: readonly Operation[] = [
  s3Operation(CreateMultipartUpload$, createMultipartUpload, WRITES_OBJECT),
  s3Operation(UploadPart$, uploadPart, WRITES_OBJECT),
  s3Operation(CompleteMultipartUpload$, completeMultipartUpload, WRITES_OBJECT),
  s3Operation(AbortMultipartUpload$, abortMultipartUpload, { isData: true }),
]
