import type { ServerSideEncryption } from '@aws-sdk/client-s3'
import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import { keyOfArn } from '../kms/keyLookup.ts'
import { MOST_BYTES_OF_PART } from './objectBytes.ts'
import { entityTooLarge, invalidArgument } from './s3Failures.ts'
import type { Bucket, Checksum, Encryption, ObjectHeaders, StoredObject } from './s3State.ts'

/** What requests that write an object say about it. */
interface Description {
  readonly ContentType?: string | undefined
  readonly CacheControl?: string | undefined
  readonly ContentDisposition?: string | undefined
  readonly ContentEncoding?: string | undefined
  readonly ContentLanguage?: string | undefined
  readonly Expires?: Date | undefined
  readonly WebsiteRedirectLocation?: string | undefined
  readonly StorageClass?: string | undefined
}

const STORAGE_CLASSES: ReadonlySet<string> = new Set([
  'STANDARD',
  'REDUCED_REDUNDANCY',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER',
  'DEEP_ARCHIVE',
  'GLACIER_IR',
])

export function headersOf(input: Description): ObjectHeaders {
  const { StorageClass } = input
  if (StorageClass !== undefined && !STORAGE_CLASSES.has(StorageClass))
    throw new AwsFailure('InvalidStorageClass', 'The storage class you specified is not valid', 400, {
      StorageClassRequested: StorageClass,
    })
  return {
    ContentType: input.ContentType,
    CacheControl: input.CacheControl,
    ContentDisposition: input.ContentDisposition,
    ContentEncoding: input.ContentEncoding,
    ContentLanguage: input.ContentLanguage,
    ExpiresMs: input.Expires?.getTime(),
    WebsiteRedirectLocation: input.WebsiteRedirectLocation,
    StorageClass: StorageClass === 'STANDARD' ? undefined : StorageClass,
  }
}

/** How an object is encrypted: as the request says, or else as the bucket does. */
export function encryptionOf(
  input: {
    readonly ServerSideEncryption?: string | undefined
    readonly SSEKMSKeyId?: string | undefined
    readonly BucketKeyEnabled?: boolean | undefined
    readonly SSECustomerAlgorithm?: string | undefined
  },
  bucket: Bucket,
  context: Pick<CallContext, 'account' | 'state' | 'nowMs'>,
): Encryption {
  if (input.SSECustomerAlgorithm !== undefined)
    throw new AwsFailure(
      'NotImplemented',
      'A header you provided implies functionality that is not implemented',
      501,
      { Header: 'x-amz-server-side-encryption-customer-algorithm' },
    )
  const algorithm = input.ServerSideEncryption
  if (algorithm === undefined) return withKey(bucket.encryption, bucket, context)
  if (!['AES256', 'aws:kms', 'aws:kms:dsse'].includes(algorithm))
    throw invalidArgument(
      'The encryption method specified is not supported',
      'x-amz-server-side-encryption',
      algorithm,
    )
  if (algorithm === 'AES256') return { algorithm, keyId: null, isBucketKey: false }
  const given = {
    algorithm,
    keyId: input.SSEKMSKeyId ?? null,
    isBucketKey: input.BucketKeyEnabled ?? bucket.encryption.isBucketKey,
  }
  return withKey(given, bucket, context)
}

/** A key is named by its ARN. Without one it is the company's key for data. */
function withKey(
  encryption: Encryption,
  bucket: Bucket,
  context: Pick<CallContext, 'account' | 'state' | 'nowMs'>,
): Encryption {
  const { keyId, algorithm } = encryption
  if (algorithm === 'AES256') return encryption
  const { accountId, resources } = context.account
  const arn =
    keyId === null
      ? resources.keyFor.data.arn
      : keyId.startsWith('arn:')
        ? keyId
        : `arn:aws:kms:${bucket.region}:${accountId}:${keyId.startsWith('alias/') ? keyId : `key/${keyId}`}`
  return { ...encryption, keyId: keyOfArn(context, arn)?.arn ?? arn }
}

/** The headers of an answer that say how an object was written. */
export function writtenHeaders({
  etag,
  encryption,
  checksum,
}: Pick<StoredObject, 'etag' | 'encryption' | 'checksum'>): {
  readonly ETag: string
  readonly ServerSideEncryption: ServerSideEncryption
  readonly SSEKMSKeyId?: string
  readonly BucketKeyEnabled?: boolean
  readonly ChecksumType: Checksum['type']
} {
  return {
    ETag: `"${etag}"`,
    ...encryptionHeaders(encryption),
    [checksum.member]: checksum.value,
    ChecksumType: checksum.type,
  }
}

export function encryptionHeaders({ algorithm, keyId, isBucketKey }: Encryption): {
  readonly ServerSideEncryption: ServerSideEncryption
  readonly SSEKMSKeyId?: string
  readonly BucketKeyEnabled?: boolean
} {
  return {
    ServerSideEncryption: algorithm as ServerSideEncryption,
    ...(keyId !== null && { SSEKMSKeyId: keyId }),
    ...(isBucketKey && { BucketKeyEnabled: true }),
  }
}

export function checkKey(key: string): void {
  const length = Buffer.byteLength(key)
  if (length > 1024)
    throw new AwsFailure('KeyTooLongError', 'Your key is too long', 400, {
      Size: String(length),
      MaxSizeAllowed: '1024',
    })
}

/** The bytes of a request that uploads some. */
export function uploadedBytes(body: unknown): Uint8Array {
  const bytes =
    typeof body === 'string' ? Buffer.from(body) : body instanceof Uint8Array ? body : new Uint8Array()
  if (bytes.length > MOST_BYTES_OF_PART) throw entityTooLarge(bytes.length, MOST_BYTES_OF_PART)
  return bytes
}

/** User metadata are 2 KB at most, names and values together. */
export function checkedMetadata(
  given: Readonly<Record<string, string>> | undefined,
): Readonly<Record<string, string>> {
  const metadata = given ?? {}
  const size = Object.entries(metadata).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value),
    0,
  )
  if (size > 2048)
    throw new AwsFailure(
      'MetadataTooLarge',
      'Your metadata headers exceed the maximum allowed metadata size',
      400,
      {
        Size: String(size),
        MaxSizeAllowed: '2048',
      },
    )
  return metadata
}
