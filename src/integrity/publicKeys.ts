import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto'
import * as v from 'valibot'

/**
 * Public keys by their fingerprints, as digest files name them. Null stands for a key that cannot
 * be read.
 */
export type PublicKeys = ReadonlyMap<string, KeyObject | null>

/** MD5 of a public key's bytes in DER, in lower-case hex: how CloudTrail names a key. */
export const fingerprintOf = (der: Uint8Array): string => createHash('md5').update(der).digest('hex')

/** Whether a signature in hex is that of a text, RSA PKCS #1 v1.5 with SHA-256. */
export function isSignatureOf(text: string, signature: string, key: KeyObject): boolean {
  if (!/^(?:[0-9a-f]{2})+$/i.test(signature)) return false
  return verify('RSA-SHA256', Buffer.from(text), key, Buffer.from(signature, 'hex'))
}

/**
 * Reads public keys in any of the forms that people have them in: the output of `aws cloudtrail
 * list-public-keys`, PEM, or DER in Base64, one or several. Empty if there are none.
 */
export function readPublicKeys(text: string): PublicKeys {
  const written = listedKeys(text) ?? pemKeys(text) ?? base64Keys(text)
  return new Map(written.flatMap(({ der, fingerprint }) => namedKeys(der, fingerprint)))
}

/** The same of keys in Base64, each with the fingerprint that is stated of it. */
export function publicKeysOf(
  keys: readonly { readonly value: string; readonly fingerprint: string }[],
): PublicKeys {
  return new Map(
    keys.flatMap(({ value, fingerprint }) => namedKeys(Buffer.from(value, 'base64'), fingerprint)),
  )
}

/** As `aws cloudtrail list-public-keys` prints those with these fingerprints; without those that are not known. */
export function printPublicKeys(keys: PublicKeys, fingerprints: Iterable<string>): string {
  const listed = [...new Set(fingerprints)].toSorted().flatMap((fingerprint) => {
    const der = keys.get(fingerprint)?.export({ type: 'pkcs1', format: 'der' })
    return der ? [{ Value: der.toString('base64'), Fingerprint: fingerprint }] : []
  })
  return `${JSON.stringify({ PublicKeyList: listed }, null, 2)}\n`
}

interface WrittenKey {
  readonly der: Buffer
  /** As the list states it; null if it states none. */
  readonly fingerprint: string | null
}

const listedKey = v.object({ Value: v.string(), Fingerprint: v.optional(v.string()) })

const keyList = v.union([
  v.pipe(
    v.object({ PublicKeyList: v.array(listedKey) }),
    v.transform(({ PublicKeyList }) => PublicKeyList),
  ),
  v.array(listedKey),
])

/** Null if the text is no list of ListPublicKeys. */
function listedKeys(text: string): readonly WrittenKey[] | null {
  try {
    const read = v.safeParse(keyList, JSON.parse(text))
    if (!read.success) return null
    return read.output.map(({ Value, Fingerprint = null }) => ({
      der: Buffer.from(Value, 'base64'),
      fingerprint: Fingerprint,
    }))
  } catch {
    return null
  }
}

/** Null if the text has no PEM block. */
function pemKeys(text: string): readonly WrittenKey[] | null {
  const blocks = [
    ...text.matchAll(/-----BEGIN (?:RSA )?PUBLIC KEY-----([^-]+)-----END (?:RSA )?PUBLIC KEY-----/g),
  ]
  if (blocks.length === 0) return null
  return blocks.map(([, base64 = '']) => ({ der: Buffer.from(base64, 'base64'), fingerprint: null }))
}

/** A key may be broken into lines; the first line of every key begins with the same letters. */
function base64Keys(text: string): readonly WrittenKey[] {
  return text
    .split(/^(?=MII)/m)
    .map((part) => part.replaceAll(/\s+/g, ''))
    .filter((part) => /^MII[A-Za-z0-9+/]+=*$/.test(part))
    .map((part) => ({ der: Buffer.from(part, 'base64'), fingerprint: null }))
}

/** A key under each name that a digest file may give it: that of either encoding, and the stated one. */
function namedKeys(
  der: Buffer,
  stated: string | null,
): readonly (readonly [fingerprint: string, key: KeyObject | null])[] {
  const key = keyOf(der)
  const encodings = key
    ? (['pkcs1', 'spki'] as const).map((type) => key.export({ type, format: 'der' }))
    : [der]
  const names = new Set([...encodings.map(fingerprintOf), ...(stated === null ? [] : [stated.toLowerCase()])])
  return [...names].map((name) => [name, key])
}

/** Null if the bytes are no RSA key. */
function keyOf(der: Buffer): KeyObject | null {
  for (const type of ['pkcs1', 'spki'] as const) {
    try {
      const key = createPublicKey({ key: der, type, format: 'der' })
      if (key.asymmetricKeyType === 'rsa') return key
    } catch {
      // The other encoding, or none.
    }
  }
  return null
}
