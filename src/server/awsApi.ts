import type { HttpBindings } from '@hono/node-server'
import type { Context, MiddlewareHandler } from 'hono'
import { AwsFailure } from '../aws/failure.ts'
import { isAwsRequest } from '../aws/protocols/isAwsRequest.ts'
import type { AwsResponse } from '../aws/request.ts'
import { ProblemError } from './http/problem.ts'
import { requestBody } from './http/requestBody.ts'
import type { Services } from './services.ts'

const MOST_BYTES = 8 * 1024 * 1024

/** Of objects and of functions' code, whose clients say the hash of what they send. */
const MOST_BYTES_OF_CONTENT = 65 * 1024 * 1024

/**
 * Requests of the AWS CLI and the SDKs, at any path: they are known by their signature, and those
 * without one by where they are sent. Others are left to the routes behind.
 */
export function awsApi({ aws, bodyPace }: Services): MiddlewareHandler {
  return async (context, next) => {
    const { raw } = context.req
    const { path, query } = targetOf(context)
    if (!isAwsRequest({ headers: raw.headers, query }) && !isUnsigned(context.req)) return next()
    const endpoint = await aws.endpoint()
    const head = { method: raw.method, path, query, headers: raw.headers }
    try {
      const mostBytes = raw.headers.has('x-amz-content-sha256') ? MOST_BYTES_OF_CONTENT : MOST_BYTES
      const body = await bytesOf(requestBody(raw, mostBytes, bodyPace))
      return answered(await endpoint.answer({ ...head, body }, addressOf(context)), raw.method)
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      const { status, detail } = error.problem
      const failure = new AwsFailure(
        status === 413 ? 'EntityTooLarge' : 'RequestTimeout',
        detail ?? error.problem.title,
        status,
      )
      return answered(endpoint.refuse({ ...head, body: new Uint8Array() }, failure), raw.method)
    }
  }
}

/**
 * A call without a signature: of `--no-sign-request`, which is answered in the protocol that it looks
 * like, or by a link in a message of a topic.
 */
const isUnsigned = (request: Context['req']): boolean => isLink(request) || isForm(request)

const isLink = (request: Context['req']): boolean =>
  request.method === 'GET' &&
  request.path === '/' &&
  ['ConfirmSubscription', 'Unsubscribe'].includes(request.query('Action') ?? '')

const isForm = (request: Context['req']): boolean =>
  request.method === 'POST' &&
  request.path === '/' &&
  /^application\/(?:x-www-form-urlencoded|x-amz-json)/.test(request.header('content-type') ?? '')

/** As it was sent and signed: a URL would resolve `a/../b`, which is the key of an object. */
function targetOf(context: Context): { readonly path: string; readonly query: string } {
  const { incoming } = (context.env ?? {}) as Partial<HttpBindings>
  const { pathname, search } = new URL(context.req.raw.url)
  const target = incoming?.url?.startsWith('/') ? incoming.url : pathname + search
  const mark = target.indexOf('?')
  return mark < 0
    ? { path: target, query: '' }
    : { path: target.slice(0, mark), query: target.slice(mark + 1) }
}

/** Objects are other people's: none may act as a part of the console when a browser shows it. */
const SANDBOX = "default-src 'none'; sandbox"

function answered({ status, headers, body }: AwsResponse, method: string): Response {
  const hasBody = method !== 'HEAD' && status !== 204 && status !== 304
  return new Response(hasBody ? (body as BodyInit) : null, {
    status,
    headers: { ...headers, 'Content-Security-Policy': SANDBOX, 'X-Content-Type-Options': 'nosniff' },
  })
}

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = []
  for await (const chunk of chunks) all.push(chunk)
  return Buffer.concat(all)
}

/** The other end of the connection, without the form that IPv4 has in IPv6. */
function addressOf(context: Context): string {
  const { incoming } = (context.env ?? {}) as Partial<HttpBindings>
  return (incoming?.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, '')
}
