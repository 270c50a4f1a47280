import { scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import type { Context } from 'hono'
import { setCookie } from 'hono/cookie'
import { isEqual } from './isEqual.ts'
import type { Reader } from './readers.ts'

/**
 * What a browser sends instead of a token: the same after a restart, and costly to compute from a
 * guessed token, so that guessing by cookie is slower than guessing by link. It begins with the name of the reader.
 */
export class ReaderCookies {
  readonly #readers: readonly Reader[]
  /** Of the readers that were asked for: each takes 32 MB and a tenth of a second. */
  readonly #values = new Map<Reader, Promise<string>>()

  constructor(readers: readonly Reader[]) {
    this.#readers = readers
  }

  /**
   * Whose cookie a request has; null if it has none. Browsers send every cookie of that name, those of other paths too.
   */
  async readerOf(context: Context, port: string): Promise<Reader | null> {
    const begin = `${nameAt(port)}=`
    for (const cookie of (context.req.header('cookie') ?? '').split(';').map((each) => each.trim())) {
      if (!cookie.startsWith(begin)) continue
      const value = cookie.slice(begin.length)
      const reader = this.#readers.find(({ name }) => value.startsWith(beginOf(name)))
      if (reader && isEqual(value, await this.#valueOf(reader))) return reader
    }
    return null
  }

  async give(context: Context, port: string, reader: Reader): Promise<void> {
    const [protocol = ''] = (context.req.header('x-forwarded-proto') ?? '').split(',')
    setCookie(context, nameAt(port), await this.#valueOf(reader), {
      path: '/',
      httpOnly: true,
      sameSite: 'Strict',
      secure: protocol.trim().toLowerCase() === 'https',
    })
  }

  #valueOf(reader: Reader): Promise<string> {
    const known = this.#values.get(reader)
    if (known) return known
    const value = derived(reader.token).then((hash) => beginOf(reader.name) + hash)
    this.#values.set(reader, value)
    return value
  }
}

/** No letter, digit, hyphen or underscore: those are in a hash, and in other names. */
const AFTER_NAME = '~'

const beginOf = (name: string | null): string => (name === null ? '' : `${name}${AFTER_NAME}`)

async function derived(token: string): Promise<string> {
  const hash = await promisify<string, string, number, object, Buffer>(scrypt)(
    token,
    'Event History Console: cookie',
    32,
    { cost: 2 ** 15, maxmem: 64 * 1024 * 1024 },
  )
  return hash.toString('base64url')
}

/** A browser stores the cookies of all ports of a host together. */
const nameAt = (port: string): string => `event-history-token${port && `-${port}`}`
