import type { SimulatedAccount } from '../account/simulatedAccount.ts'
import type { AccountState } from '../aws/accountState.ts'
import type { Contents } from '../aws/contents.ts'
import { AwsFailure } from '../aws/failure.ts'
import { putAsService } from '../aws/services/s3/serviceWrites.ts'
import type { Destination, PutFailure, PutFile } from '../sources/destination.ts'

export interface AccountBucketsParts {
  readonly account: SimulatedAccount
  readonly contents: Contents
  /** Changes the account's state, and saves it. */
  readonly change: <Made>(act: (state: AccountState) => Made | Promise<Made>) => Promise<Made>
  readonly now: () => number
}

/** The buckets of the simulated account. */
export function accountBuckets({ account, contents, change, now }: AccountBucketsParts): Destination {
  const put = async (state: AccountState, file: PutFile): Promise<PutFailure | null> => {
    const { bucket, key, bytes, metadata, kmsKeyId, trailArn } = file
    try {
      await putAsService(
        {
          bucket,
          key,
          bytes,
          contentType: 'application/json',
          contentEncoding: 'gzip',
          metadata,
          service: 'cloudtrail.amazonaws.com',
          sourceArn: trailArn,
          kmsKeyId,
        },
        { account, state, contents, nowMs: now() },
      )
      return null
    } catch (error) {
      if (error instanceof AwsFailure) return { code: error.code, message: error.message }
      throw error
    }
  }
  return {
    put: (files) =>
      change(async (state) => {
        const failures: (PutFailure | null)[] = []
        for (const file of files) failures.push(await put(state, file))
        return failures
      }),
  }
}
