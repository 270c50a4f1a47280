import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { find, recordText, recordTexts } from './readForTest.ts'

const [a, b, c] = recordTexts(3) as [string, string, string]
const three = [a, b, c]
const logFile = `{"Records":[${three.join(',')}]}`
const pretty = JSON.stringify(JSON.parse(logFile), null, 2)
const json = JSON.stringify
const lookupItem = (text: string) => ({
  EventId: 'x',
  EventName: 'RunInstances',
  Resources: [],
  CloudTrailEvent: text,
})
const eventBridge = (text: string) =>
  `{"version":"0","id":"i","detail-type":"AWS API Call via CloudTrail","source":"aws.ec2","account":"1","time":"2024-05-01T00:00:00Z","region":"us-east-1","resources":[],"detail":${text}}`
const logEvents = (texts: string[]) =>
  texts.map((message, i) => ({ id: String(i), timestamp: 1714521600000 + i, message }))
const subscription = json({
  messageType: 'DATA_MESSAGE',
  owner: '111122223333',
  logGroup: 'CloudTrail/logs',
  logStream: '111122223333_CloudTrail_us-east-1',
  subscriptionFilters: ['all'],
  logEvents: logEvents(three),
})
const utf16 = (text: string, isBigEndian: boolean) => {
  const bytes = Buffer.from(`\u{feff}${text}`, 'utf16le')
  return isBigEndian ? bytes.swap16() : bytes
}
const csvCell = (text: string) => `"${text.replaceAll('"', '""')}"`

