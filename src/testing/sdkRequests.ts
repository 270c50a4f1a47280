import { Readable } from 'node:stream'
import type { AwsRequest, AwsResponse } from '../aws/request.ts'

/** A request as the SDK for JavaScript hands it to a request handler. */
interface SentRequest {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string | readonly string[] | null>>
  readonly headers: Record<string, string>
  readonly body?: string | Uint8Array | AsyncIterable<Uint8Array>
}

/** A request handler for clients of the SDK that needs no socket. */
export function requestHandler(answer: (request: AwsRequest) => AwsResponse | Promise<AwsResponse>) {
  return {
    handle: async (request: SentRequest) => {
      const { status, headers, body } = await answer(await toRequest(request))
      return {
        response: { statusCode: status, headers: { ...headers }, body: Readable.from([Buffer.from(body)]) },
      }
    },
  }
}

async function toRequest({ method, path, query, headers, body }: SentRequest): Promise<AwsRequest> {
  return {
    method,
    path,
    query: Object.entries(query)
      .flatMap(([name, value]) => [value ?? ''].flat().map((each) => `${escape(name)}=${escape(each)}`))
      .join('&'),
    headers: new Headers(headers),
    body: await bytesOf(body),
  }
}

async function bytesOf(body: SentRequest['body']): Promise<Uint8Array> {
  if (body === undefined) return new Uint8Array()
  if (typeof body === 'string') return new TextEncoder().encode(body)
  if (body instanceof Uint8Array) return new Uint8Array(body)
  const pieces: Uint8Array[] = []
  for await (const piece of body) pieces.push(piece)
  return new Uint8Array(Buffer.concat(pieces))
}

const escape = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`)
