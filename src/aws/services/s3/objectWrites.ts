import {
  DeleteObject$,
  DeleteObjects$,
  PutObject$,
  type DeleteObjectOutput,
  type DeleteObjectRequest,
  type DeleteObjectsOutput,
  type DeleteObjectsRequest,
  type PutObjectOutput,
  type PutObjectRequest,
} from '@aws-sdk/client-s3'
import type { CallContext } from '../../callContext.ts'
import type { Operation } from '../../operation.ts'
import { bucketOf } from './bucketNames.ts'
import { md5, verifiedChecksum } from './checksums.ts'
import { checkWrite } from './conditions.ts'
import { keepBytes } from './encryptionKey.ts'
import {
  checkedMetadata,
  checkKey,
  encryptionOf,
  headersOf,
  uploadedBytes,
  writtenHeaders,
} from './newObjects.ts'
import { grantsOf } from './owner.ts'
import { malformedXml } from './s3Failures.ts'
import { s3Operation, WRITES_OBJECT } from './s3Operation.ts'
import { prefixResources } from './s3Records.ts'
import type { StoredObject } from './s3State.ts'
import { tagsOfHeader } from './tags.ts'

async function putObject(input: PutObjectRequest, context: CallContext): Promise<PutObjectOutput> {
  const { Key: key = '' } = input
  const bucket = bucketOf(input, context)
  checkKey(key)
  checkWrite(bucket.objects.at(key), key, input)
  const bytes = uploadedBytes(input.Body)
  const checksum = verifiedChecksum(input, bytes, input.ChecksumAlgorithm)
  const described = {
    headers: headersOf(input),
    metadata: checkedMetadata(input.Metadata),
    encryption: encryptionOf(input, bucket, context),
    grants: grantsOf(bucket, input.ACL),
    tags: tagsOfHeader(input.Tagging),
  }
  const part = await keepBytes(bytes, bucket.name, key, described.encryption, context)
  const object: StoredObject = {
    key,
    size: bytes.length,
    etag: md5(bytes).toString('hex'),
    modifiedMs: context.nowMs,
    parts: [part],
    ...described,
    checksum,
  }
  bucket.objects.put(object)
  return writtenHeaders(object)
}

function deleteObject(input: DeleteObjectRequest, context: CallContext): DeleteObjectOutput {
  const { Key: key = '', IfMatch } = input
  const { objects } = bucketOf(input, context)
  checkWrite(objects.at(key), key, { IfMatch })
  objects.remove(key)
  return {}
}

/** What is not there counts as deleted. */
function deleteObjects(input: DeleteObjectsRequest, context: CallContext): DeleteObjectsOutput {
  const { objects } = bucketOf(input, context)
  const given = input.Delete?.Objects ?? []
  if (given.length === 0 || given.length > 1000) throw malformedXml()
  verifiedChecksum(input, context.request.body, undefined)
  for (const { Key = '' } of given) objects.remove(Key)
  return input.Delete?.Quiet === true ? {} : { Deleted: given.map(({ Key }) => ({ Key })) }
}

export const OBJECT_WRITES: readonly Operation[] = [
  s3Operation(PutObject$, putObject, WRITES_OBJECT),
  s3Operation(DeleteObject$, deleteObject, { isData: true }),
  s3Operation(DeleteObjects$, deleteObjects, {
    isData: true,
    action: 's3:DeleteObject',
    resources: prefixResources,
  }),
]
