import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import { keyOfArn } from '../kms/keyLookup.ts'
import type { KmsKey } from '../kms/kmsState.ts'
import type { Encryption } from './s3State.ts'

/**
 * The KMS key that an object is encrypted with; null if S3 has the key. Throws as S3 does if the
 * key cannot be used.
 */
export function usableKeyOf(
  { keyId }: Encryption,
  context: Pick<CallContext, 'account' | 'state' | 'nowMs'>,
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
