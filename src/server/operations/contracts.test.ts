import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isBytes, type Operation } from '../../api/operation.ts'
import { OPERATIONS } from '../../api/operations.ts'
import type { EventStore } from '../../store/eventStore.ts'
import '../../testing/loadedAccount.ts'
import { plantedCalls, quietDays } from '../../testing/plantedCalls.ts'
import { servicesOf } from '../../testing/servicesOf.ts'
import { addRecords, storeOf } from '../../testing/storeOf.ts'
import { insightId } from '../../trails/insights/foundInsight.ts'
import { AccountFeed, accountOn } from '../account/accountFeed.ts'
import { AwsAccount } from '../account/awsAccount.ts'
import { RecordedCalls } from '../account/recordedCalls.ts'
import { createApp } from '../app.ts'
import { LocalFiles } from '../../sources/localFiles.ts'
import { Validator } from '../integrity/validator.ts'

type Name = (typeof OPERATIONS)[number]['name']

const NOW = Date.parse('2026-02-04T10:00:00Z')

const record = (eventID: string, others: object = {}) =>
  JSON.stringify({ eventVersion: '1.08', eventID, eventName: 'PutObject', ...others })

const RECORDS = [
  record('denied', {
    eventTime: '2026-02-03T00:00:00Z',
    errorCode: 'AccessDenied',
    userIdentity: { type: 'IAMUser', userName: 'alice', accessKeyId: 'AKIAEXAMPLE' },
    requestParameters: { bucketName: 'logs' },
  }),
  record('again', { eventTime: '2026-02-03T00:00:00Z', requestParameters: { bucketName: 'logs' } }),
  record('without-time'),
]

/** Its insight is found. */
const BURST_MS = Date.parse('2026-01-20T09:00:00Z')
const BURST_ID = insightId(
  'ApiCallRateInsight',
  {
    accountId: '111122223333',
    awsRegion: 'eu-west-3',
    eventSource: 'ec2.amazonaws.com',
    eventName: 'RunInstances',
    errorCode: '',
  },
  BURST_MS,
)

/** Answers say who changed something only if that reader has a name. */
const READER = { name: 'ana', token: 'a-token-of-a-reader' }

let store: EventStore
let feed: AccountFeed
let aws: AwsAccount
let app: ReturnType<typeof createApp>
let downloadID: string

beforeAll(async () => {
  store = await storeOf([])
  await addRecords(store, RECORDS, 'trail.json', {
    problems: [{ position: 'record 4', reason: 'It is broken.' }],
  })
  const burst = plantedCalls({ startMs: BURST_MS, calls: 30 })
  await addRecords(store, [...quietDays(5, Date.parse('2026-01-20T00:00:00Z')), ...burst], 'burst.json')
  const account = accountOn(7, NOW)
  const calls = new RecordedCalls(null, store, () => NOW, 15_000)
  feed = new AccountFeed(store, account, calls, () => NOW)
  aws = new AwsAccount({
    account,
    store,
    calls,
    folder: null,
    now: () => NOW,
    tokens: [],
    isThrottled: false,
  })
  const nothing = { source: new LocalFiles([]), publicKeys: async () => new Map(), sinceMs: null }
  const validator = new Validator({
    validated: async () => nothing,
    now: () => NOW,
    onDone: async () => {},
  })
  const services = servicesOf(store, { feed, aws, validator, readers: [READER], now: () => NOW })
  app = createApp(services)
  await services.stores.forUploads()
  const started = await ask('POST', '/api/downloads')
  downloadID = ((await started.json()) as { id: string }).id
  await ask('PUT', '/api/events/denied/notes', '{"starred":true,"tags":["exfil"],"comment":"Ask Alice"}')
  await ask('PUT', '/api/views/Denied', '{"query":"errorCode=AccessDenied"}')
})
afterAll(async () => {
  await feed.stop()
  await aws.stop()
  await store.close()
})

