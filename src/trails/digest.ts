import { isoTime } from '../account/times.ts'
import { sha256Of, stringToSign, type DigestFile } from '../integrity/digestFile.ts'
import type { DeliveredFile, SignedDigest } from './deliveryState.ts'
import { signed, type SigningKey } from './signingKeys.ts'

export interface DigestContents {
  readonly accountId: string
  readonly bucket: string
  readonly key: string
  readonly startMs: number
  readonly endMs: number
  /** Log files that were delivered from its start on, and before its end. */
  readonly files: readonly DeliveredFile[]
  /** Null for the first of a chain. */
  readonly previous: SignedDigest | null
}

/** A digest file as text, with its signature. docs/cloudtrail.md#digest-files */
export function signedDigest(
  contents: DigestContents,
  signingKey: SigningKey,
): SignedDigest & { readonly text: string } {
  const { bucket, key, files, previous } = contents
  const digest: DigestFile = {
    awsAccountId: contents.accountId,
    digestStartTime: isoTime(contents.startMs),
    digestEndTime: isoTime(contents.endMs),
    digestS3Bucket: bucket,
    digestS3Object: key,
    digestPublicKeyFingerprint: signingKey.fingerprint,
    digestSignatureAlgorithm: 'SHA256withRSA',
    newestEventTime:
      files
        .map(({ newestEventTime }) => newestEventTime)
        .toSorted()
        .at(-1) ?? null,
    oldestEventTime: files.map(({ oldestEventTime }) => oldestEventTime).toSorted()[0] ?? null,
    previousDigestS3Bucket: previous?.bucket ?? null,
    previousDigestS3Object: previous?.key ?? null,
    previousDigestHashValue: previous?.sha256 ?? null,
    previousDigestHashAlgorithm: previous ? 'SHA-256' : null,
    previousDigestSignature: previous?.signature ?? null,
    logFiles: files.map((file) => ({
      s3Bucket: file.bucket,
      s3Object: file.key,
      hashValue: file.sha256,
      hashAlgorithm: 'SHA-256',
      newestEventTime: file.newestEventTime,
      oldestEventTime: file.oldestEventTime,
    })),
  }
  const text = JSON.stringify(digest)
  const sha256 = sha256Of(Buffer.from(text))
  return { bucket, key, text, sha256, signature: signed(stringToSign(digest, sha256), signingKey) }
}
