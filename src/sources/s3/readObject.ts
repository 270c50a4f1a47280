import type { GetObjectCommandOutput } from '@aws-sdk/client-s3'
import type { SayWaiting } from '../logFileSource.ts'
import { Pauses, type Patience } from './patience.ts'
import type { S3Clients } from './s3Clients.ts'
import { changedWhileRead, S3Failure } from './s3Failure.ts'
import { objectOf } from './s3Place.ts'

export interface ReadingParts {
  readonly clients: S3Clients
  readonly endpointURL: string | null
  readonly patience: Patience
}

/** The part of an object from a byte on, as long as it is the one with the entity tag. */
export interface ObjectPart {
  readonly fromByte: number
  /** null for whatever is there. */
  readonly etag: string | null
}

export const WHOLE: ObjectPart = { fromByte: 0, etag: null }

/** Asks for an object, once. */
export async function getObject(
  uri: string,
  { fromByte, etag }: ObjectPart,
  clients: S3Clients,
): Promise<GetObjectCommandOutput> {
  const object = objectOf(uri)
  const { sdk, client } = await clients.of(object.Bucket)
  return client.send(
    new sdk.GetObjectCommand({
      ...object,
      ...(fromByte > 0 && { Range: `bytes=${fromByte}-` }),
      ...(etag !== null && { IfMatch: etag }),
    }),
  )
}

/**
 * The bytes of an object. Where the connection breaks, it goes on with the byte that is missing, if
 * the object is still the same.
 */
export async function* readObject(
  uri: string,
  first: Promise<GetObjectCommandOutput>,
  { clients, endpointURL, patience }: ReadingParts,
  say: SayWaiting,
): AsyncGenerator<Uint8Array> {
  const pauses = new Pauses(patience, say)
  let part = WHOLE
  let answering = first
  /** How many answers in a row had no byte where more were announced. */
  let empty = 0
  for (;;) {
    const { fromByte } = part
    let size: number | null = null
    try {
      const answer = await answering
      size = wholeSize(answer, part, uri)
      part = { ...part, etag: answer.ETag ?? null }
      for await (const piece of answer.Body as unknown as AsyncIterable<Uint8Array>) {
        pauses.goesOn()
        part = { ...part, fromByte: part.fromByte + piece.length }
        yield piece
      }
      if (size !== null && part.fromByte < size)
        throw Object.assign(new Error('The connection ended early'), { code: 'ECONNRESET' })
      return
    } catch (error) {
      empty = size !== null && part.fromByte === fromByte ? empty + 1 : 0
      if (empty === MOST_EMPTY) throw new S3Failure(halfWritten(uri, fromByte, size))
      await pauses.trouble(error, 'read', uri, endpointURL)
    }
    answering = getObject(uri, part, clients)
    // Handled above, where it is awaited.
    answering.catch(() => {})
  }
}

/** A server that answers and sends nothing has no more. */
const MOST_EMPTY = 3

const halfWritten = (uri: string, bytes: number, size: number | null): string =>
  `the server has only ${bytes.toLocaleString('en')} of the ${(size ?? 0).toLocaleString('en')} bytes of ${uri}: it is not whole. Put it there again, then start the console again`

/** How long the whole object is. Throws if the answer is not the part that was asked for. */
function wholeSize(
  { ContentRange, ContentLength, ETag }: GetObjectCommandOutput,
  { fromByte, etag }: ObjectPart,
  uri: string,
): number | null {
  if (fromByte === 0) return ContentLength ?? null
  // Not every server heeds If-Match.
  if (etag !== null && ETag !== etag) throw new S3Failure(changedWhileRead(uri))
  const range = /^bytes (\d+)-\d+\/(\d+)$/.exec(ContentRange ?? '')
  if (!range || Number(range[1]) !== fromByte)
    throw new S3Failure(
      `the connection broke, and the server does not send the rest of ${uri}. Start the console again`,
    )
  return Number(range[2])
}
