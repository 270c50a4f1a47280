import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EventStore } from '../../store/eventStore.ts'
import { servicesOf } from '../../testing/servicesOf.ts'
import { storeOf } from '../../testing/storeOf.ts'
import { createApp } from '../app.ts'
import type { Services } from '../services.ts'
import { isLoopback } from './security.ts'

let store: EventStore
beforeAll(async () => {
  store = await storeOf([])
})
afterAll(() => store.close())

interface Asked extends Partial<Services> {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
}

function ask(path: string, { method = 'GET', headers = {}, ...changed }: Asked = {}) {
  return createApp(servicesOf(store, changed)).request(`http://localhost:4700${path}`, {
    method,
    headers: { host: 'localhost:4700', ...headers },
  })
}

/** Methods that open no page. */
const OTHER_METHODS = ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']

describe('the names of this machine that cannot be rebound', () => {
  test.each([
    'localhost',
    '127.0.0.1',
    '127.9.9.9',
    '::1',
    '[::1]',
    '::ffff:127.0.0.1',
    '[::ffff:127.0.0.1]',
  ])('%s is one', async (name) => {
    expect(isLoopback(name)).toBe(true)
  })

  test.each([
    'evillocalhost',
    'evil-localhost',
    'x.localhost',
    'evil.example.localhost',
    'localhost.evil.example',
    'localhost.',
    '127.evil.example',
    '127.0.0.1.evil.example',
    '192.0.2.1',
    '0.0.0.0',
    '::',
    '[2001:db8::1]',
    '[localhost',
  ])('%s is not one, and requests to it are rejected', async (name) => {
    expect(isLoopback(name)).toBe(false)
    expect((await ask('/api/status', { headers: { host: `${name}:4700` } })).status).toBe(403)
  })
})

describe('another site', () => {
  test.each(['cross-site', 'same-site'])(
    'may link to the page (%s), and open it by GET alone',
    async (site) => {
      const headers = { 'sec-fetch-site': site }
      // There is no built page here, so 404 means that the request was let in.
      expect((await ask('/?range=7d', { headers })).status).toBe(404)
      expect((await ask('/api/status', { headers })).status).toBe(403)
      for (const method of OTHER_METHODS)
        for (const path of ['/', '/?range=7d', '/api/log-files'])
          expect((await ask(path, { method, headers })).status, `${method} ${path}`).toBe(403)
    },
  )
})

describe('the token in the address', () => {
  const token = 'S3cret-token-0123456789'
  const beyond = { host: '0.0.0.0', readers: [{ name: null, token }] }

  test('opens the page by GET, and is removed from the address', async () => {
    const opened = await ask(`/?range=7d&token=${token}`, beyond)
    expect([opened.status, opened.headers.get('location')]).toEqual([302, '/?range=7d'])
    expect(opened.headers.has('set-cookie')).toBe(true)
  })

  test.each(OTHER_METHODS)('opens nothing by %s', async (method) => {
    for (const path of ['/', '/api/status', '/api/log-files']) {
      const refused = await ask(`${path}?token=${token}`, { ...beyond, method })
      expect(refused.status, path).toBe(401)
      expect(refused.headers.has('set-cookie'), path).toBe(false)
    }
  })
})
