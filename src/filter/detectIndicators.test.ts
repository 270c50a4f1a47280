import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyFilter } from '../testing/anyFilter.ts'
import { anyRecord } from '../testing/anyRecord.ts'
import { HOSTILE_TEXTS } from '../testing/hostileText.ts'
import { EVERYTHING } from './filter.ts'
import { detectIndicators } from './detectIndicators.ts'
import { formatFilterText, parseFilterText } from './text.ts'
import { token } from './edit.ts'

/** The best suggestion, as it is typed. */
const best = (text: string) => {
  const [first] = detectIndicators(text)?.suggestions ?? []
  return first && formatFilterText(first.filter)
}
const all = (text: string) =>
  detectIndicators(text)?.suggestions.map(({ filter }) => formatFilterText(filter)) ?? []

const KEY = 'ASIAIOSFODNN7EXAMPLE'
const GUID = '0b2c1d4e-5f60-4718-9a2b-3c4d5e6f7081'
const RECORD = {
  eventVersion: '1.11',
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLEEXAMPLE:alice',
    arn: 'arn:aws:sts::111122223333:assumed-role/Admin/alice',
    accountId: '111122223333',
    accessKeyId: KEY,
    sessionContext: {
      sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::111122223333:role/team/Admin' },
      attributes: { creationDate: '2026-02-09T20:00:00Z' },
    },
  },
  eventTime: '2026-02-09T22:27:53Z',
  eventSource: 's3.amazonaws.com',
  eventName: 'DeleteBucket',
  sourceIPAddress: '203.0.113.9',
  requestID: 'A1B2C3D4E5F60718',
  eventID: GUID,
}

