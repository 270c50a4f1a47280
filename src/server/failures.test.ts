import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../store/openStore.ts'
import type { EventStore } from '../store/eventStore.ts'
import { servicesOf } from '../testing/servicesOf.ts'
import { createApp } from './app.ts'
import { JsonFile } from './kept/jsonFile.ts'
import { NotesFile } from './kept/notesFile.ts'
import { SAVED_VIEWS } from './kept/savedViews.ts'

let folder: string
let store: EventStore
let app: ReturnType<typeof createApp>

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
  store = await openStore({ folder, name: 'log-files' })
  app = createApp(
    servicesOf(store, {
      views: new JsonFile(join(folder, 'log-files.views.json'), SAVED_VIEWS),
      notes: new NotesFile(join(folder, 'log-files.notes.ndjson'), store, () => 0),
    }),
  )
})
afterEach(async () => {
  await store.close().catch(() => {})
  await rm(folder, { recursive: true, force: true })
})

/**
 * The `detail` of the problem, which quotes no system message and names no path on this machine.
 */
async function detailOf(method: string, path: string, status: number, body?: string): Promise<string> {
  const response = await app.request(`http://localhost:4700${path}`, {
    method,
    headers: { host: 'localhost:4700' },
    ...(body !== undefined && { body }),
  })
  const { detail } = (await response.json()) as { detail: string }
  expect(response.status, detail).toBe(status)
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect(detail).not.toContain(tmpdir())
  expect(detail).not.toMatch(/ENOENT|[Cc]onnection|DuckDB|database|[a-z]\/[a-z]|Error:/)
  expect(detail).toMatch(/^(?:[A-Z]|log-files\.).*\.$/)
  return detail
}

const RECORD =
  '{"Records":[{"eventVersion":"1.08","eventName":"A","eventID":"a","eventTime":"2026-01-01T00:00:00Z"}]}'

test('a store that fails is reported in our words, and in the engine’s only on the terminal', async () => {
  await store.close()
  expect(await detailOf('GET', '/api/events', 500)).toBe(
    'The request failed because of an internal error. Stored data was not changed. Try again; if it fails again, restart the console. Its terminal output has the details.',
  )
  expect(await detailOf('POST', '/api/log-files?name=a.json', 507, RECORD)).toBe(
    'The log file could not be stored: the event data store cannot be written. Data that was stored before is safe. Restart the console. Its terminal output has the details.',
  )
})

test('files that were removed are named without their folder', async () => {
  await app.request('http://localhost/api/views/a', {
    method: 'PUT',
    headers: { host: 'localhost' },
    body: '{"query":"a=b"}',
  })
  await rm(folder, { recursive: true })
  expect(await detailOf('POST', '/api/log-files?name=a.json', 507, RECORD)).toContain(
    'The log file could not be stored: log-files.duckdb was removed or replaced while it was in use.',
  )
  expect(await detailOf('PUT', '/api/views/b', 507, '{"query":"a=b"}')).toBe(
    'log-files.views.json cannot be written: the data folder no longer exists. Nothing was changed.',
  )
})

test('files that cannot be read are named without their folder', async () => {
  for (const name of ['log-files.views.json', 'log-files.notes.ndjson']) await mkdir(join(folder, name))
  expect(await detailOf('GET', '/api/views', 507)).toBe(
    'log-files.views.json cannot be read: it is a folder. Make it readable, or move it away to start a new one.',
  )
  await rm(join(folder, 'log-files.views.json'), { recursive: true })
  await writeFile(join(folder, 'log-files.views.json'), '{"version":1,"views":[{}]}')
  const views = await app.request('http://localhost/api/views', { headers: { host: 'localhost' } })
  const { problem } = (await views.json()) as { problem: string }
  expect(problem).not.toContain(tmpdir())
  expect(problem).toMatch(/^log-files\.views\.json cannot be read completely: /)
  await rm(join(folder, 'log-files.notes.ndjson'), { recursive: true })
  await writeFile(join(folder, 'log-files.notes.ndjson'), 'nothing\n')
  const notes = new NotesFile(join(folder, 'log-files.notes.ndjson'), store, () => 0)
  await notes.load()
  expect(notes.problem).toMatch(/^log-files\.notes\.ndjson cannot be read completely: /)
  expect(notes.problem).not.toContain(tmpdir())
})
