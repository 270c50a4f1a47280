import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { everyShape } from '../testing/everyShape.ts'
import { find, recordText, recordTexts } from './readForTest.ts'

const [a, b, c] = recordTexts(3) as [string, string, string]
const three = [a, b, c]
const logFile = `{"Records":[${three.join(',')}]}`
const pretty = JSON.stringify(JSON.parse(logFile), null, 2)
const json = JSON.stringify
const SHAPES = everyShape([a, b, c])

describe('three records', () => {
  test.each(SHAPES)('in %s', async (_, content) => {
    const found = await find(content)
    expect(found.problems).toEqual([])
    expect(found.records).toEqual(three)
    expect(found.positions).toEqual(['record 1', 'record 2', 'record 3'])
  })

  test.each(SHAPES)('in %s, byte by byte', async (_, content) => {
    expect(await find(content, { chunkSize: 1 })).toEqual(await find(content))
  })

  test('keep their whitespace', async () => {
    const found = await find(pretty)
    expect(found.records).toHaveLength(3)
    for (const text of found.records) expect(pretty).toContain(text)
  })
})

describe('what is a record', () => {
  const isRecord = async (object: unknown) => (await find(json(object))).records.length === 1
  test('it has a version, and an ID or a name or a source', async () => {
    expect(await isRecord({ eventVersion: '1.08', eventID: 'x' })).toBe(true)
    expect(await isRecord({ eventVersion: '1.08', eventName: 'x' })).toBe(true)
    expect(await isRecord({ eventVersion: '1.08', eventSource: 'x.amazonaws.com' })).toBe(true)
    expect(await isRecord({ eventVersion: '1.08', userIdentity: {} })).toBe(false)
  })
  test('or a source of AWS and a name', async () => {
    expect(await isRecord({ eventName: 'x', eventSource: 'ec2.amazonaws.com' })).toBe(true)
    expect(await isRecord({ eventName: 'x', eventSource: 'ec2.amazonaws.com.cn' })).toBe(true)
    expect(await isRecord({ eventName: 'x', eventSource: 'example.com' })).toBe(false)
  })
  test('Insights and aggregated events are', async () => {
    expect(
      await isRecord({
        eventVersion: '1.07',
        eventType: 'AwsCloudTrailInsight',
        insightDetails: { state: 'Start' },
      }),
    ).toBe(true)
    expect(
      await isRecord({ eventVersion: '1.0', eventId: 'x', eventCategory: 'Aggregated', timeWindow: {} }),
    ).toBe(true)
  })
  test('insightDetails by themselves are not', async () => {
    expect(
      await isRecord({
        state: 'Start',
        eventSource: 'a.amazonaws.com',
        eventName: 'x',
        insightType: 'ApiCallRateInsight',
      }),
    ).toBe(false)
  })
  test('with a user in its place, also beside a name that looks like a path', async () => {
    for (const name of ['requestParameters_copy', 'requestParameters.copy', 'tlsDetails_']) {
      const record = recordText(1, { [name]: { bucketName: 'x' }, [`${name}2`]: 'y' })
      expect(await find(record)).toMatchObject({ records: [record], problems: [] })
    }
  })

  test('members in any order, after any others', async () => {
    expect(
      await isRecord({
        '@timestamp': 't',
        tags: [{ x: ['}'] }],
        host: { name: '"' },
        eventName: 'x',
        eventVersion: '1.05',
      }),
    ).toBe(true)
  })
  test('Records may be an object', async () => {
    expect((await find(`{"Records": ${a}}`)).records).toEqual([a])
  })
})