describe('a text is detected', () => {
  test.each([
    [
      'arn:aws:iam::111122223333:user/team/alice',
      'userIdentity.arn=arn:aws:iam::111122223333:user/team/alice',
    ],
    [
      'arn:aws:iam::111122223333:role/team/Admin',
      'userIdentity.sessionContext.sessionIssuer.arn=arn:aws:iam::111122223333:role/team/Admin',
    ],
    [
      'arn:aws:sts::111122223333:assumed-role/Admin/alice@example.com',
      'userIdentity.arn=arn:aws:sts::111122223333:assumed-role/Admin/alice@example.com',
    ],
    ['arn:aws:iam::111122223333:root', 'userIdentity.arn=arn:aws:iam::111122223333:root'],
    ['arn:aws:s3:::my-bucket', 'resourceName=my-bucket'],
    ['arn:aws:s3:::my-bucket/a/b c.txt', 'resources.ARN="arn:aws:s3:::my-bucket/a/b c.txt"'],
    [
      `arn:aws:kms:eu-central-1:111122223333:key/${GUID}`,
      `resourceName=arn:aws:kms:eu-central-1:111122223333:key/${GUID}`,
    ],
    [
      '"arn:aws-us-gov:lambda:us-gov-west-1:111122223333:function:resize",',
      'resourceName=arn:aws-us-gov:lambda:us-gov-west-1:111122223333:function:resize',
    ],
    ['AKIAIOSFODNN7EXAMPLE', 'accessKeyId=AKIAIOSFODNN7EXAMPLE'],
    [`  '${KEY}';`, `accessKeyId=${KEY}`],
    ['AROAEXAMPLEEXAMPLE', 'userIdentity.sessionContext.sessionIssuer.principalId=AROAEXAMPLEEXAMPLE'],
    ['AROAEXAMPLEEXAMPLE:alice', 'userIdentity.principalId=AROAEXAMPLEEXAMPLE:alice'],
    ['AIDACKCEVSQ6C2EXAMPLE', 'userIdentity.principalId=AIDACKCEVSQ6C2EXAMPLE'],
    ['111122223333', 'accountId=111122223333'],
    ['1111-2222-3333', 'accountId=111122223333'],
    ['203.0.113.9', 'sourceIPAddress=203.0.113.9'],
    ['203[.]0[.]113[.]9', 'sourceIPAddress=203.0.113.9'],
    ['203.0.113.9:443', 'sourceIPAddress=203.0.113.9'],
    ['(10.0.0.0/8)', 'sourceIPAddress=10.0.0.0/8'],
    ['2001:DB8::1', 'sourceIPAddress=2001:db8::1/128'],
    ['[2001:db8::1]:443', 'sourceIPAddress=2001:db8::1/128'],
    ['::ffff:203.0.113.9', 'sourceIPAddress=203.0.113.9'],
    ['2001:db8::/32', 'sourceIPAddress=2001:db8::/32'],
    [GUID, `eventID=${GUID}`],
    ['A1B2C3D4E5F60718', 'requestID=A1B2C3D4E5F60718'],
    ['s3.amazonaws.com', 'eventSource=s3.amazonaws.com'],
    ['AWS::S3::Bucket', 'resourceType=AWS::S3::Bucket'],
    ['eu-central-1', 'awsRegion=eu-central-1'],
    ['i-0abcdef1234567890', 'resourceName=i-0abcdef1234567890'],
    ['sg-1a2b3c4d', 'resourceName=sg-1a2b3c4d'],
    ['AccessDenied', 'errorCode=AccessDenied'],
    ['Client.UnauthorizedOperation', 'errorCode=Client.UnauthorizedOperation'],
    ['s3://my-bucket/logs/x.gz', 'requestParameters.bucketName=my-bucket requestParameters.key=logs/x.gz'],
    ['DeleteTrail', 'eventName=DeleteTrail'],
    ['my-bucket', 'userName=my-bucket'],
    ['"sourceIPAddress": "203.0.113.9",', 'sourceIPAddress=203.0.113.9'],
    ['"readOnly": false', 'readOnly=false'],
    [
      'eventSource=s3.amazonaws.com eventName^=Delete errorCode!=',
      'eventSource=s3.amazonaws.com eventName^=Delete errorCode!=',
    ],
    ['requestParameters.bucketName=my-bucket denied', 'requestParameters.bucketName=my-bucket denied'],
    ['?eventName=DeleteTrail&range=7d&order=oldest', 'eventName=DeleteTrail range=7d'],
    [
      'https://eu-central-1.console.aws.amazon.com/cloudtrailv2/home?region=eu-central-1#/events?EventName=DeleteTrail',
      'eventName=DeleteTrail',
    ],
    [`https://console.aws.amazon.com/cloudtrail/home?region=us-east-1#/events/${GUID}`, `eventID=${GUID}`],
    [
      'https://us-east-1.console.aws.amazon.com/cloudtrailv2/home#/events?ReadOnly=false&StartTime=2026-02-09T00:00:00.000Z&EndTime=1770681599000',
      'readOnly=false startTime=2026-02-09T00:00:00Z endTime=2026-02-09T23:59:59Z',
    ],
    ['203.0.113.9\n203.0.113.10,\n203.0.113.9', 'sourceIPAddress=203.0.113.9 sourceIPAddress=203.0.113.10'],
    [`["${GUID}", "${GUID.replace('0', '1')}"]`, `eventID=${GUID} eventID=${GUID.replace('0', '1')}`],
    ['StopLogging, DeleteTrail', 'eventName=StopLogging eventName=DeleteTrail'],
    [JSON.stringify(RECORD, null, 2), `eventID=${GUID}`],
    [
      JSON.stringify({ Events: [{ EventId: GUID, CloudTrailEvent: JSON.stringify(RECORD) }] }),
      `eventID=${GUID}`,
    ],
    [JSON.stringify({ 'detail-type': 'AWS API Call via CloudTrail', detail: RECORD }), `eventID=${GUID}`],
    [
      JSON.stringify({ Records: [RECORD, { ...RECORD, eventID: 'another' }] }),
      `eventID=${GUID} eventID=another`,
    ],
    [
      `${JSON.stringify(RECORD)}\n${JSON.stringify({ ...RECORD, eventID: 'another' })}\n`,
      `eventID=${GUID} eventID=another`,
    ],
  ])('%s', (text, offer) => {
    expect(best(text)).toBe(offer)
  })

  test.each([
    ['', undefined],
    ['  \n', undefined],
    ['who deleted the bucket?', undefined],
    ['a=b', undefined],
    ['{"not": "a record"}', undefined],
    ['arn:aws:s3', 'Name'],
    ['999.0.0.1', 'Name'],
    ['QWxhZGRpbjpvcGVuIHNlc2FtZQ==', 'Name'],
    ['11112222333', 'Name'],
  ])('%s as no more than it is', (text, what) => {
    expect(detectIndicators(text)?.what).toBe(what)
  })

  test('as a complete filter rather than one more condition, if it is one', () => {
    expect(detectIndicators('eventName=A')?.isWhole).toBe(true)
    expect(detectIndicators('?eventName=A')?.isWhole).toBe(true)
    expect(detectIndicators(GUID)?.isWhole).toBeUndefined()
  })

  test('with everything that it can mean', () => {
    expect(all(KEY)).toEqual([
      `accessKeyId=${KEY}`,
      `responseElements.credentials.accessKeyId=${KEY}`,
      `resourceName=${KEY}`,
    ])
    expect(all(GUID)).toEqual(expect.arrayContaining([`requestID=${GUID}`, `sharedEventID=${GUID}`]))
    expect(all(JSON.stringify(RECORD))).toEqual(
      expect.arrayContaining([
        `accessKeyId=${KEY}`,
        'sourceIPAddress=203.0.113.9',
        'userIdentity.arn=arn:aws:sts::111122223333:assumed-role/Admin/alice',
        'startTime=2026-02-09T22:22:53Z endTime=2026-02-09T22:32:53Z',
      ]),
    )
  })
})

