import { afterEach, beforeEach, expect, test } from 'vitest'
import { EVERYTHING } from '../../filter/filter.ts'
import { bare, heldIn, named, Reading } from '../../testing/uploadReading.ts'
import type { EventStore } from '../eventStore.ts'
import type { StoreUnderTest } from './storeUnderTest.ts'

/** Records without eventID wait for the end of the content that they come from. */
export function describePendingRows({ open }: StoreUnderTest): void {
  let store: EventStore
  beforeEach(async () => {
    store = await open()
  })
  afterEach(() => store.close())

  test('records without eventID are added when their content ends, with its last batch', async () => {
    const reading = new Reading(store, 'log.json')
    expect(await reading.read(bare('B'), named('e1'), bare('C')).store()).toEqual({ added: 1, duplicates: 0 })
    expect(await heldIn(store)).toEqual(['e1A'])
    expect(await reading.read(bare('B')).store()).toEqual({ added: 0, duplicates: 0 })
    expect(await store.loadReport()).toMatchObject({ records: 1, added: 1, duplicates: 0 })
    expect(await reading.read(bare('D')).end('content').store(true)).toEqual({ added: 4, duplicates: 0 })
    expect(await heldIn(store)).toEqual(['B', 'B', 'C', 'D', 'e1A'])
    expect(await store.loadReport()).toMatchObject({
      logFiles: 1,
      records: 5,
      added: 5,
      duplicates: 0,
      conflicts: 0,
    })
  })

  test('the same content is stored once, however it is cut into batches', async () => {
    const texts = [bare('B'), bare('B'), named('e1'), bare('C')]
    await new Reading(store, 'one.json')
      .read(...texts)
      .end('content')
      .store(true)
    const again = new Reading(store, 'two.json')
    for (const text of texts) await again.read(text).store()
    expect(await again.end('content').store(true)).toEqual({ added: 0, duplicates: 3 })
    const other = new Reading(store, 'three.json')
    await other.read(...texts.slice(0, 2)).store()
    expect(
      await other
        .read(...texts.slice(2))
        .end('other content')
        .store(true),
    ).toEqual({ added: 3, duplicates: 1 })
    expect(await store.loadReport()).toMatchObject({
      logFiles: 3,
      records: 12,
      added: 7,
      duplicates: 5,
      conflicts: 0,
    })
  })

  test('consecutive contents of an archive are each identified by themselves', async () => {
    const reading = new Reading(store, 'logs.zip')
    await reading.read(bare('B')).store()
    await reading.read(bare('C')).end('one').read(bare('D')).store()
    expect(await heldIn(store)).toEqual(['B', 'C'])
    await reading.end('two').read(bare('E')).end('three').store(true)
    expect(await heldIn(store)).toEqual(['B', 'C', 'D', 'E'])
    const parts = [
      new Reading(store, '1').read(bare('B'), bare('C')).end('one'),
      new Reading(store, '3').read(bare('E')).end('three'),
    ]
    expect(await parts[0]!.store(true)).toEqual({ added: 0, duplicates: 2 })
    // It was the fifth record of the archive there, and is the first of its file here: this test's
    // numbers continue.
    expect(await parts[1]!.store(true)).toEqual({ added: 1, duplicates: 0 })
  })

  test('two readings of one name at a time are told apart', async () => {
    const [one, other] = [new Reading(store, 'log.json'), new Reading(store, 'log.json')]
    await one.read(bare('B')).store()
    await other.read(bare('B')).store()
    await one.read(bare('C')).store()
    await other.end('other content').store(true)
    expect(await heldIn(store)).toEqual(['B'])
    await one.end('content').store(true)
    expect(await heldIn(store)).toEqual(['B', 'B', 'C'])
    // The name was free again after the first one ended, and is used again: the rows pending under it
    // count where they are added.
    const again = [new Reading(store, 'log.json'), new Reading(store, 'log.json')] as const
    for (const reading of again) await reading.read(bare('B')).store()
    expect(await again[0].read(bare('C')).end('content').store(true)).toEqual({ added: 0, duplicates: 2 })
    expect(await again[1].end('other content').store(true)).toEqual({ added: 0, duplicates: 1 })
    expect(await store.loadReport()).toMatchObject({ records: 6, added: 3, duplicates: 3 })
  })

  test('of a truncated content only records with an eventID are kept', async () => {
    const reading = new Reading(store, 'log.json')
    await reading.read(bare('B'), named('e1')).store()
    expect(await reading.read(bare('C'), named('e2')).end(null).store(true)).toEqual({
      added: 1,
      duplicates: 0,
    })
    expect(await heldIn(store)).toEqual(['e1A', 'e2A'])
    expect(await store.loadReport()).toMatchObject({ records: 2, added: 2 })
    const whole = new Reading(store, 'log.json')
    await whole.read(bare('B'), named('e1')).store()
    await whole.read(bare('C'), named('e2')).end('content').store(true)
    expect(await heldIn(store)).toEqual(['B', 'C', 'e1A', 'e2A'])
  })

  test('rows that are returned in several parts are each stored once', async () => {
    const reading = new Reading(store, 'log.json')
    const names = Array.from({ length: 35_000 }, (_, index) => `N${index % 1000}`)
    await reading.read(...names.slice(0, 20_000).map(bare)).store()
    await reading.read(...names.slice(20_000).map(bare)).store()
    expect(await reading.end('content').store(true)).toEqual({ added: 35_000, duplicates: 0 })
    const again = new Reading(store, 'again.json').read(...names.map(bare)).end('content')
    expect(await again.store(true)).toEqual({ added: 0, duplicates: 35_000 })
    const { values } = await store.fieldValues(
      { filter: EVERYTHING, asOf: store.asOf(0) },
      { field: 'eventName', limit: 2000, prefix: '', contains: '' },
    )
    expect(values.every(({ count }) => count === 35)).toBe(true)
  }, 30_000)
}
