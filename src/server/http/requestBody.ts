import type { Context } from 'hono'
import * as v from 'valibot'
import { atPace, type Pace } from './pace.ts'
import { badRequest, ProblemError } from './problem.ts'

/**
 * The body of a request as it arrives. One that is too large, too slow or incomplete throws a
 * ProblemError. This is the only reader of bodies. It reads the web stream, which keeps its error
 * for the next reader; a Node stream emits it, and ends the process if nobody listens.
 */
export async function* requestBody(
  request: Request,
  mostBytes: number,
  pace: Pace,
): AsyncGenerator<Uint8Array> {
  if (!request.body) return
  let bytes = 0
  try {
    for await (const chunk of atPace(request.body, pace)) {
      bytes += chunk.length
      if (bytes > mostBytes) throw tooLarge(mostBytes)
      yield chunk
    }
  } catch (error) {
    throw error instanceof ProblemError ? error : brokenOff()
  }
}

/** The JSON of a small body, read by its operation's schema. */
export async function readJsonBody<S extends v.GenericSchema>(
  schema: S,
  context: Context,
  mostBytes: number,
  pace: Pace,
): Promise<v.InferOutput<S>> {
  const chunks: Uint8Array[] = []
  for await (const chunk of requestBody(context.req.raw, mostBytes, pace)) chunks.push(chunk)
  const json = parseJson(chunks)
  // No operation takes a list, which valibot would accept as an object.
  const { success, output, issues } = v.safeParse(schema, Array.isArray(json) ? null : json, {
    abortEarly: true,
  })
  if (success) return output
  const [{ path, message }] = issues
  const member = path?.[0]?.key
  throw badRequest(typeof member === 'string' ? member : 'body', message)
}

function parseJson(chunks: readonly Uint8Array[]): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)))
  } catch (error) {
    throw badRequest('body', `The request body is not JSON: ${(error as Error).message}.`)
  }
}

/** The client may be gone. */
export function brokenOff(): ProblemError {
  return badRequest('body', 'The request body was cut off. Send it again.')
}

function tooLarge(mostBytes: number): ProblemError {
  return new ProblemError(
    {
      title: 'Too large',
      status: 413,
      detail: `The request body is larger than ${mostBytes} bytes.`,
    },
    { Connection: 'close' },
  )
}
