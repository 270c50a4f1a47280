import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EventStore } from '../../store/eventStore.ts'
import { servicesOf } from '../../testing/servicesOf.ts'
import { storeOf } from '../../testing/storeOf.ts'
import { createApp } from '../app.ts'
import type { Reader } from './readers.ts'

const TOKEN = 'a-token-of-thirty-two-characters'
const WRONG = 'another-token-of-as-many-letters'

let store: EventStore
let nowMs = 0
let app: ReturnType<typeof createApp>

beforeAll(async () => {
  store = await storeOf([])
  app = started()
})
afterAll(() => store.close())

const started = (readers: readonly Reader[] = [{ name: null, token: TOKEN }]) =>
  createApp(servicesOf(store, { host: '0.0.0.0', readers, now: () => nowMs }))

interface Asked {
  readonly method?: string
  readonly host?: string
  /** The address that sends the request. */
  readonly from?: string
  readonly headers?: Readonly<Record<string, string>>
}

const ask = (
  path: string,
  { method = 'GET', host = 'console.example:4700', from, headers = {} }: Asked = {},
  by = app,
) =>
  by.request(
    `http://${host}${path}`,
    { method, headers: { host, ...headers } },
    { incoming: { socket: { remoteAddress: from } } },
  )

const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

async function cookieOf(asked: Asked = {}, token = TOKEN, by = app): Promise<string> {
  const { headers } = await ask(`/?token=${token}`, asked, by)
  return headers.get('set-cookie')!.split(';')[0]!
}

/** Where a link redirects, and whether access is granted. */
async function opened(path: string, asked?: Asked) {
  const { status, headers } = await ask(path, asked)
  return { status, location: headers.get('location'), letsIn: headers.has('set-cookie') }
}

describe('the link with the token', () => {
  test('redirects to the address without the token, each time it is opened', async () => {
    const address = { status: 302, location: '/?userName:=a%2Bb&range=7d' }
    const link = `/?userName:=a%2Bb&token=${TOKEN}&range=7d`
    expect(await opened(link)).toEqual({ ...address, letsIn: true })
    const cookie = await cookieOf()
    expect(await opened(link, { headers: { cookie } })).toMatchObject(address)
    expect(await opened(link, { method: 'HEAD' })).toMatchObject(address)
    expect(await opened(`/events/a%2Fb?token=${TOKEN}`)).toMatchObject({ location: '/events/a%2Fb' })
    expect(await opened(`/?token=${WRONG}&token=${TOKEN}`)).toMatchObject({ location: '/' })
    expect(await opened(`/?%74oken=${TOKEN}`)).toMatchObject({ location: '/' })
  })

  test('removes a wrong token too, and only gives access with the cookie', async () => {
    const away = { status: 302, location: '/?range=7d', letsIn: false }
    const link = `/?token=${WRONG}&range=7d`
    expect(await opened(link)).toEqual(away)
    expect(await opened(link, { headers: { cookie: await cookieOf() } })).toEqual(away)
    expect((await ask('/?range=7d')).status).toBe(401)
  })

  test('is not cached on the way', async () => {
    const { headers } = await ask(`/?token=${TOKEN}`)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
  })

  test.each([
    ['//evil.example/', '/evil.example/'],
    ['///evil.example', '/evil.example'],
    ['/.//evil.example/', '/evil.example/'],
    ['/x/..//evil.example/', '/evil.example/'],
    ['/\\evil.example/', '/evil.example/'],
    ['/\\/evil.example/', '/evil.example/'],
    ['/%2f/evil.example/', '/%2f/evil.example/'],
    ['/%5cevil.example/', '/%5cevil.example/'],
  ])('%s leads to this console alone', async (path, location) => {
    expect(await opened(`${path}?token=${TOKEN}`)).toMatchObject({ status: 302, location })
    expect(new URL(location, 'http://console.example:4700').host).toBe('console.example:4700')
  })

  test('does not work for an operation or another method', async () => {
    for (const [path, method] of [
      [`/api/status?token=${TOKEN}`, 'GET'],
      [`/api/status?token=${TOKEN}`, 'HEAD'],
      [`/?token=${TOKEN}`, 'POST'],
      [`/?token=${TOKEN}`, 'DELETE'],
    ] as const)
      expect(await opened(path, { method }), `${method} ${path}`).toEqual({
        status: 401,
        location: null,
        letsIn: false,
      })
  })
})

