import { scryptSync, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { setCookie } from 'hono/cookie'

/**
 * What a browser sends instead of the token: the same after a restart, and costly to compute from a
 * guessed token, so that guessing by cookie is slower than guessing by link.
 */
export class TokenCookie {
  readonly #value: string

  constructor(token: string) {
    // Takes 32 MB and a tenth of a second.
    this.#value = scryptSync(token, 'Event History Console: cookie', 32, {
      cost: 2 ** 15,
      maxmem: 64 * 1024 * 1024,
    }).toString('base64url')
  }

  /**
   * Whether a request has it. Browsers send every cookie of that name, those of other paths too.
   */
  isIn(context: Context, port: string): boolean {
    const cookies = (context.req.header('cookie') ?? '').split(';').map((cookie) => cookie.trim())
    return cookies.some((cookie) => isEqual(cookie, `${nameAt(port)}=${this.#value}`))
  }

  give(context: Context, port: string): void {
    const [protocol = ''] = (context.req.header('x-forwarded-proto') ?? '').split(',')
    setCookie(context, nameAt(port), this.#value, {
      path: '/',
      httpOnly: true,
      sameSite: 'Strict',
      secure: protocol.trim().toLowerCase() === 'https',
    })
  }
}

/** A browser stores the cookies of all ports of a host together. */
const nameAt = (port: string): string => `event-history-token${port && `-${port}`}`

/** Takes the same time wherever they differ. */
export function isEqual(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
