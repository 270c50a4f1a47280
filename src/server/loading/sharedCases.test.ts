import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { find } from '../../ingest/readForTest.ts'
import { servicesOf } from '../../testing/servicesOf.ts'
import { storeOnDisk } from '../../testing/storeOnDisk.ts'
import { createApp } from '../app.ts'
import { BatchingReader } from './batchingReader.ts'

const cases = fileURLToPath(new URL('../../../../shared/cases/', import.meta.url))
const isHere = existsSync(`${cases}expected.json`)

interface Case {
  readonly file: string
  readonly records: number
}

/** Formats that were to be refused once, and are read now. */
const READ_NOW: Readonly<Record<string, number>> = {
  'ok/F13/trail.tar': 2,
  'ok/F13/trail.tar.gz': 2,
  'ok/F13/trail.json.bz2': 2,
  'ok/F13/trail.json.xz': 2,
  'ok/F24/output-yaml.yaml': 1,
}

/** What the events of a case must show, beside their number. */
const FACTS: Readonly<Record<string, readonly (readonly [query: string, events: readonly object[]])[]>> = {
  'given/F01/steampipe-query.json': [['userName=ana', [{}, {}]]],
  'given/F03/dec12_18features-sample.csv': [
    [
      'accountId=811596193553',
      [
        { userName: 'level6', userType: 'AssumedRole' },
        { userName: 'root', userType: 'Root' },
        { userName: 'backup', userType: 'IAMUser' },
      ],
    ],
  ],
  'given/F04/json_normalize.csv': [
    [
      '',
      [
        { userName: 'root', userType: 'Root' },
        { userName: 'ana', userType: 'IAMUser' },
      ],
    ],
  ],
  'given/F09/windows-1252.json': [['userName=josé', [{}]]],
  'given/F18/lake-integration.json': [
    [
      '',
      [
        {
          eventName: 'repo.destroy',
          eventSource: 'github.audit.streaming',
          sourceIPAddress: '203.0.113.8',
          errorCode: 'AccessDenied',
          userName: 'ana@example.com',
        },
      ],
    ],
  ],
  'given/F19/identity-center.json': [
    ['eventID=f1e1d000-0000-4000-8000-000000000294', [{ userName: 'ana@example.com' }]],
  ],
  'given/F26/excel-scientific.csv': [['accountId=', [{}, {}]]],
  'given/F31/offsets.json': [
    ['eventID=f1e1d000-0000-4000-8000-000000000414', [{ eventTime: '2024-03-08T09:30:47Z' }]],
    ['eventID=f1e1d000-0000-4000-8000-000000000416', [{ eventTime: '2024-03-08T09:30:47Z' }]],
    ['eventID=f1e1d000-0000-4000-8000-000000000417', [{ eventTime: '2024-03-08T09:30:47.123Z' }]],
    ['eventID=f1e1d000-0000-4000-8000-000000000418', [{ eventTime: '2024-03-08T09:30:00Z' }]],
    ['eventID=f1e1d000-0000-4000-8000-000000000419', [{ eventTime: '2024-03-08T09:30:47Z' }]],
  ],
  'given/F32/athena-timestamp-tz.csv': [
    ['', [{ eventTime: '2024-03-08T09:30:47Z' }, { eventTime: '2024-03-08T09:30:47Z' }]],
    ['requestParameters.n=9007199254740993&requestParameters.x=1.0', [{}]],
  ],
  'given/F32/athena-json.json': [
    [
      'requestParameters.maxResults=12345678901234567890&requestParameters.ratio=1e400&requestParameters.n=9007199254740993',
      [{}],
    ],
  ],
  'given/F33/useridentity-string.json': [
    ['resourceName=arn:aws:iam::444455556666:saml-provider/test', [{ userName: 'ana', userType: 'IAMUser' }]],
  ],
  'given/F35/unicode-escapes.json': [
    ['text=テスト', [{}]],
    ['text=Müller', [{}]],
    ['text="Müller %26 Söhne"', [{}]],
    ['text=x<y', [{}]],
    ['text="Effect":"Allow"', [{}]],
  ],
  'given/F50/milliseconds-at-bar-edge.json': [
    ['startTime=2024-04-11T00:00:00Z&endTime=2024-04-17T23:59:59Z', [{}]],
  ],
}

/** Files that are loaded after another, and what they add. */
const AFTER: Readonly<Record<string, readonly [before: string, added: number]>> = {
  'given/F48/b-n-9007199254740993.json': ['given/F48/a-n-9007199254740992.json', 1],
  'given/K01/b.json': ['given/K01/a.json', 2],
  'ok/F36/2-sorted-keys.json': ['ok/F36/1-trail.json', 0],
  'ok/F36/3-go-escapes.json': ['ok/F36/1-trail.json', 0],
  'ok/F36/4-escaped-slashes.json': ['ok/F36/1-trail.json', 0],
  'ok/F36/5-jq16-number.json': ['ok/F36/1-trail.json', 0],
}

describe.skipIf(!isHere)('inputs that people bring (skipped where ../shared/cases is not)', () => {
  const list = isHere ? (JSON.parse(readFileSync(`${cases}expected.json`, 'utf8')) as Case[]) : []
  const disk = storeOnDisk()

  /** Loads a file. Returns how many records it has and how many events were added. */
  const load = async (file: string) => {
    const content = readFileSync(cases + file)
    const total = { records: 0, added: 0 }
    const reader = new BatchingReader(async (batch) => {
      for (const { added, duplicates } of (await disk.store.add(batch)).logFiles) {
        total.records += added + duplicates
        total.added += added
      }
    })
    const bytes = (async function* () {
      yield content
    })()
    await reader.read({ name: file, uri: null, size: content.length, modifiedMs: 1 }, bytes, () => {})
    await reader.flush()
    return total
  }
  const eventsOf = async (query: string) => {
    const url = `http://localhost:4700/api/events?${encodeURI(query).replaceAll('%2526', '%26')}`
    const app = createApp(servicesOf(disk.store))
    const answer = await app.request(url, { headers: { host: 'localhost:4700' } })
    return ((await answer.json()) as { events: object[] }).events
  }

  test('give as many records as people expect', async () => {
    for (const { file, records } of list)
      expect((await find(readFileSync(cases + file))).records.length, file).toBe(READ_NOW[file] ?? records)
  })

  test.each(Object.keys(FACTS))('%s shows what it has', async (file) => {
    await load(file)
    for (const [query, events] of FACTS[file]!) expect(await eventsOf(query), query).toMatchObject(events)
  })

  test.each(Object.entries(AFTER))('%s after %s', async (file, [before, added]) => {
    await load(before)
    const { records } = list.find((each) => each.file === file)!
    expect(await load(file)).toEqual({ records, added })
  })
})
