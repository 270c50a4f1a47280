import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { zip } from '../containers/zipForTest.ts'
import { find } from '../readForTest.ts'

let folder: string
let files = 0
const systemFolder = process.env['TMPDIR']
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parquet-test-'))
  // Where temporary files go.
  process.env['TMPDIR'] = folder
})
afterAll(async () => {
  if (systemFolder === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = systemFolder
  await rm(folder, { recursive: true, force: true })
})

/** A Parquet file with the rows of a query. */
async function parquet(query: string, options = ''): Promise<Buffer> {
  const path = join(folder, `${files++}.parquet`)
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run("SET TimeZone = 'UTC'")
  await connection.run(`COPY (${query}) TO '${path}' (FORMAT parquet ${options})`)
  connection.closeSync()
  instance.closeSync()
  return readFile(path)
}

const ATHENA = `SELECT '1.08' AS eventversion,
  {'type': 'IAMUser', 'principalid': 'AIDA', 'username': 'ana', 'invokedby': NULL,
   'sessioncontext': {'attributes': {'mfaauthenticated': 'false', 'creationdate': '2024-05-01T00:00:00Z'}}} AS useridentity,
  '2024-05-01T00:00:00Z' AS eventtime, 'ec2.amazonaws.com' AS eventsource, 'RunInstances' AS eventname,
  '{"n": 9007199254740993, "x": 1.50}' AS requestparameters, NULL::VARCHAR AS responseelements,
  [{'arn': 'arn:aws:s3:::b', 'accountid': '111122223333', 'type': 'AWS::S3::Bucket'}] AS resources,
  'e-' || i AS eventid, 'false' AS readonly FROM range(3) t(i)`

const ATHENA_RECORD = (i: number) =>
  `{"eventVersion":"1.08","userIdentity":{"type":"IAMUser","principalId":"AIDA","userName":"ana","sessionContext":{"attributes":{"mfaAuthenticated":"false","creationDate":"2024-05-01T00:00:00Z"}}},"eventTime":"2024-05-01T00:00:00Z","eventSource":"ec2.amazonaws.com","eventName":"RunInstances","requestParameters":{"n": 9007199254740993, "x": 1.50},"resources":[{"ARN":"arn:aws:s3:::b","accountId":"111122223333","type":"AWS::S3::Bucket"}],"eventID":"e-${i}","readOnly":false}`

describe('a Parquet file', () => {
  test.each([
    '',
    ', COMPRESSION zstd',
    ', COMPRESSION gzip',
    ', COMPRESSION lz4',
    ', COMPRESSION uncompressed',
  ])('of rows of Athena has records with every digit, however it is compressed (%s)', async (options) => {
    const bytes = await parquet(ATHENA, options)
    for (const form of [bytes, gzipSync(bytes), zip([{ name: 'a.parquet', content: bytes }])]) {
      const { records, problems } = await find(form, { chunkSize: 1000 })
      expect(records).toEqual([0, 1, 2].map(ATHENA_RECORD))
      expect(problems).toEqual([])
    }
  })

  test('with the names of records has records, with times as times and without what is not there', async () => {
    const { records, problems } = await find(
      await parquet(`SELECT '1.08' AS eventVersion, TIMESTAMP '2024-05-01 00:00:00.123' AS eventTime,
        'ec2.amazonaws.com' AS eventSource, 'RunInstances' AS eventName, 'e-1' AS eventID,
        {'type': 'AWSService', 'invokedBy': 'x'} AS userIdentity, 12345678901234567890.12::DECIMAL(25,2) AS amount,
        9223372036854775807 AS big, TIMESTAMPTZ '2024-05-01 02:00:00+02' AS at, '{"a":1}' AS requestParameters,
        NULL AS errorCode, true AS readOnly, 'x'::BLOB AS bytes, MAP {'a.b': '1'} AS tags, [1, NULL] AS list`),
    )
    expect(records).toEqual([
      '{"eventVersion":"1.08","eventTime":"2024-05-01T00:00:00.123Z","eventSource":"ec2.amazonaws.com","eventName":"RunInstances","eventID":"e-1","userIdentity":{"type":"AWSService","invokedBy":"x"},"amount":12345678901234567890.12,"big":9223372036854775807,"at":"2024-05-01T00:00:00Z","requestParameters":{"a":1},"readOnly":true,"bytes":"x","tags":{"a.b":"1"},"list":[1,null]}',
    ])
    expect(problems).toEqual([])
  })

  test('with records as text in a column has them as written', async () => {
    const record = '{"eventVersion":"1.08", "eventID":"e-1", "n": 1.50}'
    for (const column of ['eventjson', 'message', 'body', 'record']) {
      const { records } = await find(await parquet(`SELECT 1 AS n, '${record}' AS ${column}`))
      expect(records, column).toEqual([record])
    }
  })

  test('with columns of other names is read like a table', async () => {
    const { records } = await find(
      await parquet(
        `SELECT 'RunInstances' AS event_name, 'ec2.amazonaws.com' AS event_source, '2024-05-01T00:00:00Z' AS event_time, 'ana' AS user_identity_user_name`,
      ),
    )
    expect(JSON.parse(records[0]!)).toMatchObject({
      eventName: 'RunInstances',
      userIdentity: { userName: 'ana' },
    })
  })

  test('of Security Lake has events, and one note says that they are not the original records', async () => {
    const { records, problems } = await find(
      await parquet(`SELECT {'product': {'name': 'CloudTrail', 'version': '1.08'}, 'uid': 'e-' || i, 'event_code': 'AwsApiCall'} AS metadata,
        1714521600000 AS time, TIMESTAMP '2024-05-01 00:00:00' AS time_dt, 6003 AS class_uid,
        {'operation': 'RunInstances', 'service': {'name': 'ec2.amazonaws.com'}, 'request': {'uid': 'r'}} AS api,
        {'user': {'type': 'IAMUser', 'name': 'ana'}} AS actor, MAP {'readOnly': 'false', 'eventCategory': 'Management'} AS unmapped
        FROM range(2) t(i)`),
    )
    expect(records.map((text) => JSON.parse(text) as unknown)).toEqual(
      [0, 1].map((i) => ({
        eventVersion: '1.08',
        userIdentity: { type: 'IAMUser', userName: 'ana' },
        eventTime: '2024-05-01T00:00:00Z',
        eventSource: 'ec2.amazonaws.com',
        eventName: 'RunInstances',
        requestID: 'r',
        eventID: `e-${i}`,
        eventType: 'AwsApiCall',
        readOnly: false,
        eventCategory: 'Management',
        ocsf: { metadata: { product: { name: 'CloudTrail' } }, class_uid: 6003 },
      })),
    )
    expect(problems).toEqual([
      { position: null, reason: expect.stringMatching(/^2 events were read from OCSF/) as string },
    ])
  })

  test('of something else names its columns', async () => {
    expect((await find(await parquet('SELECT 1 AS a, 2.5 AS "b c"'))).problems).toEqual([
      {
        position: null,
        reason: 'This is a Parquet file without CloudTrail records. Its columns are a, b c.',
      },
    ])
  })

  test('that is cut off or damaged is one problem, and never throws', async () => {
    const whole = await parquet(ATHENA)
    for (const length of [4, 12, whole.length >> 1, whole.length - 1]) {
      const { records, problems } = await find(whole.subarray(0, length))
      expect(records).toEqual([])
      expect(problems).toHaveLength(1)
      expect(problems[0]!.reason).toMatch(/damaged or cut off/)
    }
    for (let at = 5; at < whole.length; at += Math.ceil(whole.length / 40)) {
      const damaged = Buffer.from(whole)
      damaged[at] = damaged[at]! ^ 0xff
      await find(damaged)
    }
  })

  test('many rows are read in their order', async () => {
    const { records } = await find(
      await parquet(ATHENA.replace('range(3)', 'range(20000)'), ', ROW_GROUP_SIZE 2048'),
    )
    expect(records).toHaveLength(20_000)
    expect(records[19_999]).toBe(ATHENA_RECORD(19_999))
  })
})

test('temporary files are deleted, also when reading fails or is stopped', async () => {
  const whole = await parquet(ATHENA)
  await find(whole)
  await find(whole.subarray(0, 50))
  const controller = new AbortController()
  const stopped = find(whole, {
    signal: controller.signal,
    chunkSize: 100,
    onBytes: () => controller.abort(),
  })
  await expect(stopped).rejects.toThrow()
  expect((await readdir(folder)).filter((name) => !name.endsWith('.parquet'))).toEqual([])
})
