import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { whyNotRead } from '../../sources/whyNotRead.ts'
import { sha256Of } from './bundleManifest.ts'

/** A key that seals bundles. It stays in memory and is never written anywhere. */
export interface EvidenceKey {
  /** SHA-256 of the public key (SPKI DER). */
  readonly fingerprint: string
  /** The seal on a manifest. */
  seal(manifest: string): string
}

/** A key file that cannot be used. The message is a sentence for the user. */
export class KeyFileError extends Error {}

/** Reads an Ed25519 private key (PEM, PKCS #8), such as `openssl genpkey -algorithm ed25519` writes. */
export function readEvidenceKey(path: string, given: string): EvidenceKey {
  const key = readKey(path, given, createPrivateKey, 'a private key (PEM, PKCS #8) without a passphrase')
  const publicKey = createPublicKey(key)
  const fingerprint = fingerprintOf(publicKey)
  return {
    fingerprint,
    seal: (manifest) =>
      printSeal({
        algorithm: 'Ed25519',
        publicKey: publicKey.export({ type: 'spki', format: 'pem' }) as string,
        signature: sign(null, Buffer.from(manifest), key).toString('base64'),
      }),
  }
}

/** Reads an Ed25519 public key (PEM, SPKI). A private key is read as its public one. */
export function readPublicKey(path: string, given: string): KeyObject {
  return readKey(path, given, createPublicKey, 'a public key (PEM)')
}

function readKey(path: string, given: string, read: (pem: Buffer) => KeyObject, wanted: string): KeyObject {
  let pem: Buffer
  try {
    pem = readFileSync(path)
  } catch (error) {
    throw new KeyFileError(`${given} cannot be read: ${whyNotRead(error)}.`)
  }
  let key: KeyObject
  try {
    key = read(pem)
  } catch {
    throw new KeyFileError(`${given} is not ${wanted}.`)
  }
  if (key.asymmetricKeyType !== 'ed25519')
    throw new KeyFileError(
      `${given} has a key of the type ${key.asymmetricKeyType}, but bundles are sealed with Ed25519. Make one with: openssl genpkey -algorithm ed25519`,
    )
  return key
}

export const fingerprintOf = (publicKey: KeyObject): string =>
  sha256Of(publicKey.export({ type: 'spki', format: 'der' }))

const sealSchema = v.strictObject({
  algorithm: v.literal('Ed25519'),
  publicKey: v.string(),
  signature: v.string(),
})

type Seal = v.InferOutput<typeof sealSchema>

const printSeal = (seal: Seal): string => `${JSON.stringify(seal, null, 2)}\n`

/** The public key of a seal if it is on this manifest; otherwise null. */
export function sealingKey(seal: string, manifest: Uint8Array): KeyObject | null {
  try {
    const { publicKey, signature } = v.parse(sealSchema, JSON.parse(seal))
    const key = createPublicKey(publicKey)
    const isSealed =
      key.asymmetricKeyType === 'ed25519' && verify(null, manifest, key, Buffer.from(signature, 'base64'))
    return isSealed ? key : null
  } catch {
    return null
  }
}
