import fc from 'fast-check'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { AllNotesResponse } from '../../api/eventNotes.ts'
import type { ViewsResponse } from '../../api/views.ts'
import type { EventNotes } from '../../cloudtrail/eventNotes.ts'
import type { EventStore } from '../../store/eventStore.ts'
import { openSharedStore, openStore } from '../../store/openStore.ts'
import { noChdb, startChdb, type ServerUnderTest } from '../../testing/clickhouse/chdb.ts'
import { servicesOf } from '../../testing/servicesOf.ts'
import { addRecords } from '../../testing/storeOf.ts'
import { createApp } from '../app.ts'
import { openKept } from './openKept.ts'

const READERS = ['ana', 'ben'].map((name) => ({ name, token: `the-token-of-${name}-0123456789` }))
const NOW = Date.parse('2026-05-12T10:00:00Z')
const AT = '2026-05-12T10:00:00.000Z'
const RECORDS = ['a', 'b', 'c'].map((eventID) =>
  JSON.stringify({ eventTime: '2026-02-03T04:05:06Z', eventName: 'GetObject', eventID }),
)

/** A console that several readers use. */
interface TestedConsole {
  /** What a reader is answered. */
  readonly ask: (
    who: string,
    method: string,
    path: string,
    body?: object,
  ) => Promise<{ readonly status: number; readonly body: unknown }>
  readonly close: () => Promise<void>
}

