import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { RunningConsole } from '../src/testing/runningConsole.ts'
import { expect, test } from './fixtures.ts'
import { NO_REAL_LOG_FILES, realLogFiles } from './logFiles.ts'
import { ask } from '../src/testing/ask.ts'
import { allPages, loaded } from './api.ts'

/**
 * Fifty-five trail files of one account (2023-07-10, 11:40 to 12:35 UTC). Nothing of the project's
 * own reads them here.
 */
const FOLDER = 'invictus-ir_aws_dataset'

interface Identity {
  readonly type?: string
  readonly userName?: string
  readonly principalId?: string
}
type Json = Readonly<Record<string, unknown>>
type Held = Json & {
  readonly eventID: string
  readonly eventTime: string
  readonly eventName: string
  readonly eventSource: string
  readonly userIdentity?: Identity
}

test.skip(!realLogFiles(), NO_REAL_LOG_FILES)

// One server for all of them.
test.describe.configure({ mode: 'default' })

let records: readonly Held[]
let server: RunningConsole

test.beforeAll(async ({ serverWith }) => {
  const folder = join(realLogFiles()!, FOLDER)
  records = readdirSync(folder).flatMap(
    (name) => (JSON.parse(readFileSync(join(folder, name), 'utf8')) as { Records: Held[] }).Records,
  )
  server = await serverWith('--in-memory', folder)
  await loaded(server)
})

test('counts the events of public log files as a few plain lines do', async () => {
  expect(records).toHaveLength(2900)
  expect(await ask(server, '/api/events/count')).toMatchObject({ count: 2900 })
  for (const [field, value] of [
    ['eventName', (record: Held) => record.eventName],
    ['eventSource', (record: Held) => record.eventSource],
    ['userName', userName],
  ] as const) {
    const counts: Record<string, number> = {}
    for (const name of records.map(value)) if (name) counts[name] = (counts[name] ?? 0) + 1
    const answer = await ask<ValuesAnswer>(server, `/api/events/values?field=${field}&limit=1000`)
    expect(Object.fromEntries(answer.values.map((found) => [found.value, found.count])), field).toEqual(
      counts,
    )
    expect(answer.distinct, field).toBe(Object.keys(counts).length)
  }
})

/** The user name that LookupEvents gives, as far as this account has identities. */
function userName({ userIdentity: { type, userName: name, principalId } = {} }: Held): string | undefined {
  if (type === 'Root') return 'root'
  if (type === 'AssumedRole') return principalId?.split(':')[1]
  return type === 'AWSService' ? undefined : name
}

/** Every text at a path: arrays are passed through, null and the empty text are nothing. */
function at(record: unknown, path: string): string[] {
  const [name, ...rest] = path.split('.')
  if (Array.isArray(record)) return record.flatMap((item) => at(item, path))
  if (typeof record !== 'object' || record === null) return []
  const value = (record as Json)[name!]
  if (rest.length > 0) return at(value, rest.join('.'))
  return [value]
    .flat()
    .flatMap((one) =>
      ['string', 'number', 'boolean'].includes(typeof one) && one !== '' ? [String(one)] : [],
    )
}

const is =
  (path: string, ...values: string[]) =>
  (record: Held) =>
    at(record, path).some((text) => values.includes(text))
const contains = (path: string, part: string) => (record: Held) =>
  at(record, path).some((text) => text.toLowerCase().includes(part))
const starts = (path: string, part: string) => (record: Held) =>
  at(record, path).some((text) => text.toLowerCase().startsWith(part))
const has = (path: string) => (record: Held) => at(record, path).length > 0
const says = (word: string) => (record: Held) => JSON.stringify(record).toLowerCase().includes(word)
const not = (meaning: (record: Held) => boolean) => (record: Held) => !meaning(record)
const both =
  (...tests: ((record: Held) => boolean)[]) =>
  (record: Held) =>
    tests.every((one) => one(record))
const between = (from: string, to: string) => (record: Held) =>
  record.eventTime >= from && record.eventTime <= to

