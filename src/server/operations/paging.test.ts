import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { matches } from '../../filter/matches.ts'
import { filterParams } from '../../filter/params.ts'
import { parseFilterText } from '../../filter/text.ts'
import type { EventStore } from '../../store/eventStore.ts'
import { anyLineFor, anyRecord } from '../../testing/anyRecord.ts'
import { addRecords, readEvent, storeOf, type ReadEvent } from '../../testing/storeOf.ts'
import { createApp } from '../app.ts'
import { servicesOf } from '../../testing/servicesOf.ts'

interface Page {
  readonly events: readonly { readonly id: string; readonly eventTime: string | null }[]
  readonly nextToken?: string
  readonly asOf: string
}

const START = Date.parse('2026-02-04T00:00:00Z')
const texts = (seed: number, count: number) =>
  fc.sample(anyRecord, { numRuns: count, seed }).map((record) => JSON.stringify(record))

let store: EventStore
let nowMs = START
let batches = 0
const all: ReadEvent[] = []

beforeAll(async () => {
  const first = texts(1, 120)
  store = await storeOf(first)
  all.push(...first.map(readEvent))
})
afterAll(() => store.close())

/** More events of the same days, while the clock goes on. */
async function arrive(): Promise<void> {
  nowMs += 3_600_000
  // Not the same events again: those would be duplicates, which the plain list does not drop.
  const fresh = texts(1000 + ++batches, 4)
  all.push(...fresh.map(readEvent))
  await addRecords(store, fresh, `late-${batches}.json`)
}

async function ask<Answer>(path: string): Promise<Answer> {
  const app = createApp(servicesOf(store, { now: () => nowMs }))
  const response = await app.request(`http://localhost:4700${path}`, { headers: { host: 'localhost:4700' } })
  if (response.status !== 200) throw new Error(`${path}: ${await response.text()}`)
  return (await response.json()) as Answer
}

test('pages have no gaps and no repeats while events arrive, whatever the filter', async () => {
  await fc.assert(
    fc.asyncProperty(
      // The API refuses a field that no record has.
      anyLineFor.filter((line) => !line.includes('no.such.path')),
      fc.constantFrom('newest', 'oldest'),
      fc.integer({ min: 15, max: 80 }),
      async (line, order, size) => {
        const filter = parseFilterText(line)
        const query = `${new URLSearchParams(filterParams(filter)).toString()}&order=${order}`
        const expected = all.filter((event) => matches(filter, event, nowMs)).length
        const whole: string[] = []
        let page = await ask<Page>(`/api/events?${query}&maxResults=${size}`)
        const { asOf } = page
        for (;;) {
          whole.push(...page.events.map(({ id }) => id))
          if (page.nextToken === undefined) break
          await arrive()
          page = await ask<Page>(`/api/events?${query}&maxResults=${size}&nextToken=${page.nextToken}`)
        }
        expect(whole.length).toBe(expected)
        expect(new Set(whole).size).toBe(expected)
        await arrive()
        const anywhere: string[] = []
        for (let offset = 0; offset < whole.length + size; offset += size) {
          const { events } = await ask<Page>(
            `/api/events?${query}&maxResults=${size}&offset=${offset}&asOf=${asOf}`,
          )
          anywhere.push(...events.map(({ id }) => id))
        }
        expect(anywhere).toEqual(whole)
        const filterAndMark = `${query.replace(/&order=.*/, '')}&asOf=${asOf}`
        expect(await ask(`/api/events/count?${filterAndMark}`)).toMatchObject({ count: expected })
      },
    ),
    { numRuns: 15 },
  )
})

test('nextToken only works with the same filter, order and group', async () => {
  const asked = { readOnly: 'true', order: 'oldest', group: 'repeats', maxResults: '1' }
  const query = (changed: Readonly<Record<string, string>>) =>
    `/api/events?${new URLSearchParams({ ...asked, ...changed }).toString()}`
  const { nextToken } = await ask<Page>(query({}))
  await ask<Page>(query({ nextToken: nextToken! }))
  // The page size is not part of the query.
  await ask<Page>(query({ nextToken: nextToken!, maxResults: '2' }))
  for (const changed of [{ readOnly: 'false' }, { userName: 'alice' }, { range: '7d' }, { order: 'newest' }])
    await expect(ask(query({ nextToken: nextToken!, ...changed }))).rejects.toThrow(
      'belongs to another filter',
    )
  const { group: _, ...ungrouped } = asked
  for (const other of [ungrouped, { ...ungrouped, order: 'newest' }, { maxResults: '1' }]) {
    const params = new URLSearchParams({ ...other, nextToken: nextToken! })
    await expect(ask(`/api/events?${params.toString()}`)).rejects.toThrow('belongs to another filter')
  }
})
