import fc from 'fast-check'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  LONGEST_NAME,
  LONGEST_QUERY,
  MOST_VIEWS,
  problemOfView,
  saveView,
  type SavedView,
} from '../../api/views.ts'
import { requestAddress } from '../../api/requestAddress.ts'
import type { EventStore } from '../../store/eventStore.ts'
import { servicesOf } from '../../testing/servicesOf.ts'
import { storeOf } from '../../testing/storeOf.ts'
import { createApp } from '../app.ts'
import { JsonFile } from '../kept/jsonFile.ts'
import { SAVED_VIEWS } from '../kept/savedViews.ts'

let store: EventStore
let folder: string
let path: string

beforeAll(async () => {
  store = await storeOf([])
})
afterAll(() => store.close())
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
  path = join(folder, 'log-files.views.json')
})
afterEach(() => rm(folder, { recursive: true }))

/** A server on the present file, as after a restart. */
const started = () => createApp(servicesOf(store, { views: new JsonFile(path, SAVED_VIEWS) }))

let app: ReturnType<typeof started>
beforeEach(() => {
  app = started()
})

async function ask(method: string, address: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await app.request(`http://localhost:4700${address}`, {
    method,
    headers: { host: 'localhost:4700', ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: text && JSON.parse(text),
  }
}
const viewPath = (name: string) => requestAddress(saveView, { name })
const put = (name: string, body: unknown, headers?: Record<string, string>) =>
  ask('PUT', viewPath(name), body, headers)
const views = async () =>
  (await ask('GET', '/api/views')).body as { views: SavedView[]; problem: string | null }

const DENIED = { query: 'errorCode=AccessDenied&range=7d', description: 'What was refused.' }

test('a saved view is listed, even after a restart, and a person can read the file', async () => {
  expect(await views()).toEqual({ views: [], problem: null })
  expect(await put('Denied calls', DENIED)).toMatchObject({
    status: 201,
    body: { name: 'Denied calls', ...DENIED },
  })
  app = started()
  expect((await views()).views).toEqual([{ name: 'Denied calls', ...DENIED }])
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
    version: 1,
    views: [{ name: 'Denied calls', ...DENIED }],
  })
})

test('a view has no access token, even if it was saved with one or written by hand', async () => {
  await put('Denied', { query: 'token=SECRET&errorCode=AccessDenied' })
  expect((await views()).views).toMatchObject([{ query: 'errorCode=AccessDenied' }])
  expect(await readFile(path, 'utf8')).not.toContain('SECRET')
  const written = { name: 'Denied', description: '', query: 'errorCode=AccessDenied&token=SECRET' }
  await writeFile(path, JSON.stringify({ version: 1, views: [written] }))
  expect((await views()).views).toMatchObject([{ query: 'errorCode=AccessDenied' }])
})

test('views are listed by name, ignoring case', async () => {
  for (const name of ['b', 'A', 'c', 'B']) await put(name, {})
  expect((await views()).views.map(({ name }) => name)).toEqual(['A', 'B', 'b', 'c'])
})

test('omitted members stay when a view is saved again; with If-None-Match an existing one is rejected', async () => {
  await put('a', DENIED)
  expect(await put('a', { query: 'eventName=A' })).toMatchObject({ status: 200 })
  const kept = [{ name: 'a', description: DENIED.description, query: 'eventName=A' }]
  expect(await put('a', DENIED, { 'If-None-Match': '*' })).toMatchObject({
    status: 412,
    type: 'application/problem+json',
    body: { field: 'name', detail: expect.stringContaining('“a”') },
  })
  expect((await views()).views).toEqual(kept)
})

test('a view is renamed, but not onto another', async () => {
  await put('a', DENIED)
  await put('b', {})
  expect(await put('a', { name: 'b' })).toMatchObject({ status: 409, body: { field: 'name' } })
  expect(await put('a', { name: 'c' })).toMatchObject({ status: 200, body: { name: 'c', ...DENIED } })
  expect((await views()).views.map(({ name }) => name)).toEqual(['b', 'c'])
  expect(await put('a', { name: 'd' })).toMatchObject({ status: 404 })
})

test('a view is deleted, once', async () => {
  await put('a', DENIED)
  expect(await ask('DELETE', viewPath('a'))).toMatchObject({ status: 204 })
  expect((await views()).views).toEqual([])
  expect(await ask('DELETE', viewPath('a'))).toMatchObject({
    status: 404,
    type: 'application/problem+json',
    body: { detail: expect.stringContaining('“a”') },
  })
})