/** What is asked in an address, and what it means in plain words of JavaScript. */
const QUESTIONS: readonly (readonly [query: string, meaning: (record: Held) => boolean])[] = [
  ['', () => true],
  ['eventName=ConsoleLogin', is('eventName', 'ConsoleLogin')],
  ['eventName=consolelogin', () => false],
  [
    'eventName=RunInstances&eventName=StopInstances&eventName=TerminateInstances',
    is('eventName', 'RunInstances', 'StopInstances', 'TerminateInstances'),
  ],
  [
    'eventName!=AssumeRole&eventName!=GetBucketAcl&readOnly=true',
    both(not(is('eventName', 'AssumeRole', 'GetBucketAcl')), is('readOnly', 'true')),
  ],
  [
    'eventName^=describe&eventSource=ec2.amazonaws.com',
    both(starts('eventName', 'describe'), is('eventSource', 'ec2.amazonaws.com')),
  ],
  [
    'eventName!^=Get&eventName!^=list',
    both(not(starts('eventName', 'get')), not(starts('eventName', 'list'))),
  ],
  [
    'userAgent:=TERRAFORM&userAgent!:=go1.18',
    both(contains('userAgent', 'terraform'), not(contains('userAgent', 'go1.18'))),
  ],
  ['userAgent:=aws-sdk-go', contains('userAgent', 'aws-sdk-go')],
  ['userName=', not((record) => Boolean(userName(record)))],
  ['userName!=&errorCode!=', both((record) => Boolean(userName(record)), has('errorCode'))],
  ['userName=bert-jan', (record) => userName(record) === 'bert-jan'],
  [
    'userName^=stratus&readOnly=false',
    both((record) => /^stratus/i.test(userName(record) ?? ''), is('readOnly', 'false')),
  ],
  ['errorCode=', not(has('errorCode'))],
  ['errorCode:=denied', contains('errorCode', 'denied')],
  [
    'errorCode^=client.&errorMessage:=Does not exist',
    both(starts('errorCode', 'client.'), contains('errorMessage', 'does not exist')),
  ],
  [
    'sourceIPAddress=10.0.0.0/9',
    (record) => /^10\.(\d|\d\d|1[01]\d|12[0-7])\.\d+\.\d+$/.test(at(record, 'sourceIPAddress')[0] ?? ''),
  ],
  [
    'sourceIPAddress!=0.0.0.0/0',
    (record) => !/^\d+\.\d+\.\d+\.\d+$/.test(at(record, 'sourceIPAddress')[0] ?? ''),
  ],
  [
    'sourceIPAddress:=amazonaws.com&userIdentity.type=AWSService',
    both(contains('sourceIPAddress', 'amazonaws.com'), is('userIdentity.type', 'AWSService')),
  ],
  ['userIdentity.type=', not(has('userIdentity.type'))],
  [
    'userIdentity.sessionContext.attributes.mfaAuthenticated=true',
    is('userIdentity.sessionContext.attributes.mfaAuthenticated', 'true'),
  ],
  [
    'userIdentity.sessionContext.sessionIssuer.userName!=&readOnly=false',
    both(has('userIdentity.sessionContext.sessionIssuer.userName'), is('readOnly', 'false')),
  ],
  [
    'requestParameters.bucketName!=&eventName!:=get',
    both(has('requestParameters.bucketName'), not(contains('eventName', 'get'))),
  ],
  [
    'requestParameters.instancesSet.items.instanceId^=I-',
    starts('requestParameters.instancesSet.items.instanceId', 'i-'),
  ],
  [
    'requestParameters.filterSet.items.valueSet.items.value!=',
    has('requestParameters.filterSet.items.valueSet.items.value'),
  ],
  ['resources.type=AWS::KMS::Key', is('resources.type', 'AWS::KMS::Key')],
  ['resources.ARN!:=s3&resources.ARN!=', both(not(contains('resources.ARN', 's3')), has('resources.ARN'))],
  ['resources.ARN!^=arn:aws:iam', not(starts('resources.ARN', 'arn:aws:iam'))],
  [
    'startTime=2023-07-10T12:00:00Z&endTime=2023-07-10T12:10:00Z',
    between('2023-07-10T12:00:00Z', '2023-07-10T12:10:00Z'),
  ],
  [
    'endTime=2023-07-10T12:00:00Z&eventSource=iam.amazonaws.com&eventSource=sts.amazonaws.com',
    both(between('', '2023-07-10T12:00:00Z'), is('eventSource', 'iam.amazonaws.com', 'sts.amazonaws.com')),
  ],
  [
    'startTime=2023-07-10T12:20&readOnly=false&errorCode=',
    both(between('2023-07-10T12:20:00Z', '9'), is('readOnly', 'false'), not(has('errorCode'))),
  ],
  ['range=1h', () => false],
  ['text=stratus-red-team', says('stratus-red-team')],
  ['text=not%20authorized%20S3', both(says('not'), says('authorized'), says('s3'))],
  [
    'text=%22is%20not%20authorized%20to%20perform%22&userName!=',
    both(says('is not authorized to perform'), (record) => Boolean(userName(record))),
  ],
  [
    'text=secret&eventName!=GetSecretValue&startTime=2023-07-10T12:00:00Z',
    both(says('secret'), not(is('eventName', 'GetSecretValue')), between('2023-07-10T12:00:00Z', '9')),
  ],
]

for (const [query, meaning] of QUESTIONS) {
  test(`answers one truth five ways: ${query || 'everything'}`, async () => {
    const expected = records.filter(meaning)
    const wanted = expected.map(({ eventID }) => eventID).toSorted()
    const pageSize = Math.min(1000, Math.max(1, Math.ceil(expected.length / 3)))

    const byToken = await allPages(server, query, pageSize, 'nextToken')
    const byOffset = await allPages(server, query, pageSize, 'offset')
    expect(byToken.map(({ eventID }) => eventID).toSorted()).toEqual(wanted)
    expect(byOffset).toEqual(byToken)
    const times = byToken.map(({ eventTime }) => eventTime)
    expect(times, 'newest first').toEqual(times.toSorted().toReversed())

    expect(await ask(server, `/api/events/count?${query}`)).toMatchObject({ count: expected.length })
    const histogram = await ask<HistogramAnswer>(server, `/api/events/histogram?${query}`)
    expect(sum(histogram.buckets)).toBe(expected.length)
    expect(histogram.buckets.reduce((all, { errorCount }) => all + errorCount, 0)).toBe(
      expected.filter(has('errorCode')).length,
    )
    const values = await ask<ValuesAnswer>(server, `/api/events/values?${query}&field=eventName&limit=1000`)
    expect(sum(values.values)).toBe(expected.length)

    const { Records } = await ask<{ Records: Held[] }>(server, `/api/events/download?${query}`)
    expect(
      Records.map(({ eventID }) => eventID),
      'in the order of the list',
    ).toEqual(byToken.map(({ eventID }) => eventID))
    const text = (held: Held) => JSON.stringify(held)
    expect(Records.map(text).toSorted()).toEqual(expected.map(text).toSorted())
  })
}

interface Counted {
  readonly count: number
}
interface ValuesAnswer {
  readonly values: readonly (Counted & { readonly value: string })[]
  readonly distinct: number
}
interface HistogramAnswer {
  readonly buckets: readonly (Counted & { readonly errorCount: number })[]
}

function sum(parts: readonly Counted[]): number {
  return parts.reduce((all, { count }) => all + count, 0)
}
