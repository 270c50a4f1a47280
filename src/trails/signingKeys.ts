import { createPublicKey, createSign, generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import type { PublicKey } from '../aws/deliveries.ts'
import { fingerprintOf } from '../integrity/publicKeys.ts'

/** A key pair for the signatures of digest files. */
export interface SigningKey extends PublicKey {
  /** PKCS #8, PEM. */
  readonly privateKey: string
}

const DAY_MS = 86_400_000

/** How long a key signs, and how long it can still be asked for after that. */
const SIGNS_MS = 30 * DAY_MS
const OVERLAP_MS = DAY_MS

/** The key to sign with at a moment; null if a new one is needed. */
export function signingKeyAt(keys: readonly SigningKey[], nowMs: number): SigningKey | null {
  return keys.findLast(({ startMs, endMs }) => startMs <= nowMs && nowMs < endMs - OVERLAP_MS) ?? null
}

/** RSA of 2048 bits, as CloudTrail has them. */
export async function newSigningKey(nowMs: number): Promise<SigningKey> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const der = createPublicKey(privateKey).export({ type: 'pkcs1', format: 'der' })
  return {
    value: der.toString('base64'),
    fingerprint: fingerprintOf(der),
    startMs: nowMs,
    endMs: nowMs + SIGNS_MS + OVERLAP_MS,
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

/** The signature of a text in lower-case hex, RSA PKCS #1 v1.5 with SHA-256. */
export const signed = (text: string, { privateKey }: SigningKey): string =>
  createSign('RSA-SHA256').update(text).sign(privateKey, 'hex')
