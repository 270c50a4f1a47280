import fc from 'fast-check'
import type { EventNotes } from '../cloudtrail/eventNotes.ts'

const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '=1+1',
  'a\u202eb',
  'x\u0000y',
  'p\u001fq',
  '"quoted"',
  'back\\slash',
  '\ud800',
  'İstanbul ΣΑΣ',
  'Müller & Söhne',
  'テスト-bucket',
  'x<y',
  JSON.stringify({ Effect: 'Allow', Sid: 'x<y', Müller: ['a', 1, null] }),
  JSON.stringify({ Effect: 'Allow', inner: JSON.stringify({ Sid: 'Müller', deep: '{"a":"b/c"}' }) }, null, 2),
  JSON.stringify('{"Effect": "Deny"}'),
  encodeURIComponent('{"Version":"2012-10-17","Sid":"Müller 😀"}'),
  '%7Bbroken',
  '',
  ' ',
  '😀',
  "'; DROP TABLE events; --",
  '${7*7}',
  '__proto__',
]

const someText = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 6, arbitrary: fc.constantFrom('alice', 'bob', 'ci', 'Alice', 'logs-bucket', 'a.b') },
)

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 5 })

/** A time within some days, so that events share seconds, hours and days. */
const someTime = fc.integer({ min: 0, max: 4 * 86_400 }).map((seconds) => {
  const rounded = seconds % 7 === 0 ? seconds : Math.floor(seconds / 600) * 600
  return new Date(Date.parse('2026-02-01T00:00:00Z') + rounded * 1000)
    .toISOString()
    .replace('.000Z', seconds % 11 === 0 ? '.250Z' : 'Z')
})

const someIdentity = fc.record(
  {
    type: fc.constantFrom('IAMUser', 'AssumedRole', 'Root', 'AWSService', 'AWSAccount', 'Unknown'),
    principalId: fc.constantFrom('AROAEXAMPLE:alice', 'AIDAEXAMPLE', 'AROAEXAMPLE:i-0abc'),
    accountId: fc.constantFrom('111122223333', '444455556666'),
    userName: someText,
    accessKeyId: fc.constantFrom('AKIAEXAMPLE1', 'ASIAEXAMPLE2', ''),
    invokedBy: fc.constantFrom('ec2.amazonaws.com', 'AWS Internal'),
  },
  { requiredKeys: [] },
)

/**
 * A record of few words, so that filters match: real fields, hostile texts, missing and null
 * members, numbers, nested arrays, and sometimes no eventID.
 */
export const anyRecord: fc.Arbitrary<Record<string, unknown>> = fc
  .record({
    eventVersion: fc.constant('1.08'),
    userIdentity: maybe(someIdentity),
    eventTime: maybe(someTime),
    eventSource: maybe(fc.constantFrom('s3.amazonaws.com', 'ec2.amazonaws.com', 'iam.amazonaws.com')),
    eventName: maybe(
      fc.constantFrom('DeleteBucket', 'GetObject', 'RunInstances', 'AssumeRole', 'ConsoleLogin'),
    ),
    awsRegion: maybe(fc.constantFrom('us-east-1', 'eu-central-1')),
    sourceIPAddress: maybe(
      fc.constantFrom('10.1.2.3', '192.0.2.7', '2001:db8::1', 'ec2.amazonaws.com', 'AWS Internal'),
    ),
    userAgent: maybe(someText),
    errorCode: maybe(fc.constantFrom('AccessDenied', 'Client.UnauthorizedOperation')),
    requestParameters: fc.oneof(
      fc.constant(null),
      someText,
      fc.record(
        {
          bucketName: someText,
          port: fc.constantFrom(443, 1.5, -0, 1e21, 12),
          flags: fc.array(fc.oneof(fc.boolean(), fc.integer({ min: 0, max: 3 }), someText), { maxLength: 3 }),
          'dotted.name': someText,
          'Größe{': someText,
          nested: fc.array(fc.record({ id: someText }, { requiredKeys: [] }), { maxLength: 2 }),
        },
        { requiredKeys: [] },
      ),
    ),
    resources: maybe(
      fc.array(
        fc.record(
          {
            ARN: fc.constantFrom('arn:aws:s3:::logs-bucket', 'arn:aws:s3:::other'),
            type: fc.constantFrom('AWS::S3::Bucket', 'AWS::S3::Object'),
          },
          { requiredKeys: [] },
        ),
        { maxLength: 2 },
      ),
    ),
    readOnly: maybe(fc.oneof(fc.boolean(), fc.constantFrom('true', 'false'))),
    eventID: maybe(fc.uuid()),
    eventType: maybe(fc.constantFrom('AwsApiCall', 'AwsConsoleSignIn')),
    recipientAccountId: maybe(fc.constant('111122223333')),
  })
  .map((record) => JSON.parse(JSON.stringify(record)) as Record<string, unknown>)

