import { sealed, unsealed } from '../../../encryption/sealedBytes.ts'
import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import { keyByArn, keyOfArn } from '../kms/keyLookup.ts'
import type { KmsKey } from '../kms/kmsState.ts'
import { wrappingKeyOf } from '../kms/wrappingKeys.ts'
import type { Encryption, StoredPart } from './s3State.ts'

type Context = Pick<CallContext, 'account' | 'state' | 'contents' | 'nowMs'>

/**
 * The KMS key that an object is encrypted with; null if S3 has the key. Throws as S3 does if the
 * key cannot be used.
 */
export function usableKeyOf(
  { keyId }: Pick<Encryption, 'keyId'>,
  context: Pick<Context, 'account' | 'state' | 'nowMs'>,
): KmsKey | null {
  if (keyId === null) return null
  if (keyId.split(':')[4] !== context.account.accountId)
    throw new AwsFailure('AccessDenied', `The key ${keyId} is not of this account.`, 403)
  const key = keyOfArn(context, keyId)
  if (key === null) throw new AwsFailure('KMS.NotFoundException', `Key '${keyId}' does not exist`)
  if (key.deletionMs !== null)
    throw new AwsFailure('KMS.KMSInvalidStateException', `${key.arn} is pending deletion.`)
  if (!key.enabled) throw new AwsFailure('KMS.DisabledException', `${key.arn} is disabled.`)
  return key
}

/** Keeps bytes of an object among the contents, encrypted if the object is by a KMS key. */
export async function keepBytes(
  bytes: Uint8Array,
  bucket: string,
  objectKey: string,
  encryption: Encryption,
  context: Context,
): Promise<StoredPart & { readonly content: string }> {
  const size = bytes.length
  const key = usableKeyOf(encryption, context)
  if (key === null) return { size, content: await context.contents.put(bytes) }
  // As S3's own: of the bucket if it has a key for all of its objects.
  const arn = `arn:aws:s3:::${bucket}${encryption.isBucketKey ? '' : `/${objectKey}`}`
  const message = await sealed(bytes, wrappingKeyOf(key), { 'aws:s3:arn': arn })
  return { size, content: await context.contents.put(message), sealedWith: key.arn }
}

/** The bytes of a part. Throws as S3 does if its key cannot be used. */
export async function partBytes(
  { content, sealedWith }: StoredPart,
  context: Omit<Context, 'account'>,
): Promise<Uint8Array> {
  if (typeof content !== 'string') return Buffer.from(content.text)
  const bytes = await context.contents.get(content)
  if (bytes === null)
    throw new AwsFailure('InternalError', 'The content of the object is missing. Put the object again.', 500)
  if (sealedWith === undefined) return bytes
  const key = keyByArn(context, sealedWith)
  if (key === null) throw new AwsFailure('KMS.NotFoundException', `Key '${sealedWith}' does not exist`)
  return unsealed(bytes, wrappingKeyOf(key))
}
