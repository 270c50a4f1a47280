import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import { partBytes, usableKeyOf } from './encryptionKey.ts'
import type { StoredObject } from './s3State.ts'

/** Of what is uploaded at once. */
export const MOST_BYTES_OF_PART = 64 * 1024 * 1024

/** Of an object, which is read in one piece. */
export const MOST_BYTES = 512 * 1024 * 1024

/** The place of bytes in an object, both ends inclusive. */
export interface ByteRange {
  readonly first: number
  readonly last: number
}

/** Bytes of an object; all of them without a range. Its KMS key has to be usable, if it has one. */
export async function bytesOf(
  { parts, size, encryption }: Pick<StoredObject, 'parts' | 'size' | 'encryption'>,
  context: Pick<CallContext, 'account' | 'state' | 'contents' | 'nowMs'>,
  range: ByteRange = { first: 0, last: size - 1 },
): Promise<Uint8Array> {
  usableKeyOf(encryption, context)
  const pieces: Uint8Array[] = []
  let start = 0
  for (const part of parts) {
    const from = Math.max(range.first - start, 0)
    const to = Math.min(range.last + 1 - start, part.size)
    if (from < to) pieces.push((await partBytes(part, context)).subarray(from, to))
    start += part.size
  }
  return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
}

/**
 * What a header `Range` selects of an object: null for all of it, which is what S3 gives for several
 * ranges and for what is none.
 */
export function rangeOf(header: string | undefined, size: number): ByteRange | null {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? []
  if (from === '' && to === '') return null
  const first = from === '' ? Math.max(size - Number(to), 0) : Number(from)
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (from !== '' && to !== '' && Number(to) < Number(from)) return null
  if (first >= size || (from === '' && Number(to) === 0))
    throw new AwsFailure(
      'InvalidRange',
      'The requested range is not satisfiable',
      416,
      { RangeRequested: header, ActualObjectSize: String(size) },
      { 'content-range': `bytes */${size}` },
    )
  return { first, last }
}

/** The bytes of a part of a multipart upload, by its number from 1 on. */
export function rangeOfPart({ parts, size }: StoredObject, partNumber: number): ByteRange {
  const first = parts.slice(0, partNumber - 1).reduce((sum, part) => sum + part.size, 0)
  const part = parts[partNumber - 1]
  if (part === undefined)
    throw new AwsFailure('InvalidPartNumber', 'The requested partnumber is not satisfiable', 416, {
      PartNumberRequested: String(partNumber),
      ActualPartCount: String(parts.length),
    })
  return { first, last: Math.min(first + part.size, size) - 1 }
}
