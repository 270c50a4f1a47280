import type { DigestFile, LoggedFile } from './digestFile.ts'

/** Where a digest file says that a file is. */
export interface Place {
  readonly bucket: string
  readonly key: string
}

export const writePlace = ({ bucket, key }: Place): string => `s3://${bucket}/${key}`

/** Of a digest file, as it says itself. */
export const placeOfDigest = ({ digestS3Bucket, digestS3Object }: DigestFile): Place => ({
  bucket: digestS3Bucket,
  key: digestS3Object,
})

/** Of a log file that a digest file names. */
export const placeOfLogFile = ({ s3Bucket, s3Object }: LoggedFile): Place => ({
  bucket: s3Bucket,
  key: s3Object,
})

/** Of the digest file before one; null for the first of a chain. */
export function previousPlace({ previousDigestS3Bucket, previousDigestS3Object }: DigestFile): Place | null {
  return previousDigestS3Bucket !== null && previousDigestS3Object !== null
    ? { bucket: previousDigestS3Bucket, key: previousDigestS3Object }
    : null
}
