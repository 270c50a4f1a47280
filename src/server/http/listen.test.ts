import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { EventStore } from '../../store/eventStore.ts'
import { storeOf } from '../../testing/storeOf.ts'
import { createApp } from '../app.ts'
import { listen, type Listening } from './listen.ts'
import { servicesOf } from '../../testing/servicesOf.ts'

const STRICT_HEADERS = [
  "content-security-policy: default-src 'none'",
  'x-content-type-options: nosniff',
  'referrer-policy: no-referrer',
  'cross-origin-opener-policy: same-origin',
  'cross-origin-resource-policy: same-origin',
  'x-frame-options: deny',
  'permissions-policy: camera=()',
]

const SECRET = 'what lies outside of the page'

let folder: string
let store: EventStore
let server: Listening

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'open-door-'))
  const consoleFolder = join(folder, 'console')
  await mkdir(join(consoleFolder, 'assets'), { recursive: true })
  await writeFile(join(folder, 'secret.txt'), SECRET)
  await writeFile(join(consoleFolder, 'index.html'), '<!doctype html><title>the page</title>')
  await writeFile(join(consoleFolder, 'assets/page.js'), 'export {}')
  store = await storeOf([])
  const app = createApp(servicesOf(store, { consoleFolder }))
  server = await listen({ host: '127.0.0.1', port: 0 }, (request, bindings) => app.fetch(request, bindings))
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await store.close()
  await rm(folder, { recursive: true })
})

/** Everything received for the exact bytes of a request, until the connection ends. */
function answerTo(request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(server.port, '127.0.0.1', () => socket.write(request, 'latin1'))
    socket.setEncoding('latin1')
    socket.on('data', (text: string) => (answer += text))
    socket.on('error', reject)
    socket.on('close', () => resolve(answer))
  })
}

const get = (target: string, more = '') =>
  answerTo(`GET ${target} HTTP/1.1\r\nHost: localhost\r\n${more}Connection: close\r\n\r\n`)

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1])

describe('no file outside the built page is served', () => {
  test.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/assets/..\\..\\secret.txt',
    '//secret.txt',
    '/%2fsecret.txt',
    '/assets/%00/../../secret.txt',
    '/assets/%252e%252e/%252e%252e/secret.txt',
    'http://localhost/../secret.txt',
    'http://evil.example/secret.txt',
    'file:///etc/passwd',
    '*',
    '/assets',
    '/assets/',
    '/assets/.',
  ])('%s', async (target) => {
    const answer = await get(target)
    expect(answer).not.toContain(SECRET)
    expect(answer).not.toContain('page.js')
    expect([200, 400, 403, 404]).toContain(statusOf(answer))
    if (statusOf(answer) === 200) expect(answer).toContain('<title>the page</title>')
  })
})

const send = (method: string, path: string, more = '') =>
  answerTo(
    `${method} ${path} HTTP/1.1\r\nHost: localhost\r\n${more}Content-Length: 0\r\nConnection: close\r\n\r\n`,
  )
const allowOf = (answer: string) => /^allow: (.*)\r$/im.exec(answer)?.[1]

describe('a method that an address does not take', () => {
  test.each([
    ['/', 'GET, HEAD'],
    ['/events/x', 'GET, HEAD'],
    ['/assets/page.js', 'GET, HEAD'],
    ['/api/status', 'GET, HEAD'],
    ['/api/events', 'GET, HEAD'],
    ['/api/events/download', 'GET, HEAD'],
    ['/api/events/x', 'GET, HEAD'],
    ['/api/events/x/notes', 'GET, HEAD, PUT'],
    ['/api/notes', 'GET, HEAD, POST'],
    ['/api/log-files', 'GET, HEAD, POST'],
    ['/api/views/x', 'PUT, DELETE'],
  ])('%s takes %s', async (path, allow) => {
    for (const method of ['TRACE', 'OPTIONS', 'PUT', 'DELETE', 'PATCH', 'PROPFIND', 'POST', 'HEAD', 'GET']) {
      if (allow.split(', ').includes(method)) continue
      const answer = await send(method, path, 'X-Mine: mirrored\r\n')
      expect([statusOf(answer), allowOf(answer)], `${method} ${path}`).toEqual([405, allow])
      expect(answer).not.toContain('mirrored')
      expect(answer).toMatch(/^content-security-policy: default-src 'none'/im)
      if (method !== 'HEAD') expect(answer).toMatch(/^content-type: application\/problem\+json/im)
    }
  })

  test('does not matter where nothing is served', async () => {
    for (const path of ['/api/nothing', '/api/', '/api/views/x/y', '/assets/none.js', '/assets/'])
      for (const method of ['GET', 'HEAD', 'OPTIONS', 'DELETE', 'PROPFIND'])
        expect(statusOf(await send(method, path)), `${method} ${path}`).toBe(404)
  })

  test('is not another protocol', async () => {
    const upgrade = await get('/', 'Upgrade: websocket\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n')
    expect(statusOf(upgrade)).toBe(200)
  })
})

