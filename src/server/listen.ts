import { STATUS_CODES, type Server } from 'node:http'
import type { Socket } from 'node:net'
import { serve } from '@hono/node-server'
import type { Problem } from '../api/problem.ts'
import { OptionsError } from './options.ts'
import { SECURITY_HEADERS } from './security.ts'

/** What a client may take for the head of a request. */
const HEAD_MS = 20_000
/** How long a connection waits for its next request: long, since one that is closed while a request is on its way fails it. */
const IDLE_MS = 60_000
/** After which silence in both directions a connection is taken for dead: also of a download that nobody reads any more. */
const SILENCE_MS = 10 * 60_000

export interface Listening {
  readonly port: number
  close(): void
  closeAllConnections(): void
}

/** Listens; rejects with an `OptionsError` where that is not possible. */
export function listen(
  options: { readonly host: string; readonly port: number },
  fetch: (request: Request) => Response | Promise<Response>,
): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const listening = serve(
      {
        fetch,
        port: options.port,
        hostname: options.host,
        serverOptions: {
          headersTimeout: HEAD_MS,
          // The body has a bound of its own (uploadBody.ts): a large log file may take its time.
          requestTimeout: 0,
          keepAliveTimeout: IDLE_MS,
          connectionsCheckingInterval: 5000,
          keepAlive: true,
          keepAliveInitialDelay: 60_000,
        },
      },
      ({ port }) =>
        resolve({
          port,
          close: () => server.close(),
          closeAllConnections: () => server.closeAllConnections(),
        }),
    )
    const server = listening as Server
    server.timeout = SILENCE_MS
    server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => refuse(error, socket))
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new OptionsError(whyNotListening(error, options))),
    )
  })
}

/** Answers what is no request that can be read, in the form of every other problem. */
function refuse({ code }: NodeJS.ErrnoException, socket: Socket): void {
  // In the middle of an answer nothing more can be said.
  if (!socket.writable || socket.bytesWritten > 0) {
    socket.destroy()
    return
  }
  const problem = problemOf(code)
  const body = JSON.stringify(problem)
  const headers = {
    ...SECURITY_HEADERS,
    'Content-Type': 'application/problem+json',
    'Content-Length': Buffer.byteLength(body),
    Connection: 'close',
  }
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
  return { title: 'Bad request', status: 400, detail: 'What was sent is not a request of HTTP/1.1.' }
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
