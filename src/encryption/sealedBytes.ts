import { Readable } from 'node:stream'
import { keyProvidersOf } from './messageHeader.ts'
import type { WrappingKey } from './wrappingKey.ts'

/** How much is encrypted, and can be read, at a time. */
const FRAME_BYTES = 64 * 1024

/** AES-256 with key commitment; without a signature, since who can open it could write it too. */
const COMMIT_KEY = 0x0478

/** Encrypts bytes. The context is written with them in plain text and cannot be changed. */
export async function sealed(
  bytes: Uint8Array,
  key: WrappingKey,
  encryptionContext: Readonly<Record<string, string>>,
): Promise<Buffer> {
  const [{ buildEncrypt }, keyring] = await Promise.all([import('@aws-crypto/encrypt-node'), keyringOf(key)])
  const { result } = await buildEncrypt().encrypt(keyring, bytes, {
    suiteId: COMMIT_KEY,
    encryptionContext,
    frameLength: FRAME_BYTES,
  })
  return result
}

/** Decrypts what {@link sealed} encrypted. Rejects if it was changed, or with another key. */
export async function unsealed(bytes: Uint8Array, key: WrappingKey): Promise<Buffer> {
  const [{ decrypt }, keyring] = await Promise.all([decrypting(), keyringOf(key)])
  return (await decrypt(keyring, bytes)).plaintext
}

/**
 * Decrypts a message of any AWS Encryption SDK while it arrives. Fails as soon as a frame was
 * changed, and at the end if the signature is wrong or the message is cut off.
 */
export async function* unsealedStream(
  bytes: AsyncIterable<Uint8Array>,
  key: WrappingKey,
): AsyncGenerator<Uint8Array> {
  const [{ decryptStream }, keyring] = await Promise.all([decrypting(), keyringOf(key)])
  const encrypted = Readable.from(bytes)
  const plain = decryptStream(keyring)
  encrypted.on('error', (error) => plain.destroy(error))
  try {
    yield* encrypted.pipe(plain) as AsyncIterable<Uint8Array>
  } finally {
    encrypted.destroy()
    plain.destroy()
  }
}

/** The key of those that opens the message; null if none does. */
export function keyFor(start: Buffer, keys: readonly WrappingKey[]): WrappingKey | null {
  const providers = keyProvidersOf(start)
  const opens = (key: WrappingKey) =>
    providers.some(({ namespace, name }) => namespace === key.namespace && name === key.name)
  return keys.find(opens) ?? null
}

async function decrypting() {
  const { buildDecrypt } = await import('@aws-crypto/decrypt-node')
  // Also what older SDKs wrote, without key commitment.
  return buildDecrypt('REQUIRE_ENCRYPT_ALLOW_DECRYPT' as Parameters<typeof buildDecrypt>[0])
}

async function keyringOf({ namespace, name, bytes }: WrappingKey) {
  const { RawAesKeyringNode, RawAesWrappingSuiteIdentifier } =
    await import('@aws-crypto/raw-aes-keyring-node')
  return new RawAesKeyringNode({
    keyNamespace: namespace,
    keyName: name,
    // The key ring keeps its own bytes, and overwrites them in the end.
    unencryptedMasterKey: new Uint8Array(bytes),
    wrappingSuite: RawAesWrappingSuiteIdentifier.AES256_GCM_IV12_TAG16_NO_PADDING,
  })
}