test('HEAD is answered as GET is', async () => {
  for (const path of [
    '/',
    '/events/x',
    '/assets/page.js',
    '/api/status',
    '/api/events',
    '/api/views',
    '/api/nothing',
  ]) {
    const [head, got] = [await send('HEAD', path), await get(path)]
    expect(statusOf(head), path).toBe(statusOf(got))
    const typeOf = (answer: string) => /^content-type: .*$/im.exec(answer)?.[0]
    expect(typeOf(head), path).toBe(typeOf(got))
    expect(head.split('\r\n\r\n')[1], path).toBe('')
  }
})

test('anything that is not a request gets a problem as the response', async () => {
  for (const [request, status] of [
    [`GET /${'x'.repeat(100_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`, 431],
    ['nonsense\r\n\r\n', 400],
    ['GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n', 400],
    ['GET / HTTP/1.1\r\n\r\n', 400],
    ['GET / HTTP/1.0\r\n\r\n', 400],
    ['GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n', 400],
    ['GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n', 400],
    ['OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
    ['GET * HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
    ['GET /\\evil.example HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
    ['GET http://[ HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
    ['POST /api/log-files HTTP/1.1\r\nHost: localhost\r\nExpect: much\r\nContent-Length: 1\r\n\r\n', 417],
    ...[
      'localhost:',
      'a@b',
      '[::ffff:127.0.0.1]',
      '::1',
      '::1:4700',
      'local host',
      '[::1',
      '%6c',
      'localhost:x',
    ].map((host) => [`GET /api/status HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`, 400] as const),
  ] as const) {
    const answer = await answerTo(request)
    expect(statusOf(answer), request.slice(0, 100)).toBe(status)
    expect(answer).toMatch(/^content-type: application\/problem\+json/im)
    for (const header of STRICT_HEADERS) expect(answer.toLowerCase(), request.slice(0, 100)).toContain(header)
    expect(answer).toMatch(/^cache-control: no-store/im)
    expect(JSON.parse(answer.split('\r\n\r\n')[1]!)).toMatchObject({ status })
  }
})

test('strict headers are on every kind of answer', async () => {
  for (const target of [
    '/',
    '/assets/page.js',
    '/assets/none.js',
    '/api/status',
    '/api/nothing',
    '/api/events/download',
  ]) {
    const answer = await get(target)
    for (const header of STRICT_HEADERS) expect(answer.toLowerCase(), target).toContain(header)
    const caching = target.startsWith('/api/') ? 'no-store' : target === '/' ? 'no-cache' : ''
    expect(answer.toLowerCase(), target).toContain(`cache-control: ${caching}`)
  }
})

test('answers only to names of this machine that no one can take', async () => {
  const statusFor = async (host: string, more = '') =>
    statusOf(await answerTo(`GET /api/status HTTP/1.1\r\nHost: ${host}\r\n${more}Connection: close\r\n\r\n`))
  for (const host of ['localhost', 'localhost:4700', '127.0.0.1', '127.9.9.9:1', '[::1]', '[::1]:4700'])
    expect(await statusFor(host), host).toBe(200)
  for (const host of [
    'evil.example',
    '127.evil.example',
    'localhost.evil.example',
    'evillocalhost',
    'evillocalhost:4700',
    'x.localhost',
    'localhost.evil',
    'localhost.',
    'localhost.localdomain',
    '127.0.0.1.evil.example',
    '192.0.2.1',
    '0.0.0.0',
    'localhost@evil.example',
    '[2001:db8::1]',
  ])
    expect([400, 403], host).toContain(await statusFor(host))
  for (const host of ['evillocalhost', 'x.localhost', 'localhost.evil', '127.0.0.1.evil.example'])
    expect(await statusFor(host), host).toBe(403)
  expect(await statusFor('localhost', 'Origin: null\r\n')).toBe(403)
  expect(await statusFor('localhost', 'Sec-Fetch-Site: cross-site\r\n')).toBe(403)
  expect(await statusFor('localhost', 'Sec-Fetch-Site: same-site\r\n')).toBe(403)
  expect(await statusFor('localhost', 'Sec-Fetch-Site: same-origin\r\n')).toBe(200)
  expect(statusOf(await get('/', 'Sec-Fetch-Site: cross-site\r\n'))).toBe(200)
  for (const method of ['POST', 'PUT', 'DELETE'])
    expect(statusOf(await send(method, '/', 'Sec-Fetch-Site: cross-site\r\n')), method).toBe(403)
})

test('a request whose client is gone ends without terminal output', async () => {
  const terminal = vi.spyOn(console, 'error')
  const socket = new Socket()
  let close = () => {}
  const ended = new Promise<void>((resolve, reject) => {
    listen({ host: '127.0.0.1', port: 0 }, async ({ signal }) => {
      const gone = new Promise<never>((_, leave) =>
        signal.addEventListener('abort', () => {
          leave(signal.reason as Error)
          setImmediate(resolve)
        }),
      )
      socket.destroy()
      return gone
    }).then((patient) => {
      close = () => patient.close()
      socket.connect(patient.port, '127.0.0.1', () =>
        socket.write('GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n'),
      )
    }, reject)
  })
  await ended
  expect(terminal).not.toHaveBeenCalled()
  terminal.mockRestore()
  close()
})
