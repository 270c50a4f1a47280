import type { OtherBuckets, PutFailure, PutFile } from '../destination.ts'
import { S3Clients } from './s3Clients.ts'
import { mayPass } from '../awsError.ts'
import { s3Failure, s3FailureCode } from './s3Failure.ts'
import { s3URI } from './s3Place.ts'

/** How long a bucket is looked for: a call in the simulated account waits for it. */
const MOST_MS = 5000

/** The buckets of a server that speaks S3's protocol. */
export function s3Buckets(endpointURL: string): OtherBuckets {
  const clients = new S3Clients(endpointURL)

  const put = async ({ bucket, key, bytes, metadata, kmsKeyId }: PutFile): Promise<void> => {
    const { sdk, client } = await clients.of(bucket)
    await client.send(
      new sdk.PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: Buffer.from(bytes),
        ContentType: 'application/json',
        // What is encrypted is gzip only once it is decrypted.
        ...(kmsKeyId === null && { ContentEncoding: 'gzip' }),
        Metadata: metadata,
      }),
    )
  }

  const find = async (bucket: string): Promise<void> => {
    const { sdk, client } = await clients.of(bucket)
    await client.send(new sdk.HeadBucketCommand({ Bucket: bucket }), {
      abortSignal: AbortSignal.timeout(MOST_MS),
    })
  }

  const failureOf = (error: unknown, act: 'find' | 'write', what: string): PutFailure => ({
    code: s3FailureCode(error),
    message: s3Failure(error, act, what, endpointURL).message,
  })

  return {
    place: endpointURL,
    put: async (files) => {
      const failures: (PutFailure | null)[] = []
      // Of a server that does not answer; each further file would wait for it as long.
      let silence: PutFailure | null = null
      for (const file of files) {
        try {
          if (silence === null) await put(file)
          failures.push(silence)
        } catch (error) {
          const failure = failureOf(error, 'write', s3URI({ bucket: file.bucket, prefix: file.key }))
          failures.push(failure)
          if (mayPass(error)) silence = failure
        }
      }
      return failures
    },
    check: async (bucket) => {
      try {
        await find(bucket)
        return null
      } catch (error) {
        return failureOf(error, 'find', s3URI({ bucket, prefix: '' }))
      }
    },
  }
}
