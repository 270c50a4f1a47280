import { Readable } from 'node:stream'
import type { Context } from 'hono'
import { badRequest, ProblemError } from './problem.ts'
import { steadily } from './uploadBody.ts'

/** The JSON of a small body. One that is larger, comes too slowly or is no JSON is refused. */
export async function readJsonBody(context: Context, mostBytes: number): Promise<unknown> {
  const { body } = context.req.raw
  const chunks: Uint8Array[] = []
  let bytes = 0
  if (body)
    for await (const chunk of steadily(Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]))) {
      bytes += chunk.length
      if (bytes > mostBytes)
        throw new ProblemError(
          {
            title: 'Too large',
            status: 413,
            detail: `The body of the request is larger than ${mostBytes} bytes.`,
          },
          { Connection: 'close' },
        )
      chunks.push(chunk)
    }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)))
  } catch (error) {
    throw badRequest('body', `The body of the request is not JSON: ${(error as Error).message}.`)
  }
}
