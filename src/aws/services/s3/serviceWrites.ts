import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import { serviceAccess } from '../../principals/serviceAccess.ts'
import { findBucket } from './bucketNames.ts'
import { checksumOf, md5 } from './checksums.ts'
import { keepBytes, usableKeyOf } from './encryptionKey.ts'
import { checkedMetadata, checkKey, encryptionOf, headersOf, uploadedBytes } from './newObjects.ts'
import { grantsOf } from './owner.ts'
import { noSuchBucket } from './s3Failures.ts'
import type { Bucket, Encryption } from './s3State.ts'

export interface ServiceWrite {
  readonly bucket: string
  readonly key: string
  readonly bytes: Uint8Array
  readonly contentType: string
  readonly contentEncoding: string | null
  readonly metadata: Readonly<Record<string, string>>
  /** `cloudtrail.amazonaws.com` */
  readonly service: string
  /** The trail's ARN, for conditions of the bucket policy. */
  readonly sourceArn: string
  /** ARN; null for the bucket's own encryption. */
  readonly kmsKeyId: string | null
}

const ACL = 'bucket-owner-full-control'

/**
 * Puts an object as a service of AWS does. Throws an AwsFailure: NoSuchBucket, AccessDenied,
 * KMS.DisabledException, KMS.KMSInvalidStateException, KMS.NotFoundException.
 */
export async function putAsService(
  write: ServiceWrite,
  context: Pick<CallContext, 'account' | 'state' | 'contents' | 'nowMs'>,
): Promise<void> {
  const bucket = findBucket(context, write.bucket)
  if (bucket === null) throw noSuchBucket(write.bucket)
  const { key, kmsKeyId } = write
  checkKey(key)
  const bytes = uploadedBytes(write.bytes)
  const asked = kmsKeyId === null ? {} : { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: kmsKeyId }
  const encryption = encryptionOf(asked, bucket, context)
  checkAccess(write, bucket, encryption, context)
  bucket.objects.put({
    key,
    size: bytes.length,
    etag: md5(bytes).toString('hex'),
    modifiedMs: context.nowMs,
    parts: [await keepBytes(bytes, bucket.name, key, encryption, context)],
    headers: headersOf({
      ContentType: write.contentType,
      ContentEncoding: write.contentEncoding ?? undefined,
    }),
    metadata: checkedMetadata(write.metadata),
    encryption,
    checksum: checksumOf('CRC64NVME', bytes),
    grants: grantsOf(bucket, ACL),
    tags: [],
  })
}

/** The bucket's policy has to allow the write; the policy of the KMS key must not deny it. */
function checkAccess(
  { key, kmsKeyId, service, sourceArn }: ServiceWrite,
  { name, policy }: Bucket,
  encryption: Encryption,
  context: Pick<CallContext, 'account' | 'state' | 'nowMs'>,
): void {
  const caller = { service, sourceArn, accountId: context.account.accountId }
  const circumstances = {
    's3:x-amz-acl': ACL,
    ...(kmsKeyId !== null && {
      's3:x-amz-server-side-encryption': encryption.algorithm,
      's3:x-amz-server-side-encryption-aws-kms-key-id': kmsKeyId,
    }),
  }
  const resource = `arn:aws:s3:::${name}/${key}`
  if (serviceAccess(policy, caller, 's3:PutObject', resource, circumstances) !== 'allowed')
    throw new AwsFailure('AccessDenied', 'Access Denied', 403)
  const kmsKey = usableKeyOf(encryption, context)
  if (kmsKey !== null && serviceAccess(kmsKey.policy, caller, 'kms:GenerateDataKey', '*') === 'denied')
    throw new AwsFailure(
      'AccessDenied',
      `User: ${service} is not authorized to perform: kms:GenerateDataKey on resource: ${kmsKey.arn}`,
      403,
    )
}
