import type { SimulatedAccount } from '../account/simulatedAccount.ts'
import type { AccountState } from '../aws/accountState.ts'
import { AwsFailure } from '../aws/failure.ts'
import { wrappingKeyOf } from '../aws/services/kms/wrappingKeys.ts'
import { usableKeyOf } from '../aws/services/s3/encryptionKey.ts'
import { sealed } from '../encryption/sealedBytes.ts'
import type { Destination, PutFailure, PutFile } from '../sources/destination.ts'

export interface EncryptedBucketsParts {
  readonly account: SimulatedAccount
  readonly state: () => AccountState
  readonly buckets: Destination
  readonly now: () => number
}

/**
 * Other buckets, which do not know the KMS keys of the account: files of trails with a key are
 * encrypted before they are put there.
 */
export function encryptedBuckets({ account, state, buckets, now }: EncryptedBucketsParts): Destination {
  const prepared = async (file: PutFile): Promise<PutFile | PutFailure> => {
    const { bucket, key, bytes, kmsKeyId } = file
    try {
      const kmsKey = usableKeyOf({ keyId: kmsKeyId }, { account, state: state(), nowMs: now() })
      if (kmsKey === null) return file
      const context = { 'aws:s3:arn': `arn:aws:s3:::${bucket}/${key}` }
      return { ...file, bytes: await sealed(bytes, wrappingKeyOf(kmsKey), context) }
    } catch (error) {
      if (error instanceof AwsFailure) return { code: error.code, message: error.message }
      throw error
    }
  }
  return {
    put: async (files) => {
      const all = await Promise.all(files.map(prepared))
      const results = await buckets.put(all.filter((each) => 'bytes' in each))
      let next = 0
      return all.map((each) => ('bytes' in each ? (results[next++] ?? null) : each))
    },
  }
}
