/** A bucket, and what the keys in it begin with: a folder, the beginning of a name, or one whole key. */
export interface S3Place {
  readonly bucket: string
  readonly prefix: string
}

/** Reads `s3://BUCKET/PREFIX` or `arn:aws:s3:::BUCKET/PREFIX`; null for anything else. `*` at the end is everything anyway. */
export function readS3Place(given: string): S3Place | null {
  const found = /^(?:s3:\/\/|arn:[a-z-]+:s3:::)([^/\s*]+)(?:\/(.*))?$/is.exec(given)
  if (!found) return null
  const [, bucket = '', prefix = ''] = found
  return { bucket, prefix: prefix.replace(/\*+$/, '') }
}

export const s3URI = ({ bucket, prefix }: S3Place): string => `s3://${bucket}/${prefix}`

/** The bucket and the key of a listed object. */
export function objectOf(uri: string): { readonly Bucket: string; readonly Key: string } {
  const slash = uri.indexOf('/', SCHEME.length)
  return { Bucket: uri.slice(SCHEME.length, slash), Key: uri.slice(slash + 1) }
}

const SCHEME = 's3://'