/** Everything people hold three records in. */
const SHAPES: readonly (readonly [name: string, content: string | Uint8Array])[] = [
  ['a log file', logFile],
  ['a log file with members around Records', `{"NextToken":null,"Records":[${three.join(',')}],"count":3}`],
  ['gzip', gzipSync(logFile)],
  ['gzip in gzip', gzipSync(gzipSync(logFile))],
  ['concatenated gzip members', Buffer.concat([gzipSync(a), gzipSync(`\n${b}`), gzipSync(c)])],
  ['an array', `[${three.join(', ')}]`],
  ['an array with a trailing comma', `[${three.join(',\n')},\n]`],
  ['an array of log files', `[{"Records":[${a}]},{"Records":[${b},${c}]}]`],
  ['a record in each line', three.join('\n')],
  [
    'a record in each line, CRLF, a byte order mark and a line break at the end',
    `\u{feff}${three.join('\r\n')}\r\n`,
  ],
  ['a log file in each line', `{"Records":[${a}]}\n{"Records":[${b},${c}]}\n`],
  ['records with nothing between them', three.join('')],
  ['records with commas between them', three.join(',\n')],
  ['records with tabs between them', three.join('\t')],
  ['UTF-16, little end first', utf16(logFile, false)],
  ['UTF-16, big end first', utf16(three.join('\r\n'), true)],
  ['lookup-events output', json({ NextToken: 't', Events: three.map(lookupItem) }, null, 4)],
  ['lookup-events items', json(three.map(lookupItem))],
  ['a lookup-events item in each line', three.map((text) => json(lookupItem(text))).join('\n')],
  ['an array of lookup-events records', json(three)],
  ['a lookup-events record in each line, as a string', three.map((text) => json(text)).join('\n')],
  [
    'lookup-events output as text',
    three.map((text) => `EVENTS\tAKIA\t${text}\t2024-05-01\te\tRunInstances`).join('\n'),
  ],
  ['Insights events in lookup output', `{"Events":[${three.join(',')}]}`],
  ['a CloudWatch Logs subscription', subscription],
  [
    'a CloudWatch Logs subscription, as Lambda gets it',
    json({ awslogs: { data: gzipSync(subscription).toString('base64') } }),
  ],
  [
    'CloudWatch Logs subscriptions, as Firehose writes them',
    subscription + json({ messageType: 'CONTROL_MESSAGE', logEvents: [{ message: 'CWL CONTROL MESSAGE' }] }),
  ],
  ['filter-log-events output', json({ events: logEvents(three), searchedLogStreams: [], nextToken: 'n' })],
  [
    'get-log-events output',
    json({ events: logEvents(three), nextForwardToken: 'f', nextBackwardToken: 'b' }),
  ],
  ['a CloudWatch Logs export', three.map((text) => `2024-05-01T00:00:00.123Z ${text}`).join('\n')],
  [
    'a Logs Insights result',
    json({
      results: three.map((value) => [
        { field: '@message', value },
        { field: '@ptr', value: 'Cms' },
      ]),
      status: 'Complete',
    }),
  ],
  [
    'a Logs Insights result as CSV',
    `@timestamp,@message\n${three.map((text) => `2024-05-01 00:00:00.000,${csvCell(text)}`).join('\n')}\n`,
  ],
  ['EventBridge events', three.map(eventBridge).join('\n')],
  ['EventBridge events with nothing between them', three.map(eventBridge).join('')],
  [
    'EventBridge events in SQS messages',
    json({ Messages: three.map((text) => ({ MessageId: 'm', Body: eventBridge(text) })) }),
  ],
  [
    'EventBridge events over SNS in SQS messages',
    json({
      Messages: three.map((text) => ({
        Body: json({ Type: 'Notification', TopicArn: 'arn', Message: eventBridge(text) }),
      })),
    }),
  ],
  [
    'Lambda input of SQS',
    json({
      Records: three.map((text) => ({ messageId: 'm', body: eventBridge(text), eventSource: 'aws:sqs' })),
    }),
  ],
  [
    'Lambda input of Kinesis',
    json({
      Records: three.map((text) => ({
        kinesis: { data: Buffer.from(text).toString('base64') },
        eventSource: 'aws:kinesis',
        eventVersion: '1.0',
        eventName: 'aws:kinesis:record',
      })),
    }),
  ],
  ['S3 Select rows', three.map((text) => `{"_1":${text}}`).join('\n')],
  [
    'a CloudTrail Lake result',
    json({
      QueryStatus: 'FINISHED',
      QueryResultRows: three.map((eventJson) => [{ eventID: 'x' }, { eventJson }]),
    }),
  ],
  [
    'a CloudTrail Lake result as CSV',
    `eventid,eventjson\n${three.map((text) => `x,${csvCell(text)}`).join('\n')}`,
  ],
  [
    'an Elastic search',
    json({
      took: 1,
      hits: {
        total: 3,
        hits: three.map((original) => ({
          _index: 'i',
          _source: { '@timestamp': 't', event: { original, kind: 'event' }, aws: { cloudtrail: {} } },
        })),
      },
    }),
  ],
  ['an Elastic export', three.map((text) => `{"_index":"i","_source":${text}}`).join('\n')],
  [
    'event.original in fields',
    three.map((text) => json({ fields: { 'event.original': [text] } })).join('\n'),
  ],
  [
    'a Splunk export',
    three.map((text) => json({ preview: false, offset: 1, result: { _time: 't', _raw: text } })).join('\n'),
  ],
  ['_raw', json(three.map((text) => ({ _raw: text })))],
  ['a Splunk export as CSV', `"_time","_raw"\n${three.map((text) => `"t",${csvCell(text)}`).join('\n')}`],
  [
    'log lines with JSON in them',
    three.map((text) => `<134>May 1 00:00:00 host cloudtrail: ${text}`).join('\n'),
  ],
]

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

  test('keep their white space', async () => {
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
  test('get them back', async () => {
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

describe("the console's CSV", () => {
  test('as it is now', async () => {
    const csv =
      'User name,AWS access key,Event time,Event source,Event name,AWS region,Source IP address,User agent,Error code,Resources,Request ID,Event ID,Read-only,Event type,Recipient Account Id,Event category\r\nalice,AKIA,2024-05-01T00:00:00Z,s3.amazonaws.com,PutObject,us-east-1,192.0.2.1,"aws-cli, with\nlines and ""quotes""",,"[{""resourceType"":""AWS::S3::Bucket"",""resourceName"":""b""}]",R,E,FALSE,AwsApiCall,111122223333,Data'
    const { records, problems, positions } = await find(csv)
    expect(problems).toEqual([])
    expect(positions).toEqual(['record 1'])
    expect(JSON.parse(records[0]!)).toEqual({
      userIdentity: { userName: 'alice', accessKeyId: 'AKIA' },
      eventTime: '2024-05-01T00:00:00Z',
      eventSource: 's3.amazonaws.com',
      eventName: 'PutObject',
      awsRegion: 'us-east-1',
      sourceIPAddress: '192.0.2.1',
      userAgent: 'aws-cli, with\nlines and "quotes"',
      requestParameters: { omitted: true },
      responseElements: { omitted: true },
      requestID: 'R',
      eventID: 'E',
      readOnly: false,
      resources: [{ type: 'AWS::S3::Bucket', ARN: 'b' }],
      eventType: 'AwsApiCall',
      recipientAccountId: '111122223333',
      eventCategory: 'Data',
    })
  })
  test('as it was before 2021', async () => {
    const csv =
      'Event ID,Event time,User name,Event name,Resource type,Resources,AWS access key,AWS region,Error code,Source IP address\nE,"2020-05-13, 04:52:01 PM",alice,CreatePolicy,IAM Policy and 1 more,"p, q",AKIA,us-east-1,,192.0.2.1\n'
    const { records, problems } = await find(csv)
    expect(problems).toEqual([])
    expect(JSON.parse(records[0]!)).toMatchObject({
      eventTime: '2020-05-13T16:52:01Z',
      eventName: 'CreatePolicy',
      eventID: 'E',
      resources: [{ ARN: 'p' }, { ARN: 'q' }],
    })
  })
  test('a row that names no event is left out', async () => {
    const { records, problems } = await find(
      'Event time,Event name,Event ID\n2024-05-01T00:00:00Z,Put,E\nx,,\n',
    )
    expect(records).toHaveLength(1)
    expect(problems).toEqual([{ position: 'line 3', reason: 'The row names no event: it was left out.' }])
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
      json({ QueryStatus: 'FINISHED', QueryResultRows: [[{ eventID: 'x' }, { eventName: 'y' }]] }),
      /select eventJson/,
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
    ['prose', '# Notes\n\nSee {"eventVersion":"1.08","eventID":"x"}.\n', /begins "# Notes"/],
    ['a list of something', 'name,age\nalice,3\n', /begins "name,age"/],
    ['markup', '<!DOCTYPE html><p>', /markup/],
    ['Parquet', 'PAR1\u0000\u0000', /Parquet/],
    ['YAML', 'Events:\n- CloudTrailEvent: \'{"eventVersion":"1.08"}\'\n', /--output json/],
    ['nothing', '', /empty/],
    ['nothing but gzip', gzipSync(''), /empty/],
    ['an image', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /neither text/],
  ]
  test.each(LOOK_ALIKES)('%s is refused as a whole', async (_, content, reason) => {
    const { records, problems } = await find(content)
    expect(records).toEqual([])
    expect(problems).toHaveLength(1)
    expect(problems[0]!.position).toBeNull()
    expect(problems[0]!.reason).toMatch(reason)
    expect(await find(content, { chunkSize: 1 })).toEqual({ records, positions: [], problems })
  })

  test('empty lists are no problem', async () => {
    for (const text of ['[]', '{"Records":[]}', '{"Events": [ ]}'])
      expect(await find(text)).toEqual({ records: [], positions: [], problems: [] })
  })

  test('among records it is reported where it stands', async () => {
    const foreign = json({ 'detail-type': 'GuardDuty Finding', source: 'aws.guardduty', detail: {} })
    const { records, problems } = await find([recordText(1), foreign, recordText(2)].join('\n'))
    expect(records).toHaveLength(2)
    expect(problems).toHaveLength(1)
    expect(problems[0]!.position).toMatch(/line 2$/)
  })
})
