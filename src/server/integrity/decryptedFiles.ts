import { isSealed } from '../../encryption/messageHeader.ts'
import type { WrappingKey } from '../../encryption/wrappingKey.ts'
import { ByteSource } from '../../ingest/containers/byteSource.ts'
import { CorruptInput } from '../../ingest/containers/corruptInput.ts'
import { unsealed } from '../../ingest/containers/unsealed.ts'
import type { FilesToValidate } from './readFoundFile.ts'

/** The files of a source, decrypted where they are encrypted: digest files have hashes of what is inside. */
export function decryptedFiles(source: FilesToValidate, keys: readonly WrappingKey[]): FilesToValidate {
  return {
    list: (signal) => source.list(signal),
    open: (uri) => decrypted(source.open(uri), keys),
    metadata: (uri) => source.metadata(uri),
  }
}

/** Of the header, to tell it from other files. */
const START_BYTES = 64

async function* decrypted(
  bytes: AsyncIterable<Uint8Array>,
  keys: readonly WrappingKey[],
): AsyncGenerator<Uint8Array> {
  const source = new ByteSource(bytes)
  try {
    if (isSealed(await source.peek(START_BYTES))) {
      const content = await unsealed(source, keys)
      if (typeof content === 'string') throw new CorruptInput(content)
      yield* content
    } else for (let next; (next = await source.next()) !== null;) yield next
  } finally {
    await source.close()
  }
}
