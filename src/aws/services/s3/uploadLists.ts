import {
  ListMultipartUploads$,
  ListParts$,
  type ChecksumAlgorithm,
  type ListMultipartUploadsOutput,
  type ListMultipartUploadsRequest,
  type ListPartsOutput,
  type ListPartsRequest,
  type StorageClass,
} from '@aws-sdk/client-s3'
import type { CallContext } from '../../callContext.ts'
import type { Operation } from '../../operation.ts'
import { bucketOf } from './bucketNames.ts'
import { compareKeys } from './keyOrder.ts'
import { uploadOf } from './multipart.ts'
import { encoder, pageSize } from './objectLists.ts'
import { ownerOf } from './owner.ts'
import { s3Operation } from './s3Operation.ts'
import type { Upload } from './s3State.ts'

/** Uploads by key, then by when they began; those whose keys have the delimiter come as one. */
function listMultipartUploads(
  input: ListMultipartUploadsRequest,
  context: CallContext,
): ListMultipartUploadsOutput {
  const bucket = bucketOf(input, context)
  const { Prefix = '', Delimiter = '', KeyMarker = '', UploadIdMarker = '' } = input
  const most = pageSize(input.MaxUploads, 'max-uploads')
  const encode = encoder(input.EncodingType)
  const groupOf = (key: string): string | null => {
    const end = Delimiter === '' ? -1 : key.indexOf(Delimiter, Prefix.length)
    return end < 0 ? null : key.slice(0, end + Delimiter.length)
  }
  const sorted = Object.values(bucket.uploads)
    .filter(({ key }) => key.startsWith(Prefix) && groupOf(key) !== KeyMarker)
    .toSorted(inOrder)
  const marked = sorted.findIndex(({ key, uploadId }) => key === KeyMarker && uploadId === UploadIdMarker)
  const behind =
    marked < 0 ? sorted.filter(({ key }) => compareKeys(key, KeyMarker) > 0) : sorted.slice(marked + 1)
  const found: Upload[] = []
  const prefixes: string[] = []
  let last: Upload | null = null
  let isTruncated = false
  for (const upload of behind) {
    const group = groupOf(upload.key)
    if (group !== null && group === prefixes.at(-1)) continue
    if (found.length + prefixes.length === most) {
      isTruncated = most > 0
      break
    }
    if (group === null) found.push(upload)
    else prefixes.push(group)
    last = upload
  }
  return {
    Bucket: bucket.name,
    KeyMarker: encode(KeyMarker),
    UploadIdMarker,
    Prefix: encode(Prefix),
    ...(Delimiter !== '' && { Delimiter: encode(Delimiter) }),
    ...(input.EncodingType !== undefined && { EncodingType: input.EncodingType }),
    MaxUploads: most,
    IsTruncated: isTruncated,
    ...(isTruncated &&
      last !== null && {
        NextKeyMarker: encode(groupOf(last.key) ?? last.key),
        NextUploadIdMarker: last.uploadId,
      }),
    Uploads: found.map((upload) => ({
      UploadId: upload.uploadId,
      Key: encode(upload.key),
      Initiated: new Date(upload.startedMs),
      StorageClass: storageClassOf(upload),
      Owner: ownerOf(context.account),
      Initiator: { ID: context.principal.arn, DisplayName: context.principal.userName ?? undefined },
      ...checksumsOf(upload),
    })),
    CommonPrefixes: prefixes.map((prefix) => ({ Prefix: encode(prefix) })),
  }
}

const inOrder = (one: Upload, other: Upload): number =>
  compareKeys(one.key, other.key) ||
  one.startedMs - other.startedMs ||
  (one.uploadId < other.uploadId ? -1 : 1)

function listParts(input: ListPartsRequest, context: CallContext): ListPartsOutput {
  const bucket = bucketOf(input, context)
  const upload = uploadOf(bucket, input)
  const most = pageSize(input.MaxParts, 'max-parts')
  const after = Number(input.PartNumberMarker ?? 0)
  const behind = Object.entries(upload.parts)
    .map(([number, part]) => ({ number: Number(number), part }))
    .filter(({ number }) => number > after)
    .toSorted((one, other) => one.number - other.number)
  const page = behind.slice(0, most)
  return {
    Bucket: bucket.name,
    Key: upload.key,
    UploadId: upload.uploadId,
    PartNumberMarker: String(after),
    NextPartNumberMarker: String(page.at(-1)?.number ?? 0),
    MaxParts: most,
    IsTruncated: page.length > 0 && behind.length > page.length,
    Parts: page.map(({ number, part }) => ({
      PartNumber: number,
      LastModified: new Date(part.modifiedMs),
      ETag: `"${part.etag}"`,
      Size: part.size,
      [part.checksum.member]: part.checksum.value,
    })),
    Owner: ownerOf(context.account),
    Initiator: { ID: context.principal.arn, DisplayName: context.principal.userName ?? undefined },
    StorageClass: storageClassOf(upload),
    ...checksumsOf(upload),
  }
}

const storageClassOf = ({ headers }: Upload): StorageClass =>
  (headers.StorageClass ?? 'STANDARD') as StorageClass

const checksumsOf = ({ checksumAlgorithm, checksumType }: Upload) =>
  checksumAlgorithm === null
    ? {}
    : { ChecksumAlgorithm: checksumAlgorithm as ChecksumAlgorithm, ChecksumType: checksumType }

export const UPLOAD_LISTS: readonly Operation[] = [
  s3Operation(ListMultipartUploads$, listMultipartUploads, { action: 's3:ListBucketMultipartUploads' }),
  s3Operation(ListParts$, listParts, { isData: true, action: 's3:ListMultipartUploadParts' }),
]
