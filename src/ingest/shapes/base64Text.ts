import { gunzipSync } from 'node:zlib'
import type { LogFileLimits } from '../reading.ts'

/**
 * JSON in base64, gzipped or not, as Lambda and Kinesis pass it on; null if it is something else or
 * too large.
 */
export function textOfBase64(base64: string, limits: LogFileLimits): string | null {
  if (!/^[\w+/=\s-]{4,}$/.test(base64.slice(0, 1000))) return null
  const bytes = Buffer.from(base64, 'base64')
  try {
    const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b
    const text = (
      isGzip
        ? gunzipSync(bytes, { maxOutputLength: 4 * limits.maxRecordBytes, chunkSize: chunkSizeFor(bytes) })
        : bytes
    ).toString('utf8')
    return /^\s*[[{]/.test(text) ? text : null
  } catch {
    return null
  }
}

/** Whether a string that could be anything is long enough for a record in base64, and only that. */
export function isLikeBase64(text: string): boolean {
  return text.length >= 64 && /^[\w+/-]{64}/.test(text) && !/[^\w+/=\s-]/.test(text.slice(0, 4096))
}

/**
 * Small for small input: there can be a million of them, and each keeps that much memory for a
 * while.
 */
function chunkSizeFor(bytes: Buffer): number {
  return Math.min(Math.max(8 * bytes.length, 256), 1024 * 1024)
}
