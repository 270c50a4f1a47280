import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EVENT_INTEGRITY, type EventIntegrity } from '../../cloudtrail/integrity.ts'
import { EVERYTHING } from '../../filter/filter.ts'
import { fieldTexts, matches } from '../../filter/matches.ts'
import { parseFilterText } from '../../filter/text.ts'
import { addRecords, readEvent, storeOf } from '../../testing/storeOf.ts'
import type { AsOf, EventStore } from '../eventStore.ts'
import type { StoreUnderTest } from './storeUnderTest.ts'

const IDS = ['a', 'b', 'c', 'd', 'e']
const FILES = ['1.json', '2.json', '3.json', 'never.json']

const textOf = (id: string): string =>
  JSON.stringify({ eventVersion: '1.08', eventID: id, eventName: 'A', eventTime: '2026-02-01T00:00:00Z' })

const FILTERS = [
  'integrity=verified',
  'integrity=verified integrity=broken',
  'integrity!=verified',
  'integrity=',
  'integrity!=',
  'integrity:=NOT',
  'integrity!^=b',
  '(integrity=hash-only OR eventID=a)',
]

/** Events arrive in log files, some of them again; log files are removed; digest files are read. */
const anyStep = fc.oneof(
  fc.record({
    kind: fc.constant('load' as const),
    name: fc.constantFrom(...FILES.slice(0, -1)),
    ids: fc.subarray(IDS, { minLength: 1 }),
    ends: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('set' as const),
    byUri: fc.dictionary(fc.constantFrom(...FILES), fc.constantFrom(...EVENT_INTEGRITY)),
  }),
  fc.record({ kind: fc.constant('remove' as const), name: fc.constantFrom(...FILES.slice(0, -1)) }),
)

const anySteps = fc.array(anyStep, { minLength: 2, maxLength: 7 })

interface LoadedFile {
  readonly uri: string
  readonly ids: Set<string>
  isFinished: boolean
}

interface State {
  readonly asOf: AsOf
  readonly integrity: ReadonlyMap<string, EventIntegrity | undefined>
}

/** What is known of each event, by the plain meaning. */
function truthOf(
  files: readonly LoadedFile[],
  known: ReadonlyMap<LoadedFile, EventIntegrity>,
): State['integrity'] {
  const ids = new Set(files.flatMap((file) => [...file.ids]))
  return new Map(
    [...ids].map((id) => {
      const found = files.filter((file) => file.ids.has(id)).map((file) => known.get(file))
      return [id, EVENT_INTEGRITY.find((each) => found.includes(each))]
    }),
  )
}

export function describeIntegrity({ open, cases }: StoreUnderTest): void {
  test('is the best of the log files that contain an event, and a snapshot keeps what was known', () =>
    fc.assert(
      fc.asyncProperty(anySteps, fc.constantFrom(...FILTERS), async (steps, line) => {
        const store = await open()
        let files: LoadedFile[] = []
        let known = new Map<LoadedFile, EventIntegrity>()
        let states: State[] = []
        for (const step of steps) {
          if (step.kind === 'load') {
            const unfinished = files.find((file) => file.uri === step.name && !file.isFinished)
            const file = unfinished ?? { uri: step.name, ids: new Set(), isFinished: false }
            await addRecords(store, step.ids.map(textOf), step.name, { end: step.ends ? 'read' : null })
            for (const id of step.ids) file.ids.add(id)
            file.isFinished = step.ends
            if (!unfinished) files.push(file)
          } else if (step.kind === 'set') {
            await store.setIntegrity(new Map(Object.entries(step.byUri)))
            const last = files.filter(
              (file, index) => !files.slice(index + 1).some(({ uri }) => uri === file.uri),
            )
            known = new Map(
              last.flatMap((file) => {
                const integrity = file.isFinished ? step.byUri[file.uri] : undefined
                return integrity ? [[file, integrity] as const] : []
              }),
            )
          } else {
            const removed = files.findIndex(({ uri, isFinished }) => uri === step.name && isFinished)
            if (removed < 0 || files.some(({ isFinished }) => !isFinished)) continue
            const { logFiles } = await store.logFiles({
              contains: '',
              sort: 'loaded',
              isDescending: false,
              offset: 0,
              limit: 100,
            })
            await store.removeLogFile(logFiles[removed]!.id)
            files = files.filter((_, index) => index !== removed)
            // What was said of a log file stays with it; earlier snapshots are not known any more.
            states = []
          }
          states.push({ asOf: store.asOf(0), integrity: truthOf(files, known) })
        }
        for (const state of states) await expectTruth(store, state, line)
        await store.close()
      }),
      { numRuns: cases(15) },
    ))

  test('lists and opened events say it, as far as it is known', async () => {
    const store = await storeOf([textOf('a')], open)
    await addRecords(store, [textOf('b'), textOf('a')], 'other.json')
    const query = { filter: EVERYTHING, asOf: store.asOf(0) }
    const listed = async () =>
      (await store.lookupEvents(query, { start: { offset: 0 }, limit: 9, order: 'newest' })).events.map(
        ({ event: { id, integrity } }) => [id, integrity],
      )
    expect(await listed()).toEqual([
      ['b', undefined],
      ['a', undefined],
    ])
    await store.setIntegrity(new Map([['other.json', 'hash-only']]))
    expect(await listed()).toEqual([
      ['b', 'hash-only'],
      ['a', 'hash-only'],
    ])
    expect(await store.getEvent('a')).toMatchObject({
      event: { integrity: 'hash-only' },
      logFiles: [{ uri: 'test.json' }, { uri: 'other.json' }],
    })
    await store.close()
  })
}

async function expectTruth(store: EventStore, { asOf, integrity }: State, line: string): Promise<void> {
  const all = [...integrity].map(([id, each]) => ({ ...readEvent(textOf(id)), integrity: each }))
  const filter = parseFilterText(line)
  const wanted = all.filter((candidate) => matches(filter, candidate, 0))
  expect(await store.countEvents({ filter, asOf })).toBe(wanted.length)
  const page = await store.lookupEvents({ filter, asOf }, { start: { offset: 0 }, limit: 9, order: 'newest' })
  expect(page.events.map(({ event }) => event.id).toSorted()).toEqual(
    wanted.map(({ event }) => event.eventID!).toSorted(),
  )
  const counts = new Map<string, number>()
  for (const text of all.flatMap((each) => fieldTexts('integrity', each)))
    counts.set(text, (counts.get(text) ?? 0) + 1)
  const { values } = await store.fieldValues(
    { filter: EVERYTHING, asOf },
    { field: 'integrity', limit: 100, prefix: '', contains: '' },
  )
  expect(new Map(values.map(({ value, count }) => [value, count]))).toEqual(counts)
}