describe('the cookie', () => {
  test('does not contain the token, belongs to this port, and is only sent with this site’s own requests', async () => {
    const { headers } = await ask(`/?token=${TOKEN}`)
    const cookie = headers.get('set-cookie')!
    expect(cookie).not.toContain(TOKEN)
    expect(cookie).toMatch(/^event-history-token-4700=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
  })

  test('is only sent over TLS if the link came over TLS', async () => {
    const by = async (proto: string) =>
      (await ask(`/?token=${TOKEN}`, { headers: { 'x-forwarded-proto': proto } })).headers.get('set-cookie')
    expect(await by('https')).toContain('Secure')
    expect(await by('HTTPS, http')).toContain('Secure')
    expect(await by('http')).not.toContain('Secure')
  })

  test('of another port gives no access, and is left alone', async () => {
    const cookie = await cookieOf({ host: 'console.example:4800' })
    expect(cookie).toMatch(/^event-history-token-4800=/)
    expect((await ask('/api/status', { headers: { cookie } })).status).toBe(401)
    expect((await ask('/api/status', { host: 'console.example:4800', headers: { cookie } })).status).toBe(200)
  })

  test('gives access if any cookie of its name is valid, even after a restart', async () => {
    const cookie = await cookieOf()
    const name = cookie.split('=')[0]!
    for (const sent of [cookie, `${name}=x; ${cookie}`, `${cookie}; ${name}=x`, `a=b;${cookie};  c`])
      expect((await ask('/api/status', { headers: { cookie: sent } }, started())).status, sent).toBe(200)
    for (const sent of [`${name}=${TOKEN}`, `${name}=`, name, `x${cookie}`, `${cookie}x`])
      expect((await ask('/api/status', { headers: { cookie: sent } })).status, sent).toBe(401)
  })
})

describe('without the token', () => {
  test('programs get a problem, and the scheme in any case', async () => {
    const refused = await ask('/api/status')
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
    expect(refused.headers.get('content-type')).toBe('application/problem+json')
    expect(await refused.json()).toMatchObject({ title: 'Token required', status: 401 })
    for (const scheme of ['Bearer', 'bearer', 'BEARER', 'Bearer  '])
      expect(
        (await ask('/api/status', { headers: { authorization: `${scheme} ${TOKEN}` } })).status,
        scheme,
      ).toBe(200)
    for (const authorization of [TOKEN, `Basic ${TOKEN}`, 'Bearer', `Bearer ${TOKEN}x`])
      expect((await ask('/api/status', { headers: { authorization } })).status, authorization).toBe(401)
  })

  test('browsers get a page that says what to do, and runs nothing', async () => {
    const { status, headers, text } = await page('/events/x?userName="><script>alert(1)</script>')
    expect(status).toBe(401)
    expect(headers.get('content-type')).toMatch(/^text\/html/i)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(text).toContain('<h1>Token required</h1>')
    expect(text).toContain('?token=')
    expect(text).not.toMatch(/<script|<style|style=|"><|http-equiv/)
  })

  test('a page that another site opened reloads itself once, and the cookie is sent then', async () => {
    const { text } = await page('//evil.example/?a="b', { 'sec-fetch-site': 'cross-site' })
    expect(text).toContain('<meta http-equiv="refresh" content="0; url=/evil.example/?a=%22b" />')
    expect((await page('/', { 'sec-fetch-site': 'same-origin' })).text).not.toContain('refresh')
  })
})

async function page(path: string, headers: Readonly<Record<string, string>> = {}) {
  const response = await ask(path, { headers: { ...BROWSER, ...headers } })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

describe('guessing', () => {
  const guesses = async (count: number, asked: Asked, by: typeof app) => {
    const statuses: number[] = []
    for (let i = 0; i < count; i++)
      statuses.push((await ask('/api/status', { ...asked, headers: bearer(`${WRONG}${i}`) }, by)).status)
    return statuses
  }

  test('has to wait after ten failures, by link or by header', async () => {
    const by = started()
    const from = '192.0.2.1'
    expect(await guesses(11, { from }, by)).toEqual([...Array<number>(10).fill(401), 429])
    const refused = await ask('/api/status', { from, headers: bearer(WRONG) }, by)
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '3'])
    expect(await refused.json()).toMatchObject({ title: 'Too many attempts', status: 429 })
    const link = await ask(`/?token=${WRONG}`, { from, headers: BROWSER }, by)
    expect([link.status, link.headers.get('set-cookie')]).toEqual([429, null])
    expect(await link.text()).toContain('<h1>Too many attempts</h1>')
    expect((await ask('/api/status', { from }, by)).status, 'who guesses nothing').toBe(401)
    nowMs += 60_000
    expect(await guesses(1, { from }, by)).toEqual([401])
  })

  test('does not lock out clients with the token', async () => {
    const by = started()
    const [from, cookie] = ['192.0.2.1', await cookieOf()]
    await guesses(20, { from }, by)
    expect((await ask('/api/status', { from, headers: { cookie } }, by)).status).toBe(200)
    expect((await ask('/api/status', { from, headers: bearer(TOKEN) }, by)).status).toBe(200)
    expect((await ask(`/?token=${TOKEN}`, { from }, by)).status).toBe(302)
    await guesses(150, { from }, by)
    expect((await ask('/api/status', { from, headers: bearer(TOKEN) }, by)).status, 'proven').toBe(200)
  })

  test('without end is checked only once a second', async () => {
    const by = started()
    const from = '192.0.2.1'
    await guesses(200, { from }, by)
    const right = () => ask('/api/status', { from, headers: bearer(TOKEN) }, by)
    expect((await right()).status).toBe(429)
    expect((await ask('/api/status', { from: '192.0.2.2', headers: bearer(TOKEN) }, by)).status).toBe(200)
    nowMs += 500
    expect((await right()).status).toBe(429)
    nowMs += 500
    expect((await right()).status).toBe(200)
  })

  test('behind a proxy on this machine is told apart by the address that the proxy gives, and by nothing else', async () => {
    const by = started()
    const guess = async (from: string, forwardedFor: string) =>
      (await ask('/api/status', { from, headers: { ...bearer(WRONG), 'x-forwarded-for': forwardedFor } }, by))
        .status
    for (let i = 0; i < 10; i++) {
      expect(await guess('127.0.0.1', '198.51.100.1, 192.0.2.1')).toBe(401)
      expect(await guess('192.0.2.9', `198.51.100.${i}`)).toBe(401)
    }
    expect(await guess('127.0.0.1', '192.0.2.1')).toBe(429)
    expect(await guess('::1', '198.51.100.2, 192.0.2.2')).toBe(401)
    expect(await guess('192.0.2.9', '198.51.100.20')).toBe(429)
  })

  test('by cookie is not faster', async () => {
    const by = started()
    await guesses(200, { from: '192.0.2.1' }, by)
    const cookie = `event-history-token-4700=${TOKEN}`
    expect((await ask('/api/status', { from: '192.0.2.1', headers: { cookie } }, by)).status).toBe(401)
  })
})

describe('several readers', () => {
  const ANA = { name: 'ana', token: 'the-token-of-ana-0123456789' }
  const BEN = { name: 'ben', token: 'the-token-of-ben-0123456789' }
  const whoIs = async (headers: Readonly<Record<string, string>>, by: typeof app) => {
    const answer = await ask('/api/status', { headers }, by)
    return answer.status === 200
      ? ((await answer.json()) as { readonly reader: string | null }).reader
      : answer.status
  }

  test('are known by their tokens, in programs and in browsers', async () => {
    const by = started([ANA, BEN])
    for (const { name, token } of [ANA, BEN]) {
      expect(await whoIs(bearer(token), by)).toBe(name)
      expect(await whoIs({ cookie: await cookieOf({}, token, by) }, by)).toBe(name)
    }
    expect(await whoIs(bearer(TOKEN), app), 'a token without a name').toBeNull()
    expect(await whoIs(bearer(WRONG), by)).toBe(401)
  })

  test('take over a browser with a link of theirs', async () => {
    const by = started([ANA, BEN])
    const cookie = await cookieOf({}, ANA.token, by)
    const ofBen = await cookieOf({ headers: { cookie } }, BEN.token, by)
    expect(await whoIs({ cookie: ofBen }, by)).toBe('ben')
    expect(await opened(`/?token=${ANA.token}`, { headers: { cookie } })).toMatchObject({ letsIn: false })
  })

  test('cannot use the cookie of another one, and none who was removed has access after a restart', async () => {
    const by = started([ANA, BEN])
    const cookies = await Promise.all([ANA, BEN].map(({ token }) => cookieOf({}, token, by)))
    const forged = cookies[1]!.replace('ben~', 'ana~')
    expect(forged).not.toBe(cookies[1])
    expect(await whoIs({ cookie: forged }, by)).toBe(401)
    const restarted = started([BEN])
    expect(await whoIs({ cookie: cookies[0]! }, restarted)).toBe(401)
    expect(await whoIs(bearer(ANA.token), restarted)).toBe(401)
    expect(await whoIs({ cookie: cookies[1]! }, restarted)).toBe('ben')
    const renewed = started([{ ...ANA, token: 'a-new-token-of-ana-0123456789' }])
    expect(await whoIs({ cookie: cookies[0]! }, renewed)).toBe(401)
  })

  test('are told to wait when they guess the tokens of others, and keep their access', async () => {
    const by = started([ANA, BEN])
    const from = '192.0.2.1'
    const cookie = await cookieOf({ from }, ANA.token, by)
    for (let i = 0; i < 20; i++) {
      const link = await ask(`/?token=${WRONG}${i}`, { from, headers: { cookie } }, by)
      expect([link.status, link.headers.has('set-cookie')]).toEqual([302, false])
    }
    expect((await ask('/api/status', { from, headers: bearer(WRONG) }, by)).status).toBe(429)
    expect(await whoIs({ cookie }, by)).toBe('ana')
  })
})
