import { expect, test } from 'vitest'
import { EVERYTHING } from '../../filter/filter.ts'
import { readEvent, storedEvents } from '../../testing/storeOf.ts'
import { storeOnDisk } from '../../testing/storeOnDisk.ts'
import { BatchWriter } from '../batchWriter.ts'

const disk = storeOnDisk()

const bare = (name: string) => `{"eventVersion":"1.08","eventName":"${name}"}`
const named = (id: string) => `{"eventVersion":"1.08","eventID":"${id}","eventName":"A"}`

/** One reading of a log file, a few records to a batch. */
class Reading {
  readonly #writer = new BatchWriter()
  readonly #name: string
  #number = 0
  #records = 0

  constructor(name: string) {
    this.#name = name
  }

  read(...texts: string[]): this {
    for (const text of texts) {
      const { record, event } = readEvent(text)
      this.#writer.add(record, event, 0, `record ${++this.#number}`, this.#number)
      if (event.eventID !== null) this.#records++
    }
    return this
  }

  end(hash: string | null): this {
    this.#records += this.#writer.endContent(0, hash)
    return this
  }

  async store(finished = false) {
    const slice = {
      name: this.#name,
      uri: null,
      size: 1,
      modifiedMs: 1,
      records: this.#records,
      salvaged: 0,
      leftOut: 0,
      problems: [],
      end: finished ? ('read' as const) : null,
      sha256: null,
    }
    this.#records = 0
    const { logFiles } = await disk.store.add(this.#writer.take([slice]))
    return { added: logFiles[0]!.added, duplicates: logFiles[0]!.duplicates }
  }
}

async function held(): Promise<string[]> {
  const events = await storedEvents(disk.store, { filter: EVERYTHING, asOf: disk.store.asOf(0) })
  expect(new Set(events.map(({ event }) => event.id)).size).toBe(events.length)
  for (const { event, record } of events)
    expect((await disk.store.getEvent(event.id))?.record.text).toBe(record.text)
  return events.map(({ event }) => `${event.eventID ?? ''}${event.eventName}`).toSorted()
}

test('records without eventID are added when their content ends, with its last batch', async () => {
  const reading = new Reading('log.json')
  expect(await reading.read(bare('B'), named('e1'), bare('C')).store()).toEqual({ added: 1, duplicates: 0 })
  expect(await held()).toEqual(['e1A'])
  expect(await reading.read(bare('B')).store()).toEqual({ added: 0, duplicates: 0 })
  expect(await disk.store.loadReport()).toMatchObject({ records: 1, added: 1, duplicates: 0 })
  expect(await reading.read(bare('D')).end('content').store(true)).toEqual({ added: 4, duplicates: 0 })
  expect(await held()).toEqual(['B', 'B', 'C', 'D', 'e1A'])
  expect(await disk.store.loadReport()).toMatchObject({
    logFiles: 1,
    records: 5,
    added: 5,
    duplicates: 0,
    conflicts: 0,
  })
})

test('the same content is stored once, however it is cut into batches', async () => {
  const texts = [bare('B'), bare('B'), named('e1'), bare('C')]
  await new Reading('one.json')
    .read(...texts)
    .end('content')
    .store(true)
  const again = new Reading('two.json')
  for (const text of texts) await again.read(text).store()
  expect(await again.end('content').store(true)).toEqual({ added: 0, duplicates: 3 })
  const other = new Reading('three.json')
  await other.read(...texts.slice(0, 2)).store()
  expect(
    await other
      .read(...texts.slice(2))
      .end('other content')
      .store(true),
  ).toEqual({ added: 3, duplicates: 1 })
  expect(await disk.store.loadReport()).toMatchObject({
    logFiles: 3,
    records: 12,
    added: 7,
    duplicates: 5,
    conflicts: 0,
  })
})

test('consecutive contents of an archive are each identified by themselves', async () => {
  const reading = new Reading('logs.zip')
  await reading.read(bare('B')).store()
  await reading.read(bare('C')).end('one').read(bare('D')).store()
  expect(await held()).toEqual(['B', 'C'])
  await reading.end('two').read(bare('E')).end('three').store(true)
  expect(await held()).toEqual(['B', 'C', 'D', 'E'])
  const parts = [
    new Reading('1').read(bare('B'), bare('C')).end('one'),
    new Reading('3').read(bare('E')).end('three'),
  ]
  expect(await parts[0]!.store(true)).toEqual({ added: 0, duplicates: 2 })
  // It was the fifth record of the archive there, and is the first of its file here: this test's
  // numbers continue.
  expect(await parts[1]!.store(true)).toEqual({ added: 1, duplicates: 0 })
})

test('two readings of one name at a time are told apart', async () => {
  const [one, other] = [new Reading('log.json'), new Reading('log.json')]
  await one.read(bare('B')).store()
  await other.read(bare('B')).store()
  await one.read(bare('C')).store()
  await other.end('other content').store(true)
  expect(await held()).toEqual(['B'])
  await one.end('content').store(true)
  expect(await held()).toEqual(['B', 'B', 'C'])
  // The name was free again after the first one ended, and is used again: the rows pending under it
  // count where they are added.
  const again = [new Reading('log.json'), new Reading('log.json')] as const
  for (const reading of again) await reading.read(bare('B')).store()
  expect(await again[0].read(bare('C')).end('content').store(true)).toEqual({ added: 0, duplicates: 2 })
  expect(await again[1].end('other content').store(true)).toEqual({ added: 0, duplicates: 1 })
  expect(await disk.store.loadReport()).toMatchObject({ records: 6, added: 3, duplicates: 3 })
})

test('of a truncated content only records with an eventID are kept', async () => {
  const reading = new Reading('log.json')
  await reading.read(bare('B'), named('e1')).store()
  expect(await reading.read(bare('C'), named('e2')).end(null).store(true)).toEqual({
    added: 1,
    duplicates: 0,
  })
  expect(await held()).toEqual(['e1A', 'e2A'])
  expect(await disk.store.loadReport()).toMatchObject({ records: 2, added: 2 })
  const whole = new Reading('log.json')
  await whole.read(bare('B'), named('e1')).store()
  await whole.read(bare('C'), named('e2')).end('content').store(true)
  expect(await held()).toEqual(['B', 'C', 'e1A', 'e2A'])
})

test('rows that were pending when the process ended are stored once when their log file is read again', async () => {
  await new Reading('log.json').read(bare('B'), named('e1')).store()
  await disk.startAgain()
  expect(await held()).toEqual(['e1A'])
  const anew = new Reading('log.json')
  await anew.read(bare('B'), named('e1')).store()
  await anew.read(bare('C')).end('content').store(true)
  expect(await held()).toEqual(['B', 'C', 'e1A'])
  expect(await disk.store.loadReport()).toMatchObject({
    logFiles: 1,
    records: 3,
    added: 3,
    duplicates: 0,
    conflicts: 0,
  })
})

test('rows that are returned in several parts are each stored once', async () => {
  const reading = new Reading('log.json')
  const names = Array.from({ length: 35_000 }, (_, index) => `N${index % 1000}`)
  await reading.read(...names.slice(0, 20_000).map(bare)).store()
  await reading.read(...names.slice(20_000).map(bare)).store()
  expect(await reading.end('content').store(true)).toEqual({ added: 35_000, duplicates: 0 })
  const again = new Reading('again.json').read(...names.map(bare)).end('content')
  expect(await again.store(true)).toEqual({ added: 0, duplicates: 35_000 })
  const { values } = await disk.store.fieldValues(
    { filter: EVERYTHING, asOf: disk.store.asOf(0) },
    { field: 'eventName', limit: 2000, prefix: '', contains: '' },
  )
  expect(values.every(({ count }) => count === 35)).toBe(true)
}, 30_000)
