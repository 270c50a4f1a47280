import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EventStore } from '../store/eventStore.ts'
import { servicesOf } from '../testing/servicesOf.ts'
import { storeOf } from '../testing/storeOf.ts'
import { createApp } from './app.ts'
import type { Services } from './services.ts'

// That the page sends exactly these requests is checked in the browser: e2e/first-view.spec.ts.

let folder: string
let store: EventStore

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'first-request-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>the page</title>')
  store = await storeOf([])
})
afterAll(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

async function linkOf(address: string, changed: Partial<Services> = {}): Promise<string | null> {
  const app = createApp(servicesOf(store, { consoleFolder: folder, ...changed }))
  const response = await app.request(`http://localhost:4700${address}`, {
    headers: { host: 'localhost:4700' },
  })
  expect(response.status).toBe(200)
  expect(await response.text()).toBe('<!doctype html><title>the page</title>')
  return response.headers.get('link')
}

const linkTo = (request: string) => `<${request}>; rel=preload; as=fetch; crossorigin`

test.each([
  ['/', '/api/events?maxResults=100&offset=0'],
  ['/?userName=alice&event=e1&wrap=true', '/api/events?userName=alice&maxResults=100&offset=0'],
  ['/?order=oldest&store=s1', '/api/events?maxResults=100&order=oldest&offset=0&store=s1'],
  [
    '/?columns=eventName,resource,requestParameters.key',
    '/api/events?maxResults=100&offset=0&columns=requestParameters.key',
  ],
])('the page at %s comes with the request for its first events', async (address, request) => {
  expect(await linkOf(address)).toBe(linkTo(request))
})

test('in an account, an address that names nothing means what changed something', async () => {
  const account = { source: 'simulated' } as const
  const changes = '/api/events?readOnly=false&eventCategory=Management&maxResults=100&offset=0'
  expect(await linkOf('/', account)).toBe(linkTo(changes))
  expect(await linkOf('/?range=all', account)).toBe(linkTo('/api/events?maxResults=100&offset=0'))
  expect(await linkOf('/?store=s1', account)).toBe(linkTo('/api/events?maxResults=100&offset=0&store=s1'))
})

test.each([
  ['a relative range begins when the clock of the page says', '/?range=7d'],
  ['a filter that cannot be read is not sent', '/?endTime=no-time'],
  ['another page', '/load-report?userName=alice'],
])('nothing is requested ahead: %s', async (_, address) => {
  expect(await linkOf(address)).toBeNull()
})

test('no text in the address gets out of the address of the request', async () => {
  const texts = fc.string({ unit: 'grapheme' })
  const hostile = fc.constantFrom(
    '</script>',
    '>; rel=stylesheet, </x',
    '"\r\nSet-Cookie: a=b',
    '\u2028',
    '<!--',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(texts, hostile), { maxLength: 3 }), async (given) => {
      const query = given.map((text, at) => `${at === 0 ? 'text' : 'userName'}=${encodeURIComponent(text)}`)
      const link = await linkOf(`/?${query.join('&')}`)
      expect(link ?? linkTo('/api/events?')).toMatch(
        /^<\/api\/events\?[!-;=?-~]*>; rel=preload; as=fetch; crossorigin$/,
      )
    }),
    { numRuns: 200 },
  )
})
