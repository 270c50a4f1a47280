import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { KmsKey } from './kmsState.ts'

/** What a ciphertext has to be decrypted with again, member for member. */
export type EncryptionContext = Readonly<Record<string, string>>

// One byte of version, the key's ID, the nonce, the tag, and what was encrypted.
const VERSION = 1
const ID_END = 17
const NONCE_END = 29
const TAG_END = 45

/** AES-256-GCM with the key's ID in front. The same nonce must never be given twice for a key. */
export function encrypt(
  key: KmsKey,
  plaintext: Uint8Array,
  context: EncryptionContext,
  nonce: Uint8Array = randomBytes(NONCE_END - ID_END),
): Buffer {
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key.material, 'base64'), nonce)
  cipher.setAAD(bytesOf(context))
  const encrypted = Buffer.concat([cipher.update(plaintext), cipher.final()])
  const id = Buffer.from(key.keyId.replaceAll('-', ''), 'hex')
  return Buffer.concat([Buffer.of(VERSION), id, nonce, cipher.getAuthTag(), encrypted])
}

/** Null if the ciphertext, the context or the key is not the one of `encrypt`. */
export function decrypt(key: KmsKey, ciphertext: Uint8Array, context: EncryptionContext): Buffer | null {
  if (keyIdOf(ciphertext) !== key.keyId) return null
  const nonce = ciphertext.subarray(ID_END, NONCE_END)
  const cipher = createDecipheriv('aes-256-gcm', Buffer.from(key.material, 'base64'), nonce)
  cipher.setAAD(bytesOf(context))
  cipher.setAuthTag(ciphertext.subarray(NONCE_END, TAG_END))
  try {
    return Buffer.concat([cipher.update(ciphertext.subarray(TAG_END)), cipher.final()])
  } catch {
    return null
  }
}

/** The ID of the key that it was encrypted with; null if it is no ciphertext of this account. */
export function keyIdOf(ciphertext: Uint8Array): string | null {
  if (ciphertext.length < TAG_END || ciphertext[0] !== VERSION) return null
  const hex = Buffer.from(ciphertext.subarray(1, ID_END)).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** The same bytes whatever the order of the members. */
function bytesOf(context: EncryptionContext): Buffer {
  return Buffer.from(JSON.stringify(Object.entries(context).toSorted(([a], [b]) => (a < b ? -1 : 1))))
}