describe('rows without capitals', () => {
  test('get their capitals back', async () => {
    const row = {
      eventversion: '1.08',
      useridentity: { type: 'Root', principalid: 'p', sessioncontext: { sessionissuer: { username: 'u' } } },
      eventsource: 's3.amazonaws.com',
      eventname: 'GetObject',
      sourceipaddress: '192.0.2.1',
      requestparameters: '{"bucketName":"b"}',
      resources: [{ arn: 'arn:aws:s3:::b', accountid: '1' }],
      readonly: 'true',
      eventid: 'x',
      errorcode: null,
    }
    const { records, problems } = await find(json(row))
    expect(problems).toEqual([])
    expect(JSON.parse(records[0]!)).toEqual({
      eventVersion: '1.08',
      userIdentity: { type: 'Root', principalId: 'p', sessionContext: { sessionIssuer: { userName: 'u' } } },
      eventSource: 's3.amazonaws.com',
      eventName: 'GetObject',
      sourceIPAddress: '192.0.2.1',
      requestParameters: { bucketName: 'b' },
      resources: [{ ARN: 'arn:aws:s3:::b', accountId: '1' }],
      readOnly: true,
      eventID: 'x',
    })
  })
  test('keep every digit, and what is below their parameters as it was', async () => {
    const parameters = '{ "maxResults":12345678901234567890, "ratio":1e400,"eventname":"x","n":1.0}'
    const row = `{"eventname":"A","eventsource":"s3.amazonaws.com","requestparameters":${json(parameters)},"responseelements":{"userid":1.50},"useridentity":{"type":"IAMUser","accountid":9007199254740993},"resources":[ {"arn":"a"} , {"arn":"b"}]}`
    for (const text of [row, `[${row}]`]) {
      const { records, problems } = await find(text)
      expect(problems).toEqual([])
      expect(records).toEqual([
        `{"eventName":"A","eventSource":"s3.amazonaws.com","requestParameters":${parameters},"responseElements":{"userid":1.50},"userIdentity":{"type":"IAMUser","accountId":9007199254740993},"resources":[{"ARN":"a"},{"ARN":"b"}]}`,
      ])
    }
  })
  test("also from Athena's CSV, with its structures", async () => {
    const csv = `"eventversion","useridentity","eventtime","eventsource","eventname","requestparameters","resources","eventid"\n"1.08","{type=AssumedRole, principalid=A:b, arn=arn:aws:sts::1:assumed-role/r/b, c, invokedby=null, sessioncontext={attributes={mfaauthenticated=false, creationdate=2024-05-01T00:00:00Z}, sessionissuer=null}}","2024-05-01T00:00:00Z","s3.amazonaws.com","GetObject","{""bucketName"":""b""}","[{arn=arn:aws:s3:::b, accountid=1, type=AWS::S3::Bucket}]","x"\n`
    const { records, problems } = await find(csv)
    expect(problems).toEqual([])
    expect(JSON.parse(records[0]!)).toEqual({
      eventVersion: '1.08',
      userIdentity: {
        type: 'AssumedRole',
        principalId: 'A:b',
        arn: 'arn:aws:sts::1:assumed-role/r/b, c',
        sessionContext: { attributes: { mfaAuthenticated: 'false', creationDate: '2024-05-01T00:00:00Z' } },
      },
      eventTime: '2024-05-01T00:00:00Z',
      eventSource: 's3.amazonaws.com',
      eventName: 'GetObject',
      requestParameters: { bucketName: 'b' },
      resources: [{ ARN: 'arn:aws:s3:::b', accountId: '1', type: 'AWS::S3::Bucket' }],
      eventID: 'x',
    })
  })
})

