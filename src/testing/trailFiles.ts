import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { digestKey, logFileKey } from '../cloudtrail/logFileKey.ts'
import { writeTime } from '../cloudtrail/writeTime.ts'
import { sha256Of, stringToSign, type DigestFile } from '../integrity/digestFile.ts'
import { fingerprintOf } from '../integrity/publicKeys.ts'
import { sideFileOf } from '../sources/sideFile.ts'

/** A key pair as CloudTrail signs digest files with. */
export interface SigningKey {
  readonly privateKey: KeyObject
  readonly fingerprint: string
  /** As `aws cloudtrail list-public-keys` prints it. */
  readonly listed: string
}

export function signingKey(): SigningKey {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const der = publicKey.export({ type: 'pkcs1', format: 'der' })
  const fingerprint = fingerprintOf(der)
  const listed = JSON.stringify({
    PublicKeyList: [{ Value: der.toString('base64'), Fingerprint: fingerprint }],
  })
  return { privateKey, fingerprint, listed }
}

/** An object as a trail delivers it. */
export interface TrailFile {
  readonly bucket: string
  readonly key: string
  /** Before compression. */
  readonly content: string
  /** Null for a log file. */
  readonly metadata: Readonly<Record<string, string>> | null
}

export interface TrailOptions {
  readonly signer: SigningKey
  readonly bucket?: string
  readonly prefix?: string | null
  readonly organizationId?: string | null
  readonly accountId?: string
  readonly region?: string
  readonly trailName?: string
  /** The start of the first digest file's time. */
  readonly startMs?: number
  /** How many log files each digest file names, from the oldest one on. */
  readonly logFiles?: readonly number[]
  /** For backfill digest files: when they were made. */
  readonly backfilledAt?: string
}

const HOUR = 3_600_000

/**
 * What a trail delivers in some hours: the log files of each, and the digest file that names them,
 * by default four digest files and eight log files.
 */
export function trailFiles({
  signer,
  bucket = 'trail-bucket',
  prefix = null,
  organizationId = null,
  accountId = '111122223333',
  region = 'us-east-1',
  trailName = 'management_events-1',
  startMs = Date.parse('2026-02-03T10:00:00Z'),
  logFiles = [2, 2, 2, 2],
  backfilledAt,
}: TrailOptions): readonly TrailFile[] {
  const folders = { prefix, organizationId, accountId, region }
  const delivered: TrailFile[] = []
  let previous: TrailFile | null = null
  for (const [hour, count] of logFiles.entries()) {
    const hourMs = startMs + hour * HOUR
    const logs = Array.from({ length: count }, (_, index): TrailFile => {
      const deliveredMs = hourMs + (index + 1) * 10 * 60_000
      const unique = `${trailName}${hour}x${index}`.replaceAll(/[^A-Za-z0-9]/g, '').padStart(16, '0')
      return {
        bucket,
        key: logFileKey({ ...folders, kind: 'CloudTrail', deliveredMs, unique: unique.slice(-16) }),
        content: JSON.stringify({ Records: [recordAt(deliveredMs - 5 * 60_000, accountId, region)] }),
        metadata: null,
      }
    })
    const endMs = hourMs + HOUR
    const place = {
      bucket,
      key: digestKey({
        ...folders,
        trailName,
        homeRegion: 'us-east-1',
        endMs,
        isBackfill: backfilledAt !== undefined,
      }),
    }
    previous = signed(
      digestOf(place, [hourMs, endMs], logs, previous, signer, accountId),
      signer,
      backfilledAt,
    )
    delivered.push(...logs, previous)
  }
  return delivered
}

/** A digest file with its signature. `digest` may have been changed. */
export function signed(digest: DigestFile, signer: SigningKey, backfilledAt?: string): TrailFile {
  const content = JSON.stringify(digest)
  const text = stringToSign(digest, sha256Of(Buffer.from(content)))
  return {
    bucket: digest.digestS3Bucket,
    key: digest.digestS3Object,
    content,
    metadata: {
      signature: createSign('RSA-SHA256').update(text).sign(signer.privateKey, 'hex'),
      'signature-algorithm': 'SHA256withRSA',
      ...(backfilledAt !== undefined && { 'backfill-generation-timestamp': backfilledAt }),
    },
  }
}

/** Writes the files into a folder as they are in their bucket; metadata into hidden files beside them. */
export async function writeTrailFiles(
  folder: string,
  files: readonly TrailFile[],
  { withMetadata = true }: { readonly withMetadata?: boolean } = {},
): Promise<void> {
  for (const { key, content, metadata } of files) {
    const path = join(folder, key)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, gzipSync(content))
    if (metadata && withMetadata) await writeFile(sideFileOf(path), JSON.stringify(metadata))
  }
}

function digestOf(
  { bucket, key }: Pick<TrailFile, 'bucket' | 'key'>,
  [startMs, endMs]: readonly [number, number],
  logs: readonly TrailFile[],
  previous: TrailFile | null,
  { fingerprint }: SigningKey,
  accountId: string,
): DigestFile {
  const times = { newestEventTime: writeTime(endMs - 600_000), oldestEventTime: writeTime(startMs) }
  return {
    awsAccountId: accountId,
    digestStartTime: writeTime(startMs),
    digestEndTime: writeTime(endMs),
    digestS3Bucket: bucket,
    digestS3Object: key,
    digestPublicKeyFingerprint: fingerprint,
    digestSignatureAlgorithm: 'SHA256withRSA',
    ...(logs.length > 0 ? times : { newestEventTime: null, oldestEventTime: null }),
    previousDigestS3Bucket: previous?.bucket ?? null,
    previousDigestS3Object: previous?.key ?? null,
    previousDigestHashValue: previous && sha256Of(Buffer.from(previous.content)),
    previousDigestHashAlgorithm: previous && 'SHA-256',
    previousDigestSignature: previous?.metadata?.['signature'] ?? null,
    logFiles: logs.map((log) => ({
      s3Bucket: log.bucket,
      s3Object: log.key,
      hashValue: sha256Of(Buffer.from(log.content)),
      hashAlgorithm: 'SHA-256',
      ...times,
    })),
  }
}

function recordAt(ms: number, accountId: string, region: string): object {
  return {
    eventVersion: '1.11',
    eventID: `${accountId}-${region}-${ms}`,
    eventTime: writeTime(ms),
    eventName: 'GetUser',
    eventSource: 'iam.amazonaws.com',
    awsRegion: region,
    recipientAccountId: accountId,
  }
}