/** The ways in which JSON is written: with or without white space, and with more escapes. */
export const anyWriting = fc.record({
  space: fc.constantFrom(0, 0, 1, '\t'),
  escaped: fc.constantFrom(/(?!)/g, /(?!)/g, /[^ -~\s]/g, /[^ -~\s]|[<>&'/]/g),
})

/** A record's text. Escapes are as many as the writing has. */
export function writtenRecord(
  record: unknown,
  { space, escaped }: { readonly space: number | string; readonly escaped: RegExp },
): string {
  return JSON.stringify(record, null, space).replace(escaped, (character) =>
    character === '/' ? '\\/' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Notes of the same few words; usually none. */
export const anyNotes: fc.Arbitrary<EventNotes | undefined> = fc.option(
  fc
    .record({
      starred: fc.boolean(),
      tags: fc.uniqueArray(
        fc.constantFrom('exfil', 'alice', 'true', 'false', '=1+1', 'İstanbul', '😀', '<img', "'; DROP"),
        {
          maxLength: 3,
        },
      ),
      comment: fc.constantFrom('', '', 'see ticket 7', 'ALICE did it\n<img src=x>', 'false'),
    })
    .map((notes) => ({ ...notes, changed: {} })),
  { nil: undefined, freq: 1 },
)

const anyCondition = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(
        'eventName',
        'eventSource',
        'userName',
        'userAgent',
        'sourceIPAddress',
        'errorCode',
        'readOnly',
        'accountId',
        'accessKeyId',
        'resourceName',
        'resourceType',
        'eventID',
        'eventTime',
        'invokedBy',
        'userIdentity.type',
        'requestParameters',
        'requestParameters.bucketName',
        'requestParameters.port',
        'requestParameters.flags',
        'requestParameters.dotted\\.name',
        'requestParameters.nested.id',
        'requestParameters.nested',
        'resources.ARN',
        'userIdentity',
        'no.such.path',
        'starred',
        'tag',
        'comment',
        'integrity',
      ),
      fc.constantFrom('', '!', '~', '!~', ':', '!:', '^', '!^', '*', '!*'),
      fc.constantFrom(
        '',
        'DeleteBucket',
        'delete',
        'RunInstances',
        's3.amazonaws.com',
        'alice',
        'ALICE',
        'a',
        '10.0.0.0/8',
        '2001:db8::/32',
        '192.0.2.7',
        'AccessDenied',
        'true',
        'false',
        '111122223333',
        'arn:aws:s3:::logs-bucket',
        'AWS::S3::Bucket',
        '443',
        '1.5',
        '1e+21',
        '0',
        '2026-02-0',
        'a.b',
        '<img',
        '\\\\',
        'back\\\\slash',
        '\u202e',
        '\\"quoted\\"',
        'i̇stanbul',
        'istanbul',
        'σασ',
        'x\\\\u0000y',
        '\\\\ud800',
        '😀',
        ' ',
        'exfil',
        'see ticket 7',
        'verified',
        'broken',
        'o',
      ),
    )
    .map(
      ([field, operator, value]) =>
        `${field}${operator}="${value || (operator === '' || operator === '!' ? '' : 'x')}"`,
    ),
  fc.constantFrom(
    'alice',
    'DELETEBUCKET',
    '"logs-bucket"',
    '443',
    '":443"',
    '"eventName":"Delete',
    'port":443,',
    '"arn:aws:s3:::logs-bucket"',
    'true,',
    '[false',
    '\\\\u202e',
    'quoted\\"',
    'ΣΑΣ',
    '"port":1.5}',
    'MÜLLER',
    '"Müller & Söhne"',
    'テスト',
    'x<y',
    '\\u003cy',
    '"Effect":"Allow"',
    '"Effect": "Allow"',
    '"eventName": "DeleteBucket"',
    '"Allow","Sid":"x<',
    '["a", 1, null]',
    '"Sid":"Müller"',
    'b/c',
    'größe',
    '"Größe{":"',
    '"2012-10-17"',
    '"Version":"2012',
    ':null',
    'nothing-has-this',
  ),
)

/** An open quote may include the parentheses after it. */
const hasOpenQuote = (line: string): boolean => line.startsWith('"') && !line.endsWith('"')

/** One that can be part of a group. */
export const anyClosedCondition = anyCondition.filter((line) => !hasOpenQuote(line))

const anyGroup = fc
  .tuple(
    fc.array(anyClosedCondition, { minLength: 1, maxLength: 3 }),
    fc.constantFrom(' OR ', ' OR ', ' AND ', ' '),
    fc.constantFrom('', 'NOT '),
  )
  .map(([conditions, joining, negation]) => `${negation}(${conditions.join(joining)})`)

const anyTokens = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: anyCondition },
      { weight: 1, arbitrary: anyClosedCondition.map((condition) => `NOT ${condition}`) },
      { weight: 1, arbitrary: anyGroup },
      {
        weight: 1,
        arbitrary: fc
          .tuple(anyGroup, anyClosedCondition)
          .map(([group, other]) => `NOT(${group} OR ${other})`),
      },
    ),
    { maxLength: 3 },
  )
  .map((parts) => [...parts.filter((part) => !hasOpenQuote(part)), ...parts.filter(hasOpenQuote)].join(' '))

const anyRange = fc.constantFrom(
  '',
  '',
  '',
  'range=2d',
  'range=36h',
  'startTime=2026-02-02',
  'startTime=2026-02-01T12:00:00Z endTime=2026-02-03T00:00:00Z',
  'endTime=2026-02-02T06:00Z',
)

/** A filter line over the same few words. */
export const anyLineFor: fc.Arbitrary<string> = fc
  .tuple(anyTokens, anyRange)
  .map((parts) => parts.join(' ').trim())
