import type { KeyProvider } from './messageHeader.ts'

/** A raw AES key ring's key of 256 bits: it encrypts the data key of each message. */
export interface WrappingKey extends KeyProvider {
  readonly bytes: Uint8Array
}

/** A file of keys that cannot be used. The message says what is wrong with it. */
export class WrappingKeysError extends Error {}

const BYTES = 32

/** Keys as a file: `{"keys":[{"namespace":"…","name":"…","key":"BASE64"}]}` */
export function printKeys(keys: readonly WrappingKey[]): string {
  const listed = keys.map(({ namespace, name, bytes }) => ({
    namespace,
    name,
    key: Buffer.from(bytes).toString('base64'),
  }))
  return `${JSON.stringify({ keys: listed }, null, 2)}\n`
}

/** Throws a WrappingKeysError. */
export function readKeys(text: string): readonly WrappingKey[] {
  const { keys } = parsed(text)
  if (!Array.isArray(keys)) throw new WrappingKeysError('it has no list “keys”')
  return keys.map((given: unknown, index) => {
    const { namespace, name, key } = Object(given) as Readonly<Record<string, unknown>>
    const which = `key ${index + 1}`
    if (typeof namespace !== 'string' || typeof name !== 'string' || typeof key !== 'string')
      throw new WrappingKeysError(`${which} needs “namespace”, “name” and “key”`)
    const bytes = Buffer.from(key, 'base64')
    if (bytes.length !== BYTES)
      throw new WrappingKeysError(`${which} has ${bytes.length} bytes; it needs ${BYTES}, in Base64`)
    return { namespace, name, bytes }
  })
}

function parsed(text: string): { readonly keys?: unknown } {
  try {
    return Object(JSON.parse(text)) as { readonly keys?: unknown }
  } catch {
    throw new WrappingKeysError('it is not JSON')
  }
}
