import { expect, test } from 'vitest'
import { find } from '../readForTest.ts'

const NAMES = [
  'eventversion',
  'useridentity',
  'eventtime',
  'eventsource',
  'eventname',
  'eventid',
  'errorcode',
]
const cells = (...values: readonly (string | null)[]) => ({
  Data: values.map((value) => (value === null ? {} : { VarCharValue: value })),
})
const row = (id: string) =>
  cells(
    '1.10',
    '{type=IAMUser, username=ana}',
    '2026-02-01T10:00:00Z',
    's3.amazonaws.com',
    'GetObject',
    id,
    null,
  )
const METADATA = { ColumnInfo: NAMES.map((Name) => ({ Name, Type: 'varchar' })) }

const recordsOf = async (resultSet: object) => {
  const { records, problems } = await find(JSON.stringify({ ResultSet: resultSet }))
  expect(problems).toEqual([])
  return records.map((record) => JSON.parse(record) as Record<string, unknown>)
}

test('the rows of get-query-results become records, with the names in the first row', async () => {
  const records = await recordsOf({ Rows: [cells(...NAMES), row('e-1'), row('e-2')] })
  expect(records).toMatchObject([
    { eventID: 'e-1', userIdentity: { type: 'IAMUser', userName: 'ana' } },
    { eventID: 'e-2', eventName: 'GetObject' },
  ])
  expect(records[0]).not.toHaveProperty('errorCode')
})

test('a further page has the names in its metadata alone', async () => {
  expect(await recordsOf({ Rows: [row('e-3')], ResultSetMetadata: METADATA })).toMatchObject([
    { eventID: 'e-3' },
  ])
  const first = { Rows: [cells(...NAMES), row('e-4')], ResultSetMetadata: METADATA }
  expect(await recordsOf(first)).toMatchObject([{ eventID: 'e-4' }])
})

test('a column with the records themselves is read as it is', async () => {
  const text = '{"eventVersion":"1.10","eventID":"e-5","eventName":"A","big":12345678901234567890}'
  const { records } = await find(JSON.stringify({ ResultSet: { Rows: [cells('record'), cells(text)] } }))
  expect(records).toEqual([text])
})

test('other rows are not records', async () => {
  const { records, problems } = await find(JSON.stringify({ ResultSet: { Rows: [cells('a'), cells('1')] } }))
  expect(records).toEqual([])
  expect(problems).toHaveLength(1)
})

test('the rows of CloudTrail Lake become records, if they have the columns of an event', async () => {
  const lake = (id: string) =>
    [
      ['eventid', id],
      ['eventname', 'GetObject'],
      ['eventsource', 's3.amazonaws.com'],
      ['eventtime', '2026-02-01 10:00:00.000'],
      ['useridentity', '{type=IAMUser, username=ana}'],
    ].map(([name, value]) => ({ [name!]: value }))
  const { records, problems } = await find(
    JSON.stringify({ QueryStatus: 'FINISHED', QueryResultRows: [lake('e-1'), lake('e-2')] }),
  )
  expect(problems).toEqual([])
  expect(records.map((record) => JSON.parse(record) as object)).toMatchObject([
    { eventID: 'e-1', userIdentity: { userName: 'ana' } },
    { eventID: 'e-2' },
  ])
})

test('other rows of it are refused, with the column that would help', async () => {
  const rows = [[{ eventname: 'GetObject' }, { count: '7' }]]
  const { records, problems } = await find(JSON.stringify({ QueryStatus: 'FINISHED', QueryResultRows: rows }))
  expect(records).toEqual([])
  expect(problems.map(({ reason }) => reason)).toEqual([expect.stringContaining('Add eventJson')])
})
