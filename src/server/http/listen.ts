import { createServer, STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { getRequestListener, RequestError, type HttpBindings } from '@hono/node-server'
import { MAX_REQUEST_HEAD, REQUEST_TOO_LONG, type Problem } from '../../api/problem.ts'
import { OptionsError } from '../optionsError.ts'
import { SECURITY_HEADERS } from './security.ts'

/** How long a client may take to send a request's header. */
const HEAD_MS = 20_000
/**
 * How long a connection waits for its next request. Long, since closing it while a request is on
 * its way would fail that request.
 */
const IDLE_MS = 60_000
/**
 * After this much silence in both directions, a connection counts as dead, even during a download
 * that nobody reads.
 */
const SILENCE_MS = 10 * 60_000
/** How long the rest of a body may take that nobody reads. */
const REST_MS = 500

export interface Listening {
  readonly port: number
  close(): void
  closeAllConnections(): void
}

/** Starts listening. Rejects with an `OptionsError` if that is not possible. */
export function listen(
  options: { readonly host: string; readonly port: number },
  fetch: (request: Request, bindings: HttpBindings) => Response | Promise<Response>,
): Promise<Listening> {
  const answer = getRequestListener(
    async (request, bindings) => {
      try {
        return await fetch(request, bindings as HttpBindings)
      } catch (error) {
        // A request ends with a text if its client is gone, which is not an error.
        if (request.signal.aborted) return new Response(null, { status: 408 })
        throw error
      }
    },
    {
      hostname: options.host,
      errorHandler: (error) => {
        if (error instanceof RequestError) return responseOf(UNREADABLE)
        console.error(error)
        return responseOf(FAULT)
      },
    },
  )
  const server = createServer(
    {
      maxHeaderSize: MAX_REQUEST_HEAD,
      headersTimeout: HEAD_MS,
      // Bodies have limits of their own (requestBody.ts): a large log file may take its time.
      requestTimeout: 0,
      keepAliveTimeout: IDLE_MS,
      connectionsCheckingInterval: 5000,
      keepAlive: true,
      keepAliveInitialDelay: 60_000,
      // Node would refuse a request without Host with an empty response.
      requireHostHeader: false,
    },
    (incoming, outgoing) => {
      outgoing.once('finish', () => takeRest(incoming))
      if (hasOneHost(incoming)) void answer(incoming, outgoing)
      else refuse(outgoing, UNREADABLE)
    },
  )
  server.timeout = SILENCE_MS
  server.on('checkExpectation', (_: IncomingMessage, outgoing: ServerResponse) =>
    refuse(outgoing, {
      title: 'Expectation failed',
      status: 417,
      detail: 'The only supported expectation is 100-continue. Send the request without its Expect header.',
    }),
  )
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => refuseUnread(error, socket))
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new OptionsError(whyNotListening(error, options))),
    )
    server.listen(options.port, options.host, () =>
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () => server.close(),
        closeAllConnections: () => server.closeAllConnections(),
      }),
    )
  })
}

const UNREADABLE: Problem = {
  title: 'Bad request',
  status: 400,
  detail: 'The request needs exactly one Host header, such as localhost:4700, and a path.',
}

/** The app reports its own faults, except one in its error handler. */
const FAULT: Problem = {
  title: 'Something went wrong',
  status: 500,
  detail:
    'The request failed because of an internal error. The terminal output of the console has the details.',
}

/** Node only shows the first of several. */
const hasOneHost = ({ headers, rawHeaders }: IncomingMessage): boolean =>
  Boolean(headers.host) &&
  rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length === 1

/** The problem in its usual form, with the header lines that end the connection. */
function problemHead(problem: Problem): { readonly body: string; readonly headers: Record<string, string> } {
  const body = JSON.stringify(problem)
  const headers = {
    ...SECURITY_HEADERS,
    'Cache-Control': 'no-store',
    'Content-Type': 'application/problem+json',
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  }
  return { body, headers }
}

function responseOf(problem: Problem): Response {
  const { body, headers } = problemHead(problem)
  return new Response(body, { status: problem.status, headers })
}

function refuse(outgoing: ServerResponse, problem: Problem): void {
  const { body, headers } = problemHead(problem)
  outgoing.writeHead(problem.status, headers).end(body)
}

/**
 * After the response, a body that nobody reads may still end, so that the connection can be reused,
 * but must not continue for long.
 */
function takeRest(incoming: IncomingMessage): void {
  if (incoming.complete) return
  const late = setTimeout(() => {
    if (!incoming.complete) incoming.socket.destroy()
  }, REST_MS)
  incoming.once('close', () => clearTimeout(late))
}

/** Responds to what cannot be read as a request, in the form of every other problem. */
function refuseUnread({ code }: NodeJS.ErrnoException, socket: Socket): void {
  // Once a response has begun, nothing more can be said.
  if (!socket.writable || socket.bytesWritten > 0) {
    socket.destroy()
    return
  }
  const problem = problemOf(code)
  const { body, headers } = problemHead(problem)
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n${lines.join('')}\r\n${body}`)
}

function problemOf(code: string | undefined): Problem {
  if (code === 'HPE_HEADER_OVERFLOW') return REQUEST_TOO_LONG
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return {
      title: 'Request timed out',
      status: 408,
      detail: `The request headers did not arrive within ${HEAD_MS / 1000} seconds. Send the request again.`,
    }
  return { title: 'Bad request', status: 400, detail: 'Malformed HTTP request.' }
}

function whyNotListening(
  { code, message }: NodeJS.ErrnoException,
  { host, port }: { readonly host: string; readonly port: number },
): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${host} is in use. Stop the process that uses it, or choose another --port (0 picks a free one).`
  if (code === 'EACCES')
    return `No permission to listen on port ${port} on ${host}. Choose a --port above 1023.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `${host} is not an address of this machine. Choose another --host.`
  return `The console cannot listen on ${host}:${port}: ${message}.`
}
