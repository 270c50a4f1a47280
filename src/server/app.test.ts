import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parquetFolderOf, PASSING_FILES, type EventStore } from '../store/eventStore.ts'
import { readParquet } from '../testing/readParquet.ts'
import { storeOf } from '../testing/storeOf.ts'
import { createApp } from './app.ts'
import type { Services } from './services.ts'
import { servicesOf } from '../testing/servicesOf.ts'

const NOW = Date.parse('2026-02-04T00:00:00Z')

/** Twelve events, one an hour. Every third is denied; alice and bob take turns. */
const RECORDS = Array.from({ length: 12 }, (_, hour) =>
  JSON.stringify({
    eventVersion: '1.08',
    userIdentity: { type: 'IAMUser', userName: hour % 2 ? 'bob' : 'alice', accountId: '111122223333' },
    eventTime: `2026-02-03T${String(hour).padStart(2, '0')}:00:00Z`,
    eventSource: 's3.amazonaws.com',
    eventName: hour % 2 ? 'GetObject' : 'DeleteObject',
    awsRegion: 'eu-central-1',
    sourceIPAddress: `192.0.2.${hour}`,
    userAgent: '=cmd()',
    ...(hour % 3 === 0 && { errorCode: 'AccessDenied' }),
    requestParameters: { bucketName: 'logs', key: `k${hour}`, size: 1.0 },
    eventID: `event-${hour}`,
  }),
)

let store: EventStore
let services: Services

beforeAll(async () => {
  store = await storeOf(RECORDS)
  services = servicesOf(store, { now: () => NOW })
})
afterAll(() => store.close())

const get = (path: string, headers: Record<string, string> = {}, changed: Partial<Services> = {}) =>
  createApp({ ...services, ...changed }).request(`http://localhost:4700${path}`, {
    headers: { host: 'localhost:4700', ...headers },
  })

async function json(path: string): Promise<Record<string, unknown>> {
  const response = await get(path)
  expect(response.status).toBe(200)
  return (await response.json()) as Record<string, unknown>
}

const ids = (answer: Record<string, unknown>) =>
  (answer['events'] as { eventID: string }[]).map(({ eventID }) => eventID)

