import { InputProblem } from './inputProblem.ts'

export interface DecodedChunks {
  readonly body: Uint8Array
  /** What followed the body, a checksum for example. */
  readonly trailers: readonly (readonly [string, string])[]
}

/** Whether a body is in pieces with their lengths, as the SDKs send what they read from a stream. */
export function isChunked(headers: Headers): boolean {
  return (
    (headers.get('x-amz-content-sha256')?.startsWith('STREAMING-') ?? false) ||
    (headers
      .get('content-encoding')
      ?.split(',')
      .some((each) => each.trim() === 'aws-chunked') ??
      false)
  )
}

/** `HEX[;chunk-signature=…]CRLF DATA CRLF … 0 CRLF trailers CRLF` */
export function decodeChunks(encoded: Uint8Array, declaredLength: string | null): DecodedChunks {
  const buffer = Buffer.from(encoded.buffer, encoded.byteOffset, encoded.byteLength)
  const pieces: Buffer[] = []
  let at = 0
  let length = 0
  for (;;) {
    const end = lineEnd(buffer, at)
    const size = /^([0-9a-fA-F]{1,8})(;[^\r\n]*)?$/.exec(buffer.toString('latin1', at, end))?.[1]
    if (size === undefined) throw cutOff()
    const bytes = Number.parseInt(size, 16)
    at = end + 2
    if (bytes === 0) break
    if (at + bytes + 2 > buffer.length || buffer[at + bytes] !== CR || buffer[at + bytes + 1] !== LF)
      throw cutOff()
    pieces.push(buffer.subarray(at, at + bytes))
    length += bytes
    at += bytes + 2
  }
  if (declaredLength !== null && declaredLength !== String(length)) throw cutOff()
  return { body: Buffer.concat(pieces, length), trailers: trailersOf(buffer.toString('latin1', at)) }
}

function trailersOf(text: string): (readonly [string, string])[] {
  return text.split('\r\n').flatMap((line) => {
    const [, name, value] = /^([\w-]+):[ \t]*([\x20-\x7e]*?)[ \t]*$/.exec(line) ?? []
    return name === undefined || value === undefined ? [] : [[name, value] as const]
  })
}

function lineEnd(buffer: Buffer, from: number): number {
  const end = buffer.indexOf('\r\n', from)
  // A length with its signature is under 200 characters.
  if (end < 0 || end - from > 1024) throw cutOff()
  return end
}

const cutOff = () =>
  new InputProblem('malformed', 'The body is not aws-chunked, or has not the length that it declares.')

const CR = 0x0d
const LF = 0x0a