/**
 * Holds for any text: every suggestion is a readable filter with a sentence, and none occurs twice.
 */
function expectSound(text: string): void {
  const indicator = detectIndicators(text)
  if (indicator === null) return
  expect(indicator.suggestions.length).toBeGreaterThan(0)
  const lines = indicator.suggestions.map(({ filter }) => formatFilterText(filter))
  expect(new Set(lines).size).toBe(lines.length)
  for (const { says, filter } of indicator.suggestions) {
    expect(says.trim()).not.toBe('')
    expect(filter).not.toEqual(EVERYTHING)
    expect(filter.tokens.filter(({ kind }) => kind === 'unreadable')).toEqual([])
    expect(parseFilterText(formatFilterText(filter))).toMatchObject({
      tokens: filter.tokens,
      timeRange: filter.timeRange,
    })
  }
}

describe('whatever the text', () => {
  const pieces = fc.constantFrom(
    'arn:aws:',
    'iam::',
    '111122223333',
    ':user/',
    'AKIA',
    'AROA',
    '203.0.113',
    '.9',
    '[.]',
    '2001:db8::',
    '/24',
    '2026-02-09',
    'T22:27:53',
    'Z',
    '+01:00',
    '{"',
    '"',
    '}',
    '[',
    ']',
    '(',
    ')',
    'eventName',
    '=',
    '!=',
    '^=',
    ' ',
    '\n',
    ',',
    '\\',
    'https://console.aws.amazon.com/cloudtrailv2/home#/events',
    '?',
    '&',
    '%',
    's3://',
    '\u0000',
    '\ud800',
    '1770676073',
    'Feb',
    '"eventVersion":"1.08","eventID":',
    ':',
    '-',
    '0',
  )

  test('suggestions are valid filters', () => {
    expect(HOSTILE_TEXTS.length).toBeGreaterThan(0)
    for (const text of HOSTILE_TEXTS) expectSound(text)
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), expectSound))
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 14 }).map((some) => some.join('')),
        expectSound,
      ),
      { numRuns: 2000 },
    )
  })

  test('of any record, with this event as the first suggestion', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const text = JSON.stringify(record)
        expectSound(text)
        if (typeof record.eventID === 'string' && record.eventID !== '' && 'eventVersion' in record)
          expect(all(text)[0]).toBe(
            formatFilterText({ ...EVERYTHING, tokens: [token('eventID', '=', record.eventID)] }),
          )
      }),
    )
  })

  test('suggests any line of conditions as it was written', () => {
    fc.assert(
      fc.property(anyFilter(), (filter) => {
        const line = formatFilterText(filter)
        expectSound(line)
        const indicator = detectIndicators(line)
        if (indicator?.what === 'Filter')
          expect(indicator.suggestions[0]?.filter.tokens).toEqual(filter.tokens)
      }),
    )
  })

  test.each(['userName=ad\u200bmin', 'userName=admin,', 'userName=admin.'])(
    'suggests the filter of %o, with and without surrounding characters',
    (line) => expect(all(line)).toEqual([line, 'userName=admin']),
  )

  test('64 KB of one piece repeated are read to the end', () => {
    const units = [
      'a',
      '1',
      '.',
      ':',
      '[',
      '{',
      '"',
      '(',
      '\\',
      ' ',
      '\n',
      'a.',
      '1 ',
      'a=',
      '0-',
      'A1',
      ',',
      '{"a":',
      '["',
    ]
    for (const unit of units) {
      expectSound(unit.repeat(Math.ceil(65_536 / unit.length)))
      expectSound(`arn:aws:s3:::${unit.repeat(65_536 / unit.length)}`)
      expectSound(`2026-02-09${unit.repeat(65_536 / unit.length)}`)
    }
  })
})