async function consoleOn(store: EventStore, folder: string): Promise<TestedConsole> {
  const { notes, views, close } = openKept(store, folder, 'log-files', () => NOW)
  await notes.load()
  const app = createApp(servicesOf(store, { notes, views, readers: READERS, now: () => NOW }))
  return {
    ask: async (who, method, path, body) => {
      const { token } = READERS.find(({ name }) => name === who)!
      const answer = await app.request(`http://localhost:4700${path}`, {
        method,
        headers: { host: 'localhost:4700', authorization: `Bearer ${token}` },
        ...(body && { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      return { status: answer.status, body: text && JSON.parse(text) }
    },
    close: async () => {
      close()
      await store.close()
    },
  }
}

/** How a console is opened that keeps its notes and views in a place. */
type Opening = () => Promise<TestedConsole>

function describeKeeper(place: string, freshPlace: () => Promise<Opening>) {
  describe(`notes and views in ${place}`, () => {
    let open: Opening
    beforeEach(async () => {
      open = await freshPlace()
    })

    test('have who changed them last and when, after a restart too', async () => {
      const before = await open()
      expect(await before.ask('ana', 'PUT', '/api/events/a/notes', { starred: true })).toMatchObject({
        status: 200,
        body: { starred: true, changed: { starred: AT }, changedBy: 'ana' },
      })
      await before.ask('ben', 'PUT', '/api/events/a/notes', { comment: 'Who is this?' })
      await before.ask('ana', 'POST', '/api/notes', { ids: ['b', 'c'], addTags: ['to do'] })
      await before.ask('ben', 'POST', '/api/notes', { ids: ['c'], removeTags: ['to do'] })
      await before.ask('ana', 'PUT', '/api/views/Denied', { query: 'errorCode=AccessDenied' })
      await before.ask('ben', 'PUT', '/api/views/Roots', { query: 'userName=root' })
      await before.ask('ben', 'PUT', '/api/views/Denied', { name: 'Refused' })
      await before.ask('ana', 'DELETE', '/api/views/Roots')
      await before.close()

      const after = await open()
      expect((await after.ask('ana', 'GET', '/api/notes')).body).toEqual({
        eventNotes: [
          {
            id: 'a',
            starred: true,
            comment: 'Who is this?',
            changed: { starred: AT, comment: AT },
            changedBy: 'ben',
          },
          { id: 'b', tags: ['to do'], changed: { tags: AT }, changedBy: 'ana' },
        ],
        problem: null,
      })
      expect((await after.ask('ana', 'GET', '/api/views')).body).toEqual({
        views: [
          {
            name: 'Refused',
            description: '',
            query: 'errorCode=AccessDenied',
            changed: { by: 'ben', at: AT },
          },
        ],
        problem: null,
      })
      expect(await found(after, 'tag=to%20do')).toEqual(['b'])
      await after.close()
    })

    test('are changed by all readers at once, and nothing is lost', async () => {
      const tested = await open()
      const names = Array.from({ length: 8 }, (_, index) => `View ${index}`)
      const saved = await Promise.all(
        names.map((name, index) =>
          tested.ask(index % 2 ? 'ana' : 'ben', 'PUT', `/api/views/${name}`, { query: '' }),
        ),
      )
      expect(saved.map(({ status }) => status)).toEqual(names.map(() => 201))
      expect(await viewNames(tested)).toEqual(names)
      await Promise.all(
        ['ana', 'ben'].map((tag) => tested.ask(tag, 'POST', '/api/notes', { ids: ['a'], addTags: [tag] })),
      )
      expect((await notesOn(tested, 'a')).tags).toEqual(['ana', 'ben'])
      await tested.close()
    })
  })
}

const found = async (tested: TestedConsole, query: string): Promise<readonly string[]> =>
  ((await tested.ask('ana', 'GET', `/api/events?${query}`)).body as { events: { id: string }[] }).events.map(
    ({ id }) => id,
  )
const viewNames = async (tested: TestedConsole): Promise<readonly string[]> =>
  ((await tested.ask('ana', 'GET', '/api/views')).body as ViewsResponse).views.map(({ name }) => name)
const notesOn = async (tested: TestedConsole, id: string): Promise<EventNotes> =>
  (await tested.ask('ana', 'GET', `/api/events/${id}/notes`)).body as EventNotes

let folder: string
let places = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
})
afterAll(() => rm(folder, { recursive: true }))

describeKeeper('files', async () => {
  const own = join(folder, `place-${places++}`)
  return async () => {
    const store = await openStore({ folder: own, name: 'log-files' })
    await addRecords(store, RECORDS)
    return consoleOn(store, own)
  }
})

if (noChdb) test.skip(`notes and views in a ClickHouse database: ${noChdb}`, () => {})
else
  describe('on chdb', () => {
    let server: ServerUnderTest
    beforeAll(async () => {
      server = await startChdb()
    }, 600_000)
    afterAll(() => server.stop())

    const freshPlace = async (): Promise<Opening> => {
      const address = `${server.address}/kept_${places++}`
      const first = await openSharedStore(address, {})
      await addRecords(first, RECORDS)
      await first.close()
      return async () => consoleOn(await openSharedStore(address, {}), folder)
    }
    describeKeeper('a ClickHouse database', freshPlace)

    describe('two consoles on one database', () => {
      let one: TestedConsole
      let other: TestedConsole
      beforeEach(async () => {
        const open = await freshPlace()
        ;[one, other] = [await open(), await open()]
        onTestFinished(async () => {
          await Promise.all([one.close(), other.close()])
        })
      })

      test('show each other’s notes, in lists and filters, and views', async () => {
        await one.ask('ana', 'PUT', '/api/events/b/notes', { starred: true, tags: ['exfil'] })
        await one.ask('ana', 'PUT', '/api/views/Mine', { query: 'starred=true' })
        expect(await viewNames(other)).toEqual(['Mine'])
        await expect.poll(() => found(other, 'tag=exfil'), { timeout: 15_000 }).toEqual(['b'])
        expect((await notesOn(other, 'b')).changedBy).toBe('ana')
        await other.ask('ben', 'PUT', '/api/events/b/notes', { tags: [] })
        await other.ask('ben', 'DELETE', '/api/views/Mine')
        expect(await viewNames(one)).toEqual([])
        await expect.poll(() => found(one, 'tag=exfil'), { timeout: 15_000 }).toEqual([])
        expect(await notesOn(one, 'b')).toMatchObject({ starred: true, changedBy: 'ben' })
      })

      test('save different views at the same time, and lose none', async () => {
        const saved = await Promise.all(
          [one, other].flatMap((tested, place) =>
            Array.from({ length: 6 }, (_, index) =>
              tested.ask('ana', 'PUT', `/api/views/View ${place}${index}`, { query: `place=${place}` }),
            ),
          ),
        )
        expect(saved.map(({ status }) => status)).toEqual(saved.map(() => 201))
        expect(await viewNames(one)).toHaveLength(12)
        expect(await viewNames(other)).toEqual(await viewNames(one))
      })

      test('agree on one of the notes that they write on an event at the same time', async () => {
        for (let round = 0; round < 5; round++) {
          await Promise.all([
            one.ask('ana', 'PUT', '/api/events/c/notes', { tags: [`ana ${round}`], comment: `ana ${round}` }),
            other.ask('ben', 'PUT', '/api/events/c/notes', {
              tags: [`ben ${round}`],
              comment: `ben ${round}`,
            }),
          ])
          const agreed = await settled([one, other])
          const { tags, comment, changedBy } = agreed.eventNotes[0]!
          expect([tags, comment]).toEqual([[`${changedBy} ${round}`], `${changedBy} ${round}`])
        }
      })

      test('see a later change of one instead of an earlier one of the other', async () => {
        for (let round = 0; round < 6; round++) {
          const [tested, who] = round % 2 ? ([one, 'ana'] as const) : ([other, 'ben'] as const)
          const { body } = await tested.ask(who, 'POST', '/api/notes', {
            ids: ['a'],
            addTags: [`round ${round}`],
          })
          expect(body).toMatchObject({ events: [{ notes: { tags: { length: round + 1 } } }] })
        }
      })
    })

    test('texts are the same for all who have read everything, whoever wrote them at the same time', async () => {
      const store = await openSharedStore(`${server.address}/kept_${places++}`, {})
      const step = fc.record({
        write: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 2 }),
        of: fc.nat({ max: 2 }),
      })
      const round = fc.uniqueArray(step, { maxLength: 3, selector: ({ of }) => of })
      let kinds = 0
      await fc.assert(
        fc.asyncProperty(fc.array(round, { maxLength: 4 }), async (rounds) => {
          const kind = `kind ${kinds++}`
          const all = Array.from({ length: 3 }, () => ({ texts: store.keptTexts!(kind), seen: new Map() }))
          const read = async ({ texts, seen }: (typeof all)[number]) => {
            for (const { key, text } of await texts.news()) seen.set(key, text)
          }
          let written = 0
          const last = new Map<string, string>()
          for (const steps of rounds) {
            await Promise.all(
              steps.map(async ({ write, of }) => {
                const { texts, seen } = all[of]!
                if (write.length === 0) return read(all[of]!)
                const text = String(written++)
                await texts.write(write.map((key) => ({ key, text, who: null, atMs: 0 })))
                for (const key of write) {
                  seen.set(key, text)
                  if (steps.length === 1) last.set(key, text)
                  else last.delete(key)
                }
              }),
            )
          }
          for (const each of all) await read(each)
          const afresh = { texts: store.keptTexts!(kind), seen: new Map<string, string>() }
          await read(afresh)
          for (const { seen } of all) expect(seen).toEqual(afresh.seen)
          // Where nobody else wrote at that time, it is what was written last.
          for (const [key, text] of last) expect(afresh.seen.get(key)).toBe(text)
        }),
        { numRuns: 15 },
      )
      await store.close()
    })

    test('what cannot be read in the database is reported, and the rest is read', async () => {
      const store = await openSharedStore(`${server.address}/kept_${places++}`, {})
      await addRecords(store, RECORDS)
      const written = (key: string, text: string) => ({ key, text, who: null, atMs: NOW })
      await store.keptTexts!('notes').write([
        written('a', '{"id":"a","starred":"yes"}'),
        written('b', '{"id":"b","starred":true}'),
      ])
      await store.keptTexts!('views').write([
        written('Mine', '{"name":"Mine","query":""}'),
        written('Odd', '['),
      ])
      const tested = await consoleOn(store, folder)
      expect((await tested.ask('ana', 'GET', '/api/notes')).body).toEqual({
        eventNotes: [{ id: 'b', starred: true, changed: {} }],
        problem:
          'In the database, the notes of the event “a” cannot be read: “starred” is not true or false. The rest was read.',
      })
      expect((await tested.ask('ana', 'GET', '/api/views')).body).toEqual({
        views: [{ name: 'Mine', description: '', query: '' }],
        problem: expect.stringMatching(/^In the database, the view “Odd” cannot be read: it is not JSON /),
      })
      await tested.ask('ana', 'PUT', '/api/events/a/notes', { starred: true })
      expect((await tested.ask('ana', 'GET', '/api/notes')).body).toMatchObject({ problem: null })
      await tested.close()
    })

    test('a change that the database does not take is refused, and not made', async () => {
      const own = await startChdb()
      const tested = await consoleOn(await openSharedStore(`${own.address}/kept`, {}), folder)
      await tested.ask('ana', 'PUT', '/api/views/Mine', { query: '' })
      await own.stop()
      expect(await tested.ask('ana', 'POST', '/api/notes', { ids: ['a'], starred: true })).toMatchObject({
        status: expect.toSatisfy((status: number) => status >= 500),
      })
      expect(await tested.ask('ana', 'PUT', '/api/views/Other', { query: '' })).toMatchObject({
        status: 503,
        body: { detail: expect.stringContaining('does not answer') },
      })
      await tested.close().catch(() => {})
    })
  })

/** The notes of consoles, once they are the same. */
async function settled(consoles: readonly TestedConsole[]): Promise<AllNotesResponse> {
  const all = () =>
    Promise.all(consoles.map(async (each) => (await each.ask('ana', 'GET', '/api/notes')).body))
  await expect
    .poll(async () => new Set((await all()).map((each) => JSON.stringify(each))).size, { timeout: 15_000 })
    .toBe(1)
  return (await all())[0] as AllNotesResponse
}