describe('the API', () => {
  test('lists the newest first, page after page, until there is no nextToken', async () => {
    const found: string[] = []
    let token: string | undefined
    do {
      const page = await json(`/api/events?maxResults=5${token ? `&nextToken=${token}` : ''}`)
      found.push(...ids(page))
      token = page['nextToken'] as string | undefined
    } while (token)
    expect(found).toEqual(RECORDS.map((_, hour) => `event-${11 - hour}`))
  })

  test('goes anywhere by position, in either order', async () => {
    const { asOf } = await json('/api/events?maxResults=1')
    expect(ids(await json(`/api/events?offset=10&maxResults=5&asOf=${String(asOf)}`))).toEqual([
      'event-1',
      'event-0',
    ])
    expect(ids(await json(`/api/events?offset=10&maxResults=5&order=oldest`))).toEqual([
      'event-10',
      'event-11',
    ])
    expect(ids(await json(`/api/events?offset=99`))).toEqual([])
  })

  test('groups repeats into rows with their counts', async () => {
    const reader = {
      eventVersion: '1.08',
      userIdentity: { type: 'IAMUser', userName: 'alice' },
      eventSource: 's3.amazonaws.com',
      eventName: 'GetObject',
    }
    const repeating = await storeOf(
      [0, 1, 2, 3].map((number) =>
        JSON.stringify({
          ...reader,
          eventTime: `2026-02-03T00:00:0${number < 3 ? 0 : 1}Z`,
          eventID: `e${number}`,
          ...(number === 0 && { errorCode: 'AccessDenied' }),
        }),
      ),
    )
    const ask = async (path: string) =>
      (await (await get(path, {}, servicesOf(repeating, { now: () => NOW }))).json()) as Record<
        string,
        unknown
      >
    const first = await ask('/api/events?group=repeats&maxResults=1')
    expect(first['events']).toMatchObject([{ id: 'e3', repeats: { count: 1, errorCount: 0 } }])
    const next = `/api/events?maxResults=1&nextToken=${String(first['nextToken'])}`
    expect(await ask(`${next}&group=repeats`)).toMatchObject({
      events: [{ id: 'e2', repeats: { count: 3, errorCount: 1 } }],
    })
    expect(await ask(next), 'a token is for rows or for events').toMatchObject({ field: 'nextToken' })
    expect(await ask('/api/events/count?group=repeats')).toMatchObject({ count: 4, rows: 2 })
    expect(await ask('/api/events/count?group=repeats:7')).toMatchObject({ status: 400 })
    expect(await ask('/api/events/e1/position?group=repeats')).toMatchObject({ offset: 1, member: 1 })
    expect(await ask('/api/events?group=users')).toMatchObject({ status: 400, field: 'group' })
    await repeating.close()
  })

  test('gives the count, histogram and values of the matching events', async () => {
    const filter = 'userName=alice&errorCode!='
    expect(await json(`/api/events/count?${filter}`)).toMatchObject({ count: 2 })
    const histogram = await json(`/api/events/histogram?${filter}&buckets=24`)
    expect(histogram['interval']).toBe('PT30M')
    expect(await json(`/api/events/values?${filter}&field=sourceIPAddress`)).toEqual({
      field: 'sourceIPAddress',
      values: [
        { value: '192.0.2.0', count: 1 },
        { value: '192.0.2.6', count: 1 },
      ],
      distinct: 2,
    })
  })

  test('opens a record byte for byte, and gives its position', async () => {
    expect(await (await get('/api/events/event-3')).text()).toBe(RECORDS[3])
    expect(await json('/api/events/event-3/position?userName=bob')).toMatchObject({
      offset: 4,
      logFile: 'test.json',
      event: { eventName: 'GetObject' },
    })
    expect(await json('/api/events/event-3/position?userName=alice')).toMatchObject({ offset: null })
  })

  test('adds the values of paths that a list asks for', async () => {
    const page = await json(
      '/api/events?maxResults=1&columns=requestParameters.bucketName,requestParameters.nothing',
    )
    expect(page['events']).toMatchObject([
      { values: { 'requestParameters.bucketName': 'logs', 'requestParameters.nothing': null } },
    ])
  })

  test('distinguishes a comma within a path from one between two paths', async () => {
    const page = await json('/api/events?maxResults=1&columns=requestParameters.a%5C,b,requestParameters.c')
    expect(page['events']).toMatchObject([
      { values: { 'requestParameters.a,b': null, 'requestParameters.c': null } },
    ])
    expect((await get('/api/events?columns=a..b')).status).toBe(400)
  })

  test('downloads original records', async () => {
    const response = await get('/api/events/download?userName=bob')
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="event_history.json"')
    expect(await response.text()).toBe(
      `{"Records":[${RECORDS.filter((_, hour) => hour % 2)
        .toReversed()
        .join(',')}]}`,
    )
    const ndjson = await (await get('/api/events/download?format=ndjson&order=oldest')).text()
    expect(ndjson).toBe(RECORDS.map((record) => `${record}\n`).join(''))
    expect(await (await get('/api/events/download?eventName=Nothing')).text()).toBe('{"Records":[]}')
  })

  test('downloads Parquet with the columns of Athena’s table, in order, and leaves no file behind', async () => {
    const response = await get('/api/events/download?format=parquet&userName=bob')
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="event_history.parquet"')
    const rows = await readParquet(new Uint8Array(await response.arrayBuffer()))
    const bobs = RECORDS.filter((_, hour) => hour % 2).toReversed()
    expect(rows.map((row) => row['eventid'])).toEqual(
      bobs.map((record) => (JSON.parse(record) as { eventID: string }).eventID),
    )
    expect(rows[0]!['useridentity']).toMatchObject({ type: 'IAMUser', username: 'bob', sessioncontext: null })
    expect(await readdir(join(parquetFolderOf(store), PASSING_FILES))).toEqual([])
    const none = await get('/api/events/download?format=parquet&eventName=Nothing')
    expect(await readParquet(new Uint8Array(await none.arrayBuffer()))).toEqual([])
  })

  test('downloads the AWS console’s CSV, with formulas neutralised', async () => {
    const lines = (await (await get('/api/events/download?format=csv')).text()).split('\n')
    expect(lines[0]).toBe(
      'User name,AWS access key,Event time,Event source,Event name,AWS region,Source IP address,User agent,Error code,Resources,Request ID,Event ID,Read-only,Event type,Recipient Account Id,Event category',
    )
    expect(lines[1]).toBe(
      `bob,,2026-02-03T11:00:00Z,s3.amazonaws.com,GetObject,eu-central-1,192.0.2.11,'=cmd(),,"[{""resourceType"":""AWS::S3::Bucket"",""resourceName"":""logs""}]",,event-11,true,,111122223333,Management`,
    )
    expect(lines.length).toBe(14)
  })

  test('reports its status', async () => {
    expect(await json('/api/status')).toMatchObject({
      version: '1.2.3',
      source: 'log-files',
      eventCount: 12,
      accounts: ['111122223333'],
      regions: ['eu-central-1'],
      firstEventTime: '2026-02-03T00:00:00Z',
      lastEventTime: '2026-02-03T11:00:00Z',
      loading: null,
      problems: 0,
    })
    expect(await json('/api/paths?contains=BUCKET')).toEqual({
      paths: ['requestParameters.bucketName'],
      distinct: 1,
    })
  })
})

