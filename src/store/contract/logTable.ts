import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LOG_TABLE, type TableColumn, type TableType } from '../../cloudtrail/logTable.ts'
import { decodeLeaf } from '../../cloudtrail/recordShape.ts'
import { EVERYTHING, type Order } from '../../filter/filter.ts'
import { parseFilterText } from '../../filter/text.ts'
import { anyRecord } from '../../testing/anyRecord.ts'
import { readParquet } from '../../testing/readParquet.ts'
import { addRecords, storedEvents, storeOf } from '../../testing/storeOf.ts'
import { NotOnThisStore, parquetFolderOf, PASSING_FILES, type EventStore } from '../eventStore.ts'
import type { StoreUnderTest } from './storeUnderTest.ts'

type Json = Readonly<Record<string, unknown>>

const anyText = fc.constantFrom('alice', '', 'x,y', '"', '\\', 'Müller\n', 'x\u0000y', '\ud800', '😀', '{}')

/** What a record may have in place of anything. */
const anyOther = fc.oneof(
  fc.constantFrom(null, true, 0, -0.5, 1e21, {}, [], [[]], { a: { b: null } }, ['x', { y: 1 }]),
  anyText,
)

function anyValue(type: TableType): fc.Arbitrary<unknown> {
  const value =
    type === 'text'
      ? anyText
      : type === 'json' || type === 'map'
        ? fc.dictionary(fc.constantFrom('a', 'b', 'constructor', 'é"'), anyOther)
        : 'struct' in type
          ? anyMembers(type.struct)
          : fc.array(fc.oneof(anyMembers(type.list), anyOther), { maxLength: 3 })
  return fc.oneof({ weight: 8, arbitrary: value }, { weight: 1, arbitrary: anyOther })
}

const anyMembers = (columns: readonly TableColumn[]): fc.Arbitrary<object> =>
  fc.record(Object.fromEntries(columns.map(({ member, type }) => [member, anyValue(type)])), {
    requiredKeys: [],
  })

const anyRecords = fc.array(
  fc.tuple(anyRecord, anyMembers(LOG_TABLE), fc.uuid()).map(([record, odd, eventID]) =>
    JSON.stringify({
      ...record,
      ...odd,
      eventID,
      eventName: 'A',
      eventVersion: '1',
      eventTime: record['eventTime'],
    }),
  ),
  { maxLength: 12 },
)

/** The row of a record, by the plain meaning of the table. */
const rowOf = (columns: readonly TableColumn[], record: Json) =>
  Object.fromEntries(
    columns.map(({ name, member, type }) => [
      name,
      Object.hasOwn(record, member) ? cellOf(type, record[member]) : null,
    ]),
  )

function cellOf(type: TableType, value: unknown): unknown {
  if (value === null || value === undefined) return null
  if (type === 'text' || type === 'json')
    return typeof value === 'string' ? decodeLeaf(JSON.stringify(value).slice(1, -1)) : JSON.stringify(value)
  if (typeof value !== 'object') return null
  if (typeof type === 'object' && 'list' in type)
    return Array.isArray(value)
      ? value.map((item: unknown) => (isObject(item) ? rowOf(type.list, item) : null))
      : null
  if (!isObject(value)) return null
  return type === 'map'
    ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, cellOf('text', each)]))
    : rowOf(type.struct, value)
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

async function fileIn(store: EventStore): Promise<string> {
  await mkdir(parquetFolderOf(store), { recursive: true })
  return join(parquetFolderOf(store), 'rows.parquet')
}

export function describeLogTable({ open, cases }: StoreUnderTest): void {
  test('has what each record has, in the order of the events', () =>
    fc.assert(
      fc.asyncProperty(
        anyRecords,
        fc.constantFrom(
          '',
          'eventSource=s3.amazonaws.com',
          'userAgent:=ali',
          'requestParameters.bucketName!=',
        ),
        fc.constantFrom<Order>('newest', 'oldest'),
        async (texts, line, order) => {
          const store = await storeOf(texts, open)
          const query = { filter: { ...EVERYTHING, ...parseFilterText(line) }, asOf: store.asOf(0) }
          const file = await fileIn(store)
          let told = 0
          await store.writeParquet(query, { order, file, onEvents: (count) => (told += count) })
          const events = await storedEvents(store, query)
          const wanted = events.map(({ record }) => rowOf(LOG_TABLE, JSON.parse(record.text) as Json))
          expect(await readParquet(await readFile(file))).toEqual(
            order === 'newest' ? wanted : wanted.toReversed(),
          )
          expect(told).toBe(events.length)
          const left = (await readdir(parquetFolderOf(store))).filter((name) => name !== PASSING_FILES)
          expect(left).toEqual(['rows.parquet'])
          await store.close()
        },
      ),
      { numRuns: cases(30) },
    ))

  test('is added to by what was added to the store', async () => {
    const texts = Array.from({ length: 9 }, (_, index) =>
      JSON.stringify({ eventVersion: '1.08', eventID: `e${index}`, eventName: 'A' }),
    )
    const store = await storeOf(texts.slice(0, 3), open)
    const before = store.asOf(0)
    await addRecords(store, texts.slice(3), 'more.json')
    const file = await fileIn(store)
    const idsIn = async (after: number, upTo: number, asOf = store.asOf(0)) => {
      await store.writeAdded(asOf, { after, upTo }, file)
      return new Set((await readParquet(await readFile(file))).map((row) => row['eventid']))
    }
    expect(await idsIn(0, before.lastOrdinal, before)).toEqual(new Set(['e0', 'e1', 'e2']))
    expect(await idsIn(before.lastOrdinal, store.asOf(0).lastOrdinal)).toEqual(
      new Set(['e3', 'e4', 'e5', 'e6', 'e7', 'e8']),
    )
    expect(await idsIn(9, 9)).toEqual(new Set())
    await store.close()
  })
}

/** An engine that has no such table says so. */
export function describeNoLogTable({ open }: StoreUnderTest): void {
  test('cannot be written, which is said in a sentence', async () => {
    const store = await open()
    const query = { filter: EVERYTHING, asOf: store.asOf(0) }
    const form = { order: 'newest', file: 'rows.parquet', onEvents: () => {} } as const
    await expect(store.writeParquet(query, form)).rejects.toThrow(NotOnThisStore)
    await expect(store.writeAdded(query.asOf, { after: 0, upTo: 1 }, 'rows.parquet')).rejects.toThrow(
      NotOnThisStore,
    )
    await store.close()
  })
}
