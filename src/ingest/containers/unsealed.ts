import { keyProvidersOf, MOST_OF_HEADER } from '../../encryption/messageHeader.ts'
import { keyFor, unsealedStream } from '../../encryption/sealedBytes.ts'
import type { WrappingKey } from '../../encryption/wrappingKey.ts'
import type { ByteSource } from './byteSource.ts'
import { CorruptInput } from './corruptInput.ts'

/** What is encrypted with the AWS Encryption SDK, decrypted, or a sentence that says why it is not. */
export async function unsealed(
  source: ByteSource,
  keys: readonly WrappingKey[],
): Promise<AsyncIterable<Uint8Array> | string> {
  const start = await source.peek(MOST_OF_HEADER)
  const key = keyFor(start, keys)
  return key === null ? whyNotDecrypted(start) : decrypted(source, key)
}

async function* decrypted(source: ByteSource, key: WrappingKey): AsyncGenerator<Uint8Array> {
  const broken: unknown[] = []
  try {
    yield* unsealedStream(restOf(source, broken), key)
  } catch {
    if (broken.length > 0) throw broken[0]
    throw new CorruptInput(
      `The file is encrypted with the key ${key.name}, and cannot be decrypted with it to the end: it was changed, it is cut off, or the key is another one of that name.`,
    )
  }
}

/** The rest of a file. Why it cannot be read is put into `broken`. */
async function* restOf(source: ByteSource, broken: unknown[]): AsyncGenerator<Uint8Array> {
  try {
    for (let bytes; (bytes = await source.next()) !== null;) yield bytes
  } catch (error) {
    broken.push(error)
    throw error
  }
}

function whyNotDecrypted(start: Buffer): string {
  const providers = keyProvidersOf(start)
  const names = providers.map(({ name }) => name).join(' or ')
  const encrypted = `The file is encrypted with the AWS Encryption SDK${names === '' ? '' : `, with the key ${names}`}.`
  return providers.some(({ namespace }) => namespace !== 'aws-kms')
    ? `${encrypted} Start the console with --decryption-key FILE, where FILE has this key.`
    : `${encrypted} Decrypt it with the AWS Encryption CLI and load the result.`
}