test('an invalid query is kept as it is', async () => {
  expect(await put('odd', { query: 'bogus!!=x' })).toMatchObject({ status: 201 })
  expect((await views()).views).toMatchObject([{ query: 'bogus!!=x' }])
})

test('any name is unchanged in the address and in the file', () =>
  fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(
        fc.oneof(
          fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
          fc.constantFrom(
            'a/b',
            '../x',
            '%2e',
            '%',
            '?#&=',
            '<img src=x>',
            '__proto__',
            'a\u202eb',
            '*',
            ':name',
          ),
        ),
        { maxLength: 6 },
      ),
      async (names) => {
        await rm(path, { force: true })
        app = started()
        const good = names.filter((name) => problemOfView({ name, description: '', query: '' }) === null)
        for (const name of good) expect((await put(name, { query: `userName=${name}` })).status).toBe(201)
        app = started()
        expect(new Set((await views()).views.map(({ name, query }) => `${name} ${query}`))).toEqual(
          new Set(good.map((name) => `${name} userName=${name}`)),
        )
        for (const name of good) expect((await ask('DELETE', viewPath(name))).status).toBe(204)
        expect((await views()).views).toEqual([])
      },
    ),
    { numRuns: 30 },
  ))

test.each([
  ['a name of white space', ' ', {}, 'name'],
  ['a name with a line break', 'a\nb', {}, 'name'],
  ['a name that is too long', 'x'.repeat(LONGEST_NAME + 1), {}, 'name'],
  ['a new name that no address ends with', 'a', { name: '..' }, 'name'],
  ['a query that is too long', 'a', { query: 'x'.repeat(LONGEST_QUERY + 1) }, 'query'],
  ['a query that is no text', 'a', { query: 7 }, 'query'],
  ['a member that there is not', 'a', { columns: 'x' }, 'columns'],
  ['a body that is a list', 'a', [], 'body'],
  ['a body that is no JSON', 'a', '{"query":', 'body'],
])('%s is rejected, and nothing is changed', async (_, name, body, field) => {
  await put('a', DENIED)
  expect(await put(name, body)).toMatchObject({
    status: 400,
    type: 'application/problem+json',
    body: { field },
  })
  expect((await views()).views).toEqual([{ name: 'a', ...DENIED }])
})

test('a body that is too large is cut off', async () => {
  expect(await put('a', ' '.repeat(70_000))).toMatchObject({ status: 413 })
})

test('the number of views is limited', async () => {
  const many = Array.from({ length: MOST_VIEWS }, (_, i) => ({ name: `view ${i}`, query: '' }))
  await writeFile(path, JSON.stringify({ version: 1, views: many }))
  expect(await put('one more', {})).toMatchObject({ status: 409, body: { title: 'Too many views' } })
  expect(await put('view 7', DENIED)).toMatchObject({ status: 200 })
})

test('the rest of a damaged file is used, the damage is reported, and the file is copied before it is overwritten', async () => {
  const broken = JSON.stringify({
    version: 1,
    views: [{ name: 'good', query: 'a=b' }, { name: 'good', query: '' }, { query: '' }, 'x', { name: 'y' }],
  })
  await writeFile(path, broken)
  const { views: usable, problem } = await views()
  expect(usable).toEqual([{ name: 'good', description: '', query: 'a=b' }])
  expect(problem).toContain(
    `log-files.views.json cannot be read completely: views[1] has the same name as another view; views[2] has no name; views[3] is not a view; 1 more.`,
  )
  await put('new', {})
  expect(await readFile(`${path}.broken`, 'utf8')).toBe(broken)
})

test('a file of a newer version is left alone', async () => {
  await writeFile(path, '{"version":2,"views":[]}')
  expect((await views()).problem).toContain('its version is not 1')
})

test('a failure to write is reported', async () => {
  await rm(folder, { recursive: true })
  expect(await put('a', DENIED)).toMatchObject({
    status: 507,
    type: 'application/problem+json',
    body: { detail: expect.stringContaining('log-files.views.json cannot be written') },
  })
  expect((await views()).views).toEqual([])
  folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
})

test('another site can neither list nor save nor delete', async () => {
  for (const [method, address] of [
    ['GET', '/api/views'],
    ['PUT', viewPath('a')],
    ['DELETE', viewPath('a')],
  ] as const)
    for (const headers of [{ origin: 'http://evil.example' }, { 'sec-fetch-site': 'cross-site' }])
      expect(await ask(method, address, method === 'PUT' ? DENIED : undefined, { ...headers })).toMatchObject(
        { status: 403 },
      )
})
