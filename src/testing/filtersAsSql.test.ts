import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccount, recordsBetween } from '../account/account.ts'
import { token } from '../filter/edit.ts'
import { EVERYTHING, OPERATORS } from '../filter/filter.ts'
import { matches } from '../filter/matches.ts'
import { athenaCommand } from '../filter/tool-commands/athenaCommand.ts'
import { sqlTable, type SqlTable } from './questions-on-records/sqlTable.ts'
import { readEvent } from './storeOf.ts'

const todayMs = Date.parse('2026-03-01T00:00:00Z')
const texts = [...recordsBetween(createAccount(7, todayMs), todayMs - 12 * 3_600_000, todayMs)]

let table: SqlTable
beforeAll(async () => {
  table = await sqlTable(texts)
}, 120_000)
afterAll(() => table.close())

/** Values that the records have, parts of them, and others. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  eventName: ['PutObject', 'Describe', 'instances', 'GETOBJECT', "o'brien", 'x\n\\y’', ''],
  eventSource: ['s3.amazonaws.com', '.amazonaws.com', 'kms'],
  errorCode: ['AccessDenied', 'Client.', ''],
  awsRegion: ['eu-central-1', 'us-', ''],
  userName: ['root', 'i-', 'AutoScaling', ''],
  userAgent: ['aws-cli', 'Mozilla', '100%', ''],
  accountId: ['777788889999', ''],
  sourceIPAddress: [
    '10.0.0.0/8',
    '198.51.100.0/24',
    '0.0.0.0/0',
    '2001:db8::/32',
    'ec2.amazonaws.com',
    '10.',
  ],
  'userIdentity.type': ['AssumedRole', 'user'],
  'userIdentity.sessionContext.sessionIssuer.userName': ['Role', ''],
  'requestParameters.bucketName': ['osterlog-db-backups', 'logs', ''],
  'resources.ARN': ['arn:aws:s3:::osterlog-db-backups', 'key/', ''],
  readOnly: ['true', 'false', ''],
}

const anyToken = fc
  .constantFrom(...Object.entries(VALUES))
  .chain(([field, values]) =>
    fc.tuple(fc.constant(field), fc.constantFrom(...OPERATORS), fc.constantFrom(...values)),
  )
  .filter(([, operator, value]) => value !== '' || operator === '=' || operator === '!=')
  .map(([field, operator, value]) => token(field, operator, value))

const anyTimeRange = fc.constantFrom(
  { kind: 'all' } as const,
  { kind: 'absolute', startTime: '2026-02-28T14:00:00Z', endTime: '2026-02-28T20:00:00Z' } as const,
)

test('a filter as a query for Athena, sent to the server, returns what the filter matches', async () => {
  const candidates = texts.map(readEvent)
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyToken, { minLength: 1, maxLength: 3 }),
      anyTimeRange,
      async (tokens, timeRange) => {
        const filter = { ...EVERYTHING, tokens, timeRange }
        const rows = await table.ask(athenaCommand(filter, 'oldest').text)
        const wanted = candidates.filter((candidate) => matches(filter, candidate, 0))
        expect(new Set(rows.map((row) => row['eventid']))).toEqual(
          new Set(wanted.map(({ event }) => event.eventID)),
        )
      },
    ),
    { numRuns: 20 },
  )
}, 120_000)