test('the number of running downloads is limited, and HEAD does not count', async () => {
  const app = createApp(services)
  const download = async (method = 'GET') =>
    app.request('http://localhost/api/events/download', { method, headers: { host: 'localhost' } })
  for (let i = 0; i < 10; i++) expect((await download('HEAD')).status).toBe(200)
  const underWay = await Promise.all(Array.from({ length: 8 }, () => download()))
  expect(underWay.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200))
  const refused = await download()
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '10'])
  expect(await refused.json()).toMatchObject({ title: 'Too many downloads', status: 503 })
  await Promise.all(underWay.map(({ body }) => body!.cancel()))
  await expect.poll(async () => (await download('GET')).status).toBe(200)
})

describe('an invalid request', () => {
  test.each([
    ['/api/events?nosuchfield=1', 400, 'nosuchfield', /“nosuchfield” is not a field/],
    ['/api/events?eventName^^=x', 400, 'eventName^^', /unknown operator/],
    ['/api/events?startTime=noon', 400, 'startTime', /Invalid startTime/],
    ['/api/events?startTime=2026-02-02&endTime=2026-02-01', 400, 'startTime', /after the end/],
    ['/api/events/count?range=soon', 400, 'range', /Invalid time range/],
    ['/api/events?maxResults=0', 400, 'maxResults', /from 1 to 1000/],
    ['/api/events?maxResults=1001', 400, 'maxResults', /from 1 to 1000/],
    ['/api/events?offset=-1', 400, 'offset', /whole number/],
    ['/api/events?order=sideways', 400, 'order', /newest or oldest/],
    ['/api/events?order=newest&order=oldest', 400, 'order', /only once/],
    ['/api/events?nextToken=bm9uc2Vuc2U', 400, 'nextToken', /nextToken is invalid/],
    ['/api/events?asOf=!', 400, 'asOf', /asOf is invalid/],
    ['/api/events/breakdown', 400, 'by', /by is missing/],
    ['/api/events/breakdown?by=userName&and=nosuch', 400, 'and', /“nosuch” is not a field/],
    ['/api/events/breakdown?by=userName&and=eventName&buckets=5', 400, 'buckets', /together with and/],
    ['/api/events/breakdown?by=userName&limit=101', 400, 'limit', /from 1 to 100/],
    ['/api/events/values', 400, 'field', /field is missing/],
    ['/api/events/values?field=nosuch', 400, 'field', /“nosuch” is not a field/],
    ['/api/events/histogram?buckets=9999', 400, 'buckets', /from 1 to 1000/],
    [`/api/events?text=${'a+'.repeat(21)}`, 400, 'text', /at most 20/],
    [
      `/api/events/count?${Array.from({ length: 21 }, (_, i) => `requestParameters.p${i}=1`).join('&')}`,
      400,
      'requestParameters.p20',
      /at most 20/,
    ],
    ['/api/events/download?format=parquet&notes=include', 400, 'notes', /Use json or csv/],
    ['/api/events/download?format=parquet&compression=gzip', 400, 'compression', /compressed already/],
    ['/api/events/download?format=xml', 400, 'format', /json or ndjson or csv/],
    ['/api/events/no-such-id', 404, undefined, /no event “no-such-id”/],
    ['/api/nothing', 404, undefined, /no operation GET \/api\/nothing\. \/api\/openapi\.json lists/],
  ])('%s', async (path, status, field, detail) => {
    const response = await get(path)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    const problem = (await response.json()) as Record<string, unknown>
    expect(problem).toMatchObject({
      status,
      detail: expect.stringMatching(detail) as unknown,
      title: expect.any(String) as unknown,
    })
    expect(problem['field']).toBe(field)
  })

  test('a nextToken of another filter', async () => {
    const { nextToken } = await json('/api/events?maxResults=2')
    const response = await get(`/api/events?maxResults=2&userName=bob&nextToken=${String(nextToken)}`)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      field: 'nextToken',
      detail: expect.stringContaining('another filter') as unknown,
    })
  })
})

describe('the server without a token', () => {
  test('rejects names that were rebound to this machine', async () => {
    expect((await get('/api/status', { host: 'evil.example:4700' })).status).toBe(403)
    expect((await get('/api/status', { host: '[::1]:4700' })).status).toBe(200)
  })

  test('rejects pages of other sites', async () => {
    expect((await get('/api/status', { origin: 'http://evil.example' })).status).toBe(403)
    expect((await get('/api/status', { origin: 'http://localhost:4700' })).status).toBe(200)
    const post = await createApp(services).request('http://localhost:4700/api/log-files', {
      method: 'POST',
      body: '{}',
      headers: { host: 'localhost:4700', 'sec-fetch-site': 'cross-site' },
    })
    expect(post.status).toBe(403)
  })

  test('sends strict headers with every response, including errors', async () => {
    for (const path of ['/api/status', '/api/nothing']) {
      const { headers } = await get(path)
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
  })
})