const ask = (method: string, address: string, body?: string) =>
  app.request(`http://localhost${address.replace(':download', downloadID)}`, {
    method,
    headers: { authorization: `Bearer ${READER.token}` },
    ...(body !== undefined && { body }),
  })

const LOADED = record('loaded', { eventTime: '2026-02-03T01:00:00Z' })

/** Requests whose responses together have every member that the operation may return. */
const REQUESTS: Readonly<Record<Name, readonly (readonly [address: string, body?: string])[]>> = {
  lookupEvents: [
    ['/api/events?maxResults=1&columns=requestParameters.bucketName'],
    ['/api/events?group=repeats&order=oldest'],
  ],
  countEvents: [
    ['/api/events/count?userName=alice'],
    ['/api/events/count?group=repeats'],
    ['/api/events/count?group=repeats:60'],
  ],
  eventHistogram: [['/api/events/histogram?buckets=5'], ['/api/events/histogram?eventName=Nothing']],
  eventBreakdown: [
    ['/api/events/breakdown?by=userName&and=eventName'],
    ['/api/events/breakdown?by=resources.ARN&buckets=5'],
  ],
  fieldValues: [['/api/events/values?field=userName']],
  suggestValues: [['/api/events/suggestions?contains=ali']],
  similarValues: [['/api/events/values/similar?field=userName&to=Alise']],
  recordPaths: [['/api/paths?contains=bucket']],
  getEvent: [['/api/events/denied']],
  eventPosition: [
    ['/api/events/denied/position?group=repeats'],
    ['/api/events/denied/position?userName=bob'],
  ],
  downloadEvents: [
    ['/api/events/download?notes=include'],
    ['/api/events/download?format=csv'],
    ['/api/events/download?format=ndjson'],
    ['/api/events/download?compression=gzip'],
  ],
  startDownload: [['/api/downloads?userName=alice&format=csv']],
  downloadFile: [['/api/downloads/:download/file']],
  getDownload: [['/api/downloads/:download']],
  downloadManifest: [['/api/downloads/:download/manifest']],
  cancelDownload: [['/api/downloads/:download']],
  loadLogFile: [['/api/log-files?name=more.json&upload=followed-1', LOADED]],
  getUpload: [['/api/uploads/followed-1']],
  cancelUpload: [['/api/uploads/followed-1']],
  listLogFiles: [['/api/log-files?sort=records&order=descending&contains=TRAIL']],
  listStores: [['/api/stores']],
  makeStore: [['/api/stores', '{"name":"Incident 42"}']],
  renameStore: [['/api/stores/default', '{"name":"All accounts"}']],
  deleteStore: [['/api/stores/uploads']],
  removeLogFile: [['/api/log-files/0']],
  getStatus: [['/api/status']],
  listProblems: [['/api/problems?limit=10']],
  runSql: [['/api/sql?maxRows=1', '{"query":"SELECT eventid, useridentity FROM cloudtrail_logs"}']],
  downloadSql: [
    ['/api/sql/download?query=SELECT+1'],
    ['/api/sql/download?query=SELECT+1&format=ndjson'],
    ['/api/sql/download?query=SELECT+1&format=parquet'],
  ],
  getSqlTable: [['/api/sql']],
  prepareSqlTable: [['/api/sql/table']],
  getValidation: [['/api/integrity']],
  startValidation: [['/api/integrity']],
  cancelValidation: [['/api/integrity']],
  validatedLogFiles: [['/api/integrity/log-files?verdict=valid&contains=CLOUDTRAIL']],
  validatedDigests: [['/api/integrity/digests?limit=2']],
  getCoverage: [['/api/integrity/coverage?errorCode=AccessDenied']],
  listInsights: [['/api/insights?eventName=RunInstances'], ['/api/insights?range=1h']],
  getInsight: [[`/api/insights/${BURST_ID}`]],
  insightMetricData: [
    ['/api/insights/metric-data?eventSource=ec2.amazonaws.com&eventName=RunInstances&period=60'],
    [
      '/api/insights/metric-data?eventSource=ec2.amazonaws.com&eventName=RunInstances&dataType=FillWithZeros&maxResults=5',
    ],
  ],
  addInsights: [['/api/insights']],
  getEventNotes: [['/api/events/denied/notes'], ['/api/events/again/notes']],
  changeEventNotes: [['/api/events/denied/notes', '{"starred":true,"tags":["exfil"]}']],
  listNotes: [['/api/notes']],
  noteEvents: [['/api/notes', '{"ids":["denied","again"],"addTags":["to do"]}']],
  listViews: [['/api/views']],
  saveView: [['/api/views/Denied', '{"query":"errorCode!=","description":"Refused"}']],
  deleteView: [['/api/views/Denied']],
  getAccount: [['/api/account?as=user/learner']],
  performStep: [['/api/account/exercises/stop-instance/steps/stop', '{"as":"user/learner"}']],
  issueCredentials: [['/api/account/credentials', '{"as":"user/learner"}']],
  callAccount: [
    [
      '/api/account/calls',
      '{"as":"user/learner","region":"eu-central-1","service":"cloudtrail","operation":"DescribeTrails"}',
    ],
    [
      '/api/account/calls',
      '{"as":"user/learner","region":"eu-central-1","service":"cloudtrail","operation":"GetTrail","input":{"Name":"none-of-ours"}}',
    ],
  ],
  listAlarms: [['/api/account/alarms']],
  createAlarms: [
    ['/api/account/alarms', '{"as":"user/learner","logGroup":"none-of-ours","region":"eu-central-1"}'],
  ],
  describeApi: [['/api/openapi.json']],
}

