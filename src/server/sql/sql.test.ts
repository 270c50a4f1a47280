import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Problem } from '../../api/problem.ts'
import type { SqlResult, SqlTable } from '../../api/sql.ts'
import { parquetFolderOf, PASSING_FILES, type EventStore } from '../../store/eventStore.ts'
import { readParquet } from '../../testing/readParquet.ts'
import { servicesOf } from '../../testing/servicesOf.ts'
import { addRecords, storeOf } from '../../testing/storeOf.ts'
import { createApp } from '../app.ts'
import { Sql } from './sql.ts'

/** Twenty events, an hour apart. Every third is denied; alice and bob take turns. */
const recordAt = (hour: number) =>
  JSON.stringify({
    eventVersion: '1.08',
    userIdentity: { type: 'IAMUser', userName: hour % 2 ? 'bob' : 'alice', accountId: '111122223333' },
    eventTime: `2026-02-03T${String(hour).padStart(2, '0')}:00:00Z`,
    eventSource: 's3.amazonaws.com',
    eventName: hour % 2 ? 'GetObject' : 'DeleteObject',
    awsRegion: 'eu-central-1',
    userAgent: '=cmd()',
    ...(hour % 3 === 0 && { errorCode: 'AccessDenied' }),
    requestParameters: { bucketName: 'logs', key: `k${hour}`, size: 1.0 },
    resources: [{ ARN: `arn:aws:s3:::logs/k${hour}`, type: 'AWS::S3::Object' }],
    eventID: `event-${hour}`,
  })
const RECORDS = Array.from({ length: 20 }, (_, hour) => recordAt(hour))

let store: EventStore
const sql = new Sql()
/** Gives up soon. */
const impatient = new Sql({ maxMs: 2000 })
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  store = await storeOf(RECORDS)
  app = createApp(servicesOf(store, { sql }))
})
afterAll(async () => {
  sql.close()
  impatient.close()
  await store.close()
})

const send = (query: string, { signal, maxRows = 1000 }: { signal?: AbortSignal; maxRows?: number } = {}) =>
  app.request(`http://localhost/api/sql?maxRows=${maxRows}`, {
    method: 'POST',
    body: JSON.stringify({ query }),
    signal: signal ?? null,
  })

async function rowsOf(query: string): Promise<SqlResult['rows']> {
  const response = await send(query)
  const answer: unknown = await response.json()
  expect(response.status, JSON.stringify(answer)).toBe(200)
  return (answer as SqlResult).rows
}

async function problemOf(query: string): Promise<Problem> {
  const response = await send(query)
  const answer: unknown = await response.json()
  expect(answer).not.toHaveProperty('rows')
  return answer as Problem
}

describe('a SELECT statement', () => {
  test('is answered under Athena’s names, with the types of its columns', async () => {
    const response = await send(
      `SELECT useridentity.username AS who, count(*) AS events, min(from_iso8601_timestamp(eventtime)) AS first,
         array_agg(DISTINCT json_extract_scalar(requestparameters, '$.bucketName')) AS buckets
       FROM cloudtrail_logs WHERE errorcode IS NOT NULL GROUP BY 1 ORDER BY 1`,
    )
    expect(await response.json()).toEqual({
      columns: [
        { name: 'who', type: 'VARCHAR' },
        { name: 'events', type: 'BIGINT' },
        { name: 'first', type: 'TIMESTAMP WITH TIME ZONE' },
        { name: 'buckets', type: 'VARCHAR[]' },
      ],
      rows: [
        ['alice', 4, '2026-02-03T00:00:00Z', ['logs']],
        ['bob', 3, '2026-02-03T03:00:00Z', ['logs']],
      ],
      truncated: false,
      events: 20,
    })
  })

  test('finds resources, parameters as written and the partitions of the documented table', async () => {
    expect(
      await rowsOf(`SELECT eventid, r.arn, requestparameters FROM default.cloudtrail_logs
        CROSS JOIN UNNEST(resources) AS t(r) WHERE r.arn LIKE '%/k7' AND region = 'eu-central-1'
        AND account = '111122223333' AND year = '2026' AND "timestamp" >= '2026/02/03'`),
    ).toEqual([['event-7', 'arn:aws:s3:::logs/k7', '{"bucketName":"logs","key":"k7","size":1}']])
  })

  test('has values of every type as JSON', async () => {
    expect(
      await rowsOf(`SELECT 9007199254740993, 1.5, 12345678901234567890.5, 1e300 * 1e300, NULL, true, date '2026-02-03',
        timestamp '2026-02-03 01:02:03.25', {'a': [1, NULL]}, MAP {'k': 2}, interval '3' day`),
    ).toEqual([
      [
        '9007199254740993',
        1.5,
        '12345678901234567890.5',
        'Infinity',
        null,
        true,
        '2026-02-03',
        '2026-02-03T01:02:03.250',
        { a: [1, null] },
        { k: 2 },
        '3 days',
      ],
    ])
  })

  test('gives as many rows as were asked for, and says that there are more', async () => {
    const few = (await (await send('SELECT * FROM cloudtrail_logs', { maxRows: 5 })).json()) as SqlResult
    expect([few.rows.length, few.truncated]).toEqual([5, true])
    const all = (await (await send('SELECT * FROM cloudtrail_logs', { maxRows: 20 })).json()) as SqlResult
    expect([all.rows.length, all.truncated]).toEqual([20, false])
  })

  test('sees events that were added since, also after many small additions', async () => {
    const growing = await storeOf([])
    const other = createApp(servicesOf(growing, { sql }))
    const ask = async () => {
      const body = JSON.stringify({ query: 'SELECT count(*), max(eventid) FROM cloudtrail_logs' })
      return (
        (await (
          await other.request('http://localhost/api/sql', { method: 'POST', body })
        ).json()) as SqlResult
      ).rows[0]
    }
    expect(await ask()).toEqual([0, null])
    for (let count = 1; count <= 12; count++) {
      await addRecords(growing, [recordAt(count)], `${count}.json`)
      expect(await ask()).toEqual([count, `event-${Math.min(count, 9)}`])
    }
    const files = (await readdir(parquetFolderOf(growing))).filter((name) => name.endsWith('.parquet'))
    expect(files.length).toBeLessThan(12)
    const state = (await (await other.request('http://localhost/api/sql')).json()) as SqlTable
    expect(state).toEqual({ events: 12, ready: 12, isPreparing: false })
    const wanted = { offset: 0, limit: 1, sort: 'name', isDescending: false, contains: '' } as const
    const [file] = (await growing.logFiles(wanted)).logFiles
    await growing.removeLogFile(file!.id)
    expect((await ask())![0]).toBe(11)
    await growing.close()
  })
})

