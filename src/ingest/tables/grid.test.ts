import { expect, test } from 'vitest'
import { find, recordTexts } from '../readForTest.ts'

const json = JSON.stringify
const EVENT = {
  eventversion: '1.08',
  useridentity: '{type=IAMUser, principalid=A, username=ana}',
  eventtime: '2024-03-08T09:30:47Z',
  eventsource: 'ec2.amazonaws.com',
  eventname: 'StopInstances',
  requestparameters: '{"n":9007199254740993,"ratio":1e400}',
  eventid: 'e-1',
}
const names = Object.keys(EVENT)
const values = Object.values(EVENT)
const athena = (rows: readonly (readonly string[])[]) =>
  json({
    ResultSet: {
      Rows: rows.map((row) => ({ Data: row.map((value) => (value === '' ? {} : { VarCharValue: value })) })),
      ResultSetMetadata: { ColumnInfo: names.map((Name) => ({ Name, Type: 'varchar' })) },
    },
  })

test.each<[what: string, content: string]>([
  ["Athena's results", athena([names, values, values.with(6, 'e-2')])],
  [
    "CloudTrail Lake's results",
    json({
      QueryStatus: 'FINISHED',
      QueryResultRows: [values, values.with(6, 'e-2')].map((row) =>
        row.map((value, i) => ({ [names[i]!]: value })),
      ),
    }),
  ],
  [
    'columns and rows of values',
    json({
      tables: [
        {
          name: 'PrimaryResult',
          columns: names.map((name) => ({ name, type: 'string' })),
          rows: [values, values.with(6, 'e-2')],
        },
      ],
    }),
  ],
  ['columns that are names', json({ columns: names, rows: [values, values.with(6, 'e-2')] })],
])('%s become records', async (_, content) => {
  const { records, problems } = await find(content)
  expect(problems).toEqual([])
  expect(records).toHaveLength(2)
  expect(records[0]).toContain('"requestParameters":{"n":9007199254740993,"ratio":1e400}')
  expect(records.map((text) => JSON.parse(text) as object)).toMatchObject([
    { eventName: 'StopInstances', eventID: 'e-1', userIdentity: { type: 'IAMUser', userName: 'ana' } },
    { eventName: 'StopInstances', eventID: 'e-2' },
  ])
  for (const chunkSize of [1, 50]) expect((await find(content, { chunkSize })).records).toEqual(records)
})

test('a whole record in a row is read instead of the row', async () => {
  const [a, b] = recordTexts(2) as [string, string]
  for (const content of [
    json({ columns: ['eventName', 'eventID', 'raw'], rows: [a, b].map((text) => ['x', 'y', text]) }),
    json({
      QueryResultRows: [a, b].map((text) => [{ eventName: 'x' }, { eventID: 'y' }, { eventJson: text }]),
    }),
  ])
    expect(await find(content)).toMatchObject({ records: [a, b], problems: [] })
})

test('rows of something else are named', async () => {
  const { records, problems } = await find(json({ columns: ['name', 'count'], rows: [['event a', 1]] }))
  expect(records).toEqual([])
  expect(problems).toEqual([
    { position: null, reason: 'Not a CloudTrail record: an object with columns, rows, and none in rows.' },
  ])
})
