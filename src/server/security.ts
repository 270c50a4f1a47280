import { createHash, timingSafeEqual } from 'node:crypto'
import { isIP } from 'node:net'
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import ipaddr from 'ipaddr.js'
import { ProblemError } from './problem.ts'

/**
 * Whether a host, as a person or a Host header names it, is this machine and reached from nowhere else: an address that is, or the
 * one name that no one can bind to another. (`127.example.com` is such a name.)
 */
export function isLoopback(host: string): boolean {
  const address = host.replace(/^\[(.*)\]$/, '$1')
  return host === 'localhost' || (isIP(address) !== 0 && ipaddr.process(address).range() === 'loopback')
}

/** Nothing but what this server sends, no inline script, never in a frame. */
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
    // Events are in no cache but the page's own; the page is asked for anew, its hashed assets (which say so) never.
    if (!context.res.headers.has('Cache-Control'))
      context.res.headers.set('Cache-Control', context.req.path.startsWith('/api/') ? 'no-store' : 'no-cache')
  }
}

/**
 * Refuses requests that another site made: a name that was rebound to this machine shows in Host, a foreign page in Origin or
 * Sec-Fetch-Site. Beyond loopback the token takes the place of the Host check, since the machine's names are not known.
 */
export function sameSiteOnly(host: string): MiddlewareHandler {
  return async (context, next) => {
    const asked = hostOf(context)
    if (isLoopback(host) && !isLoopback(asked.name)) {
      throw forbidden(`This console answers to localhost and 127.0.0.1 only, not to “${asked.name}”.`)
    }
    const origin = context.req.header('origin')
    if (origin !== undefined && origin !== `http://${asked.host}` && origin !== `https://${asked.host}`) {
      throw forbidden('Another site may not use this console.')
    }
    // A link from elsewhere may open the page. Other ports of this machine are `same-site`, and strangers all the same.
    const site = context.req.header('sec-fetch-site')
    const opensPage = context.req.method === 'GET' && !context.req.path.startsWith('/api/')
    if ((site === 'cross-site' || site === 'same-site') && !opensPage)
      throw forbidden('Another site may not use this console.')
    await next()
  }
}

function hostOf(context: Context): { host: string; name: string } {
  const host = (context.req.header('host') ?? new URL(context.req.url).host).toLowerCase()
  return { host, name: host.replace(/:\d+$/, '') }
}

const TOKEN_COOKIE = 'event-history-token'

/** Asks for the token: once in the address, from then on in a cookie; programs send it as `Authorization: Bearer`. */
export function tokenRequired(token: string): MiddlewareHandler {
  return async (context, next) => {
    const bearer = /^Bearer (.+)$/.exec(context.req.header('authorization') ?? '')?.[1]
    if (isSame(bearer, token) || isSame(getCookie(context, TOKEN_COOKIE), token)) return next()
    const url = new URL(context.req.url)
    if (context.req.method === 'GET' && isSame(url.searchParams.get('token') ?? undefined, token)) {
      url.searchParams.delete('token')
      setCookie(context, TOKEN_COOKIE, token, { httpOnly: true, sameSite: 'Strict', path: '/' })
      return context.redirect(url.pathname + url.search)
    }
    throw new ProblemError({
      title: 'Token required',
      status: 401,
      detail:
        'This console asks for the token it was started with: open it once as /?token=TOKEN, or send Authorization: Bearer TOKEN.',
    })
  }
}

function isSame(given: string | undefined, token: string): boolean {
  if (given === undefined) return false
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(token))
}

function forbidden(detail: string): ProblemError {
  return new ProblemError({ title: 'Forbidden', status: 403, detail })
}
