import { isIP } from 'node:net'
import type { HttpBindings } from '@hono/node-server'
import type { Context, MiddlewareHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import ipaddr from 'ipaddr.js'
import { accessTokensIn, withoutAccessToken } from '../../filter/accessToken.ts'
import { GuessBrake } from './guessBrake.ts'
import { ProblemError } from './problem.ts'
import { ReaderCookies } from './readerCookies.ts'
import { ReadersByToken, type Reader } from './readers.ts'
import { problemPage } from './tokenPage.ts'

/**
 * Whether a host, as given on the command line or in a Host header, is this machine and cannot be
 * reached from others: a loopback address, or the one name that nobody can bind to another address.
 * (`127.example.com` can be bound.)
 */
export function isLoopback(host: string): boolean {
  const address = host.replace(/^\[(.*)\]$/, '$1')
  return host === 'localhost' || (isIP(address) !== 0 && ipaddr.process(address).range() === 'loopback')
}

/** Only what this server sends, no inline script, never in a frame. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
}

export function securityHeaders(): MiddlewareHandler {
  return async (context, next) => {
    await next()
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) context.res.headers.set(name, value)
    // Events are only in the page's own cache. The page itself is revalidated; its hashed assets
    // (which say so) are not.
    if (!context.res.headers.has('Cache-Control'))
      context.res.headers.set('Cache-Control', context.req.path.startsWith('/api/') ? 'no-store' : 'no-cache')
  }
}

/**
 * Refuses requests made by another site: a name rebound to this machine shows in Host, a foreign
 * page in Origin or Sec-Fetch-Site. Beyond loopback the token replaces the check of Host, since the
 * names of the machine are not known.
 */
export function sameSiteOnly(host: string): MiddlewareHandler {
  return async (context, next) => {
    const asked = hostOf(context)
    if (isLoopback(host) && !isLoopback(asked.name)) {
      throw forbidden(
        `This console only accepts requests to localhost and 127.0.0.1, not to “${asked.name}”.`,
      )
    }
    const origin = context.req.header('origin')
    if (origin !== undefined && origin !== `http://${asked.host}` && origin !== `https://${asked.host}`) {
      throw forbidden('Requests from other sites are not allowed.')
    }
    // A link on another site may open the page. Other ports of this machine are `same-site`, but
    // count as foreign too.
    if (isForeign(context) && !isPage(context.req.method, context.req.path))
      throw forbidden('Requests from other sites are not allowed.')
    await next()
  }
}

/** Whether another site sent the request, or made the browser send it. */
function isForeign(context: Context): boolean {
  const site = context.req.header('sec-fetch-site')
  return site === 'cross-site' || site === 'same-site'
}

const isPage = (method: string, path: string): boolean =>
  (method === 'GET' || method === 'HEAD') && !path.startsWith('/api/')

function hostOf(context: Context): { readonly host: string; readonly name: string; readonly port: string } {
  const host = (context.req.header('host') ?? new URL(context.req.url).host).toLowerCase()
  const [, name = host, port = ''] = /^(.*?)(?::(\d+))?$/.exec(host) ?? []
  return { host, name, port }
}

/**
 * Requires the token of a reader. Browsers give it once, in a link to a page, are redirected to the address
 * without it, and use a cookie from then on. Programs send `Authorization: Bearer TOKEN`.
 */
export function tokenRequired(readers: readonly Reader[], now: () => number = Date.now): MiddlewareHandler {
  const cookies = new ReaderCookies(readers)
  const byToken = new ReadersByToken(readers)
  const brake = new GuessBrake(now)

  /** Whose token it is; null if it is nobody's, or not checked. */
  const readerWith = (given: string, sender: string): Reader | null => {
    let reader: Reader | null = null
    brake.tries(sender, () => (reader = byToken.find(given)) !== null)
    return reader
  }
  const refuseGuesser = (sender: string): void => {
    const seconds = brake.secondsToWait(sender)
    if (seconds > 0) throw tooManyAttempts(seconds)
  }

  return async (context, next) => {
    const { method, path } = context.req
    const { port } = hostOf(context)
    const { search } = new URL(context.req.url)
    const given = isPage(method, path) ? accessTokensIn(search) : []
    const sender = senderOf(context)
    try {
      const known = await cookies.readerOf(context, port)
      if (given.length > 0) {
        const reader = given.map((each) => readerWith(each, sender)).find((each) => each !== null)
        if (reader && reader !== known) await cookies.give(context, port, reader)
        else if (!reader && known === null) refuseGuesser(sender)
        context.header('Cache-Control', 'no-store')
        return context.redirect(addressOf(context))
      }
      const bearer = /^Bearer +(.+)$/i.exec(context.req.header('authorization') ?? '')?.[1]
      const reader = known ?? (bearer === undefined ? null : readerWith(bearer, sender))
      if (reader === null) {
        if (bearer !== undefined) refuseGuesser(sender)
        throw tokenMissing()
      }
      context.set('reader', reader)
      return await next()
    } catch (error) {
      if (!(error instanceof TokenProblem) || !context.req.header('accept')?.includes('text/html'))
        throw error
      return answerPage(context, error)
    }
  }
}

/** The token is missing, or was guessed too often. */
class TokenProblem extends ProblemError {}

const tokenMissing = () =>
  new TokenProblem(
    {
      title: 'Token required',
      status: 401,
      detail:
        'This console requires the token it was started with. Open /?token=TOKEN once in this browser, or send Authorization: Bearer TOKEN. Ask the person who started the console for it.',
    },
    { 'WWW-Authenticate': 'Bearer' },
  )

const tooManyAttempts = (seconds: number) =>
  new TokenProblem(
    {
      title: 'Too many attempts',
      status: 429,
      detail: `Too many wrong tokens came from your address. Wait ${seconds} s, then try the right one.`,
    },
    { 'Retry-After': String(seconds) },
  )

function answerPage(context: Context, { problem, headers }: TokenProblem): Response | Promise<Response> {
  // A page opened by another site arrives without the cookie; once it reloads itself, with it.
  const opensItself = problem.status === 401 && isForeign(context)
  return context.html(
    problemPage(problem, addressOf(context), opensItself),
    problem.status as ContentfulStatusCode,
    { ...headers, 'Cache-Control': 'no-store' },
  )
}

/**
 * The request's address on this console, without the token. Never one that begins with another
 * host's name.
 */
function addressOf(context: Context): string {
  const { pathname, search } = new URL(context.req.url)
  return `/${pathname.replace(/^\/+/, '')}${withoutAccessToken(search)}`
}

/**
 * The sender of a request: the one that a proxy on this machine names, otherwise the other end of
 * the connection.
 */
function senderOf(context: Context): string {
  const { incoming } = (context.env ?? {}) as Partial<HttpBindings>
  const peer = incoming?.socket.remoteAddress ?? ''
  const said = context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  return said && isLoopback(peer) ? said : peer
}

function forbidden(detail: string): ProblemError {
  return new ProblemError({ title: 'Forbidden', status: 403, detail })
}