describe('what is no log file', () => {
  const LOOK_ALIKES: readonly (readonly [what: string, content: string | Uint8Array, reason: RegExp])[] = [
    [
      'an S3 event notification',
      json({
        Records: [
          {
            eventVersion: '2.1',
            eventSource: 'aws:s3',
            eventName: 'ObjectCreated:Put',
            s3: { bucket: { name: 'trail' }, object: { key: 'AWSLogs/x.json.gz' } },
          },
        ],
      }),
      /s3:\/\/trail\/AWSLogs\/x\.json\.gz/,
    ],
    [
      "CloudTrail's notification",
      json({
        Type: 'Notification',
        TopicArn: 'arn',
        Message: json({ s3Bucket: 'trail', s3ObjectKey: ['k1', 'k2'] }),
      }),
      /s3:\/\/trail\/k1, s3:\/\/trail\/k2/,
    ],
    [
      'a test notification',
      json({ Type: 'Notification', TopicArn: 'arn:aws:sns:x', Message: 'CloudTrail validation message.' }),
      /SNS message/,
    ],
    [
      'a digest file',
      json({
        awsAccountId: '1',
        digestStartTime: '2015-08-17T14:01:31Z',
        digestEndTime: '2015-08-17T15:01:31Z',
        digestS3Object: 'o',
        logFiles: [],
      }),
      /digest file/,
    ],
    [
      'an EventBridge event of another kind',
      json({
        version: '0',
        'detail-type': 'GuardDuty Finding',
        source: 'aws.guardduty',
        detail: { service: {} },
      }),
      /GuardDuty Finding/,
    ],
    [
      'the same with its kind behind it',
      json({ detail: { service: {} }, 'detail-type': 'GuardDuty Finding', source: 'aws.guardduty' }),
      /GuardDuty Finding/,
    ],
    [
      'OCSF',
      json({ class_uid: 6003, metadata: { product: { name: 'CloudTrail' } }, api: { operation: 'x' } }),
      /OCSF/,
    ],
    ['an IAM policy', json({ Version: '2012-10-17', Statement: [] }), /IAM policy/],
    [
      'a query result without records',
      json({ QueryStatus: 'FINISHED', QueryResultRows: [[{ eventCount: '1' }, { eventDay: 'y' }]] }),
      /Add eventJson/,
    ],
    [
      'a DynamoDB stream',
      json({
        Records: [
          {
            eventID: '1',
            eventVersion: '1.1',
            eventName: 'INSERT',
            eventSource: 'aws:dynamodb',
            dynamodb: {},
          },
        ],
      }),
      /aws:dynamodb/,
    ],
    ['a number', '12345', /JSON value 12345/],
    ['an empty object', '{}', /empty object/],
    ['prose', '# Notes\n\nSee {"eventVersion":"1.08"}.\n', /starts with "# Notes"/],
    ['a list of something', 'name,age\nalice,3\n', /Its columns are name, age/],
    ['markup', '<!DOCTYPE html><p>', /HTML/],
    ['Parquet', 'PAR1\u0000\u0000', /Parquet/],
    ['YAML', 'Events:\n- CloudTrailEvent: \'{"eventVersion":"1.08"}\'\n', /--output json/],
    ['nothing', '', /empty/],
    ['nothing but gzip', gzipSync(''), /empty/],
    ['an image', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /This is an image/],
  ]
  test.each(LOOK_ALIKES)('%s is skipped as a whole', async (_, content, reason) => {
    const { records, problems } = await find(content)
    expect(records).toEqual([])
    expect(problems).toHaveLength(1)
    expect(problems[0]!.position).toBeNull()
    expect(problems[0]!.reason).toMatch(reason)
    expect(await find(content, { chunkSize: 1 })).toEqual({ records, positions: [], problems })
  })

  test('empty lists are not a problem', async () => {
    for (const text of ['[]', '{"Records":[]}', '{"Events": [ ]}'])
      expect(await find(text)).toEqual({ records: [], positions: [], problems: [] })
  })

  test('a control message is not a problem, and is searched', async () => {
    const message = (logEvents: unknown) => json({ messageType: 'CONTROL_MESSAGE', logEvents })
    const check = [
      { id: '', timestamp: 1, message: 'CWL CONTROL MESSAGE: Checking health of the destination.' },
    ]
    expect(await find(message(check))).toMatchObject({ records: [], problems: [] })
    expect((await find(message([JSON.parse(a)]))).records).toEqual([a])
  })

  test('among records it is reported with its position', async () => {
    const foreign = json({ 'detail-type': 'GuardDuty Finding', source: 'aws.guardduty', detail: {} })
    const { records, problems } = await find([recordText(1), foreign, recordText(2)].join('\n'))
    expect(records).toHaveLength(2)
    expect(problems).toHaveLength(1)
    expect(problems[0]!.position).toMatch(/line 2$/)
  })
})
