import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EventStore } from '../store/eventStore.ts'
import { servicesOf } from '../testing/servicesOf.ts'
import { storeOf } from '../testing/storeOf.ts'
import { createApp } from './app.ts'

let folder: string
let store: EventStore

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'event-history-docs-'))
  await mkdir(join(folder, 'docs/start'), { recursive: true })
  await mkdir(join(folder, 'console'))
  await writeFile(join(folder, 'console/index.html'), 'the console')
  await writeFile(join(folder, 'docs/index.html'), 'overview')
  await writeFile(join(folder, 'docs/start/index.html'), 'start')
  await writeFile(join(folder, 'docs/start/index.html.br'), 'compressed')
  await writeFile(join(folder, 'docs/404.html'), 'no such page')
  await writeFile(join(folder, 'docs/site.css'), 'body {}')
  store = await storeOf([])
})
afterAll(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

const ask = (path: string, init?: RequestInit, token: string | null = null) =>
  createApp(
    servicesOf(store, {
      readers: token === null ? [] : [{ name: null, token }],
      consoleFolder: join(folder, 'console'),
      docsFolder: join(folder, 'docs'),
    }),
  ).request(`http://127.0.0.1:4700${path}`, init)

describe('the documentation under /docs/', () => {
  test.each([
    ['/docs/', 200, 'text/html; charset=utf-8', 'overview'],
    ['/docs/start/', 200, 'text/html; charset=utf-8', 'start'],
    ['/docs/site.css', 200, 'text/css; charset=utf-8', 'body {}'],
    ['/docs/none/', 404, 'text/html; charset=utf-8', 'no such page'],
    ['/docs//example.com', 404, 'text/html; charset=utf-8', 'no such page'],
    ['/docs/../console/', 200, 'text/html; charset=utf-8', 'the console'],
    ['/docs/%2e%2e%2fconsole/index.html', 404, 'text/html; charset=utf-8', 'no such page'],
    ['/documents', 200, 'text/html; charset=utf-8', 'the console'],
  ])('%s is %i', async (path, status, type, text) => {
    const response = await ask(path)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe(type)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await response.text()).toBe(text)
  })

  test.each(['/docs', '/docs/start'])('%s leads to the address with a slash', async (path) => {
    const response = await ask(path)
    expect(response.status).toBe(301)
    expect(response.headers.get('location')).toBe(`${path}/`)
  })

  test('is sent compressed to browsers that accept it', async () => {
    const response = await ask('/docs/start/', { headers: { 'Accept-Encoding': 'br' } })
    expect(response.headers.get('content-encoding')).toBe('br')
    expect(await response.text()).toBe('compressed')
  })

  test('can only be read', async () => {
    const response = await ask('/docs/', { method: 'POST' })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })

  test('requires the token like every other page', async () => {
    expect((await ask('/docs/', {}, 'a token of some length')).status).toBe(401)
    const headers = { Authorization: 'Bearer a token of some length' }
    expect((await ask('/docs/', { headers }, 'a token of some length')).status).toBe(200)
  })
})