test('a table whose files were damaged is made again', async () => {
  const files = (await readdir(parquetFolderOf(store))).filter((name) => name.endsWith('.parquet'))
  for (const name of files) await writeFile(join(parquetFolderOf(store), name), 'damaged')
  const query = 'SELECT count(*) FROM cloudtrail_logs'
  expect(await problemOf(query)).toMatchObject({
    status: 503,
    detail: expect.stringContaining('made of the events again') as unknown,
  })
  expect(await rowsOf(query)).toEqual([[20]])
})

describe('what is wrong with a statement is said with its place', () => {
  test.each<[query: string, detail: RegExp, position?: number]>([
    ['SELEC 1', /syntax error at or near "SELEC"/i, 0],
    ['SELECT eventnam FROM cloudtrail_logs', /"eventnam" not found.*"eventname"/, 7],
    ['SELECT foo(1)', /function foo is not available/i, 7],
    ['SELECT 1; SELECT 2', /one statement at a time/],
    ['', /query/],
    ['  ', /no statement/i],
    ['DELETE FROM cloudtrail_logs', /Only SELECT/],
    ["SELECT CAST('x' AS INTEGER)", /Could not convert string 'x'/, 7],
    ['SELECT * FROM events', /no table events.*cloudtrail_logs/, 14],
    ['SELECT ?', /no parameters.*Write the value/],
    ['SELECT uuid()', /not available.*same result each time/, 7],
  ])('%s', async (query, detail, position) => {
    const problem = await problemOf(query)
    expect(problem).toMatchObject({ status: 400, detail: expect.stringMatching(detail) as unknown })
    expect(problem.position).toBe(position)
  })
})

