import { createServer, STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { getRequestListener, RequestError, type HttpBindings } from '@hono/node-server'
import type { Problem } from '../../api/problem.ts'
import { OptionsError } from '../options.ts'
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
      detail: 'Of all that a request may expect only 100-continue is understood: send it without its Expect.',
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
  detail:
    'The request names no address of this console: it needs one Host, such as localhost:4700, and a path.',
}

/** The app reports its own faults, except one in its error handler. */
const FAULT: Problem = {
  title: 'Something went wrong',
  status: 500,
  detail:
    'The request could not be answered because of a fault in the console: its terminal says what happened.',
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
  if (code === 'HPE_HEADER_OVERFLOW')
    return {
      title: 'Too long',
      status: 431,
      detail:
        'The address and headers of the request are longer than 16 KB together: ask with fewer conditions.',
    }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return {
      title: 'Too slow',
      status: 408,
      detail: `The head of the request did not come within ${HEAD_MS / 1000} seconds: send it again.`,
    }
  return { title: 'Bad request', status: 400, detail: 'Malformed HTTP request.' }
}

function whyNotListening(
  { code, message }: NodeJS.ErrnoException,
  { host, port }: { readonly host: string; readonly port: number },
): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${host} is in use: stop what listens there, or give another --port (0 takes any free one).`
  if (code === 'EACCES') return `Port ${port} on ${host} may not be used: give a --port above 1023.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `${host} is not an address of this machine: give another --host.`
  return `The console cannot listen on ${host}:${port}: ${message}.`
}