test.each(OPERATIONS as readonly (Operation & { name: Name })[])(
  '$name answers as it is declared',
  async ({ name, method, answer }) => {
    const missing = new Set(answer && !isBytes(answer) ? membersOf(answer) : [])
    for (const [address, body] of REQUESTS[name]) {
      const response = await ask(method, address, body)
      expect(response.ok, address).toBe(true)
      if (answer === undefined) expect(response.status).toBe(204)
      else if (isBytes(answer)) {
        await response.arrayBuffer()
        expect(answer.mediaTypes).toContain(response.headers.get('content-type')?.replace(/;.*/, ''))
      } else {
        const json: unknown = await response.json()
        // The schema drops what it does not declare, which shows here.
        expect(v.parse(answer, json)).toEqual(json)
        for (const member of Object.keys(json as object)) missing.delete(member)
      }
    }
    expect([...missing]).toEqual([])
  },
)

/** Operations that concern no event data store, or name one in their path. */
const WITHOUT_STORE: readonly Name[] = [
  // An upload knows its store, and so does a download.
  'getUpload',
  'cancelUpload',
  'getDownload',
  'cancelDownload',
  'downloadFile',
  'downloadManifest',
  // What the console was started with is validated.
  'getValidation',
  'startValidation',
  'cancelValidation',
  'validatedLogFiles',
  'validatedDigests',
  'listStores',
  'makeStore',
  'renameStore',
  'deleteStore',
  'listViews',
  'saveView',
  'deleteView',
  'getAccount',
  'performStep',
  'issueCredentials',
  'callAccount',
  'listAlarms',
  'createAlarms',
  'describeApi',
]

test('every other operation works for any event data store', async () => {
  for (const { name, method, params = {} } of OPERATIONS as readonly (Operation & { name: Name })[]) {
    if (WITHOUT_STORE.includes(name)) continue
    expect(Object.keys(params), name).toContain('store')
    const [address, body] = REQUESTS[name][0]!
    const response = await ask(method, `${address}${address.includes('?') ? '&' : '?'}store=nowhere`, body)
    expect(response.status, name).toBe(404)
    expect(await response.json(), name).toMatchObject({ field: 'store' })
  }
})

/** The top-level members that a response may have; none for a choice between responses. */
const membersOf = (answer: v.GenericSchema): readonly string[] =>
  'entries' in answer ? Object.keys(answer.entries as object) : []
