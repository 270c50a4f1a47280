import { createHash } from 'node:crypto'
import * as v from 'valibot'

/** Absent counts as null: tools that copy digest files leave such members out. */
const textOrNull = v.optional(v.nullable(v.string()), null)

/** Hashes and signatures are compared in lower case. */
const hex = v.pipe(v.string(), v.toLowerCase())
const hexOrNull = v.optional(v.nullable(hex), null)

const loggedFile = v.object({
  s3Bucket: v.string(),
  s3Object: v.string(),
  hashValue: hex,
  hashAlgorithm: v.optional(v.string(), 'SHA-256'),
  newestEventTime: textOrNull,
  oldestEventTime: textOrNull,
})

/** A digest file, docs/cloudtrail.md#digest-files. Members that nothing depends on may be missing. */
const digestFile = v.object({
  awsAccountId: v.optional(v.string(), ''),
  digestStartTime: time(),
  digestEndTime: time(),
  digestS3Bucket: v.string(),
  digestS3Object: v.string(),
  digestPublicKeyFingerprint: v.string(),
  digestSignatureAlgorithm: v.optional(v.string(), 'SHA256withRSA'),
  newestEventTime: textOrNull,
  oldestEventTime: textOrNull,
  previousDigestS3Bucket: textOrNull,
  previousDigestS3Object: textOrNull,
  previousDigestHashValue: hexOrNull,
  previousDigestHashAlgorithm: textOrNull,
  previousDigestSignature: v.nullable(v.string()),
  logFiles: v.array(loggedFile),
})

export type DigestFile = v.InferOutput<typeof digestFile>

/** A log file as its digest file names it. */
export type LoggedFile = v.InferOutput<typeof loggedFile>

/** A time as text, exactly as it was signed. */
function time() {
  return v.pipe(
    v.string(),
    v.check((text) => !Number.isNaN(Date.parse(text))),
  )
}

/** Reads the text of a digest file; null if it is none. */
export function readDigestFile(text: string): DigestFile | null {
  try {
    const read = v.safeParse(digestFile, JSON.parse(text))
    return read.success ? read.output : null
  } catch {
    return null
  }
}

/** What CloudTrail signs of a digest file. `sha256`: of its bytes before compression. */
export function stringToSign(
  digest: Pick<DigestFile, 'digestEndTime' | 'digestS3Bucket' | 'digestS3Object' | 'previousDigestSignature'>,
  sha256: string,
): string {
  return [
    digest.digestEndTime,
    `${digest.digestS3Bucket}/${digest.digestS3Object}`,
    sha256,
    digest.previousDigestSignature ?? 'null',
  ].join('\n')
}

/** SHA-256 in lower-case hex, as digest files have it. */
export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