test.each([
  "SELECT * FROM read_text('/etc/passwd')",
  "SELECT * FROM read_csv('/etc/passwd')",
  "SELECT * FROM '/etc/passwd'",
  "SELECT * FROM glob('/*')",
  "SELECT * FROM read_parquet('x.parquet')",
  'SELECT * FROM duckdb_settings()',
  'SELECT * FROM duckdb_settings',
  'SELECT * FROM information_schema.tables',
  'SELECT * FROM pg_catalog.pg_tables',
  'WITH duckdb_settings AS (SELECT * FROM duckdb_settings) SELECT * FROM duckdb_settings',
  'WITH duckdb_settings AS (SELECT 1 AS "RECURSIVE_CTE_NODE" FROM duckdb_settings) SELECT 1',
  'WITH a AS (SELECT * FROM duckdb_tables), duckdb_tables AS (SELECT 1) SELECT * FROM a',
  'SELECT * FROM (WITH duckdb_views AS (SELECT 1) SELECT 1) t, duckdb_views',
  "SELECT current_setting('temp_directory')",
  "SELECT system.main.current_setting('temp_directory')",
  "SELECT * FROM query('SELECT 1')",
  "SELECT * FROM query_table('duckdb_settings')",
  "SELECT * FROM json_execute_serialized_sql('{}')",
  "SELECT * FROM enable_logging(storage := 'file')",
  'SELECT * FROM enable_profiling()',
  "SELECT write_log('x')",
  'SELECT sleep_ms(1000)',
  'SELECT pg_sleep(10)',
  "ATTACH ':memory:' AS other",
  "COPY (SELECT 1) TO '/tmp/x'",
  "EXPORT DATABASE '/tmp/x'",
  'INSTALL httpfs',
  'LOAD httpfs',
  'CREATE TABLE t (x INT)',
  'CREATE MACRO f(x) AS x',
  "SET memory_limit = '64GB'",
  'PRAGMA version',
  'CALL checkpoint()',
  'CHECKPOINT',
  'VACUUM',
  'BEGIN',
  'SHOW DATABASES',
  'SHOW ALL TABLES',
])('%s is refused with a sentence', async (query) => {
  const problem = await problemOf(query)
  expect(problem.status).toBe(400)
  expect(problem.detail).toMatch(/^[A-Z`"a-z_].*[.?]$/)
})

test('DESCRIBE and SHOW TABLES know the table and nothing else', async () => {
  const names = (await rowsOf('DESCRIBE cloudtrail_logs')).map(([name]) => name)
  expect(names.slice(0, 3)).toEqual(['eventversion', 'useridentity', 'eventtime'])
  expect(await rowsOf('SHOW TABLES')).toEqual([['cloudtrail_logs']])
})

describe('a statement that takes too much', () => {
  test.each([
    'SELECT count(*) FROM range(1000000000000)',
    "SELECT max(string_agg(range, ',')) OVER () FROM range(1000000000) GROUP BY range % 1",
  ])('is stopped with a sentence, and the next one is answered: %s', async (query) => {
    const other = createApp(servicesOf(store, { sql: impatient }))
    const body = JSON.stringify({ query })
    const response = await other.request('http://localhost/api/sql', { method: 'POST', body })
    const problem = (await response.json()) as Problem
    expect(problem.status, JSON.stringify(problem)).toBe(503)
    expect(problem.detail).toMatch(/was stopped|needs more memory/)
    expect(await rowsOf('SELECT count(*) FROM cloudtrail_logs')).toEqual([[20]])
  })

  test('is stopped when the engine does not count its memory', async () => {
    const problem = await problemOf('SELECT len(list_resize([1], 1000000000, 0))')
    expect(problem).toMatchObject({
      status: 503,
      detail: expect.stringContaining('became too large') as unknown,
    })
  })

  test('is stopped when nobody waits for it, and leaves nothing behind', async () => {
    const abort = new AbortController()
    const endless = send('SELECT count(*) FROM range(1000000000000)', { signal: abort.signal })
    setTimeout(() => abort.abort(), 300)
    await Promise.resolve(endless).catch(() => {})
    expect(await rowsOf('SELECT 1')).toEqual([[1]])
    await expect
      .poll(() => readdir(join(parquetFolderOf(store), PASSING_FILES)), { timeout: 5000 })
      .toEqual([])
  })
})

describe('a result as a file', () => {
  const download = (query: string, format: string) =>
    app.request(`http://localhost/api/sql/download?format=${format}&query=${encodeURIComponent(query)}`)
  const ALL = 'SELECT eventid, useragent, useridentity FROM cloudtrail_logs ORDER BY eventtime -- all of them'

  test('has all rows, in CSV with formulas neutralised', async () => {
    const rows = parse(await (await download(ALL, 'csv')).text())
    expect(rows).toHaveLength(21)
    expect(rows[1]!.slice(0, 2)).toEqual(['event-0', "'=cmd()"])
    expect(JSON.parse(rows[1]![2]!)).toMatchObject({ type: 'IAMUser', username: 'alice' })
  })

  test('has all rows, in JSON lines and in Parquet', async () => {
    const lines = (await (await download(ALL, 'ndjson')).text()).trimEnd().split('\n')
    const parquet = await readParquet(
      new Uint8Array(await (await download(`${ALL}\n;`, 'parquet')).arrayBuffer()),
    )
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(parquet)
    expect(parquet.map((row) => row['eventid'])).toEqual(RECORDS.map((_, hour) => `event-${hour}`))
  })

  test('is not begun for a statement that fails', async () => {
    const response = await download('SELECT 1 / CAST(eventid AS INTEGER) FROM cloudtrail_logs', 'csv')
    expect(response.status).toBe(400)
    expect(await (await download('SELECT 1 WHERE false', 'ndjson')).text()).toBe('')
    await expect
      .poll(() => readdir(join(parquetFolderOf(store), PASSING_FILES)), { timeout: 5000 })
      .toEqual([])
  })
})
