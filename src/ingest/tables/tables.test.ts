import { describe, expect, test } from 'vitest'
import { find, recordText } from '../readForTest.ts'

const CONSOLE =
  'User name,AWS access key,Event time,Event source,Event name,AWS region,Source IP address,User agent,Error code,Resources,Request ID,Event ID,Read-only,Event type,Recipient Account Id,Event category'

/** The records of a table, parsed, and what is said of it. */
async function read(text: string | Uint8Array) {
  const { records, problems } = await find(text)
  return {
    records: records.map((record) => JSON.parse(record) as Record<string, unknown>),
    texts: records,
    problems: problems.map(({ position, reason }) => (position === null ? reason : `${position}: ${reason}`)),
  }
}

const cell = (text: string) => `"${text.replaceAll('"', '""')}"`

describe("the AWS console's CSV", () => {
  test('as it is now', async () => {
    const { records, problems } = await read(
      `${CONSOLE}\r\nalice,AKIA,2024-05-01T00:00:00Z,s3.amazonaws.com,PutObject,us-east-1,192.0.2.1,"aws-cli, with\nlines and ""quotes""",,"[{""resourceType"":""AWS::S3::Bucket"",""resourceName"":""b""}]",R,E,FALSE,AwsApiCall,111122223333,Data`,
    )
    expect(problems).toEqual([])
    expect(records).toEqual([
      {
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
      },
    ])
  })

  test('as it was before 2021, with a note that its times are local', async () => {
    const { records, problems } = await read(
      'Event ID,Event time,User name,Event name,Resource type,Resources,AWS access key,AWS region,Error code,Source IP address\nE,"2020-05-13, 04:52:01 PM",alice,CreatePolicy,IAM Policy and 1 more,"p, q",AKIA,us-east-1,,192.0.2.1\nF,"2020-05-13, 04:52:02 PM",alice,CreatePolicy,,,AKIA,us-east-1,,192.0.2.1\n',
    )
    expect(records[0]).toMatchObject({
      eventTime: '2020-05-13T16:52:01Z',
      eventName: 'CreatePolicy',
      eventID: 'E',
      resources: [{ ARN: 'p' }, { ARN: 'q' }],
      'Resource type': 'IAM Policy and 1 more',
    })
    expect(problems).toEqual([
      expect.stringMatching(/^1 column is not known as a member of CloudTrail's records: Resource type\./),
      expect.stringMatching(/^line 2: The time "2020-05-13, 04:52:01 PM" \(and 1 more\) .*the browser/),
    ])
  })

  test('a row without an event is skipped, which is said once', async () => {
    const { records, problems } = await read('User name,Event name,Event ID\na,Put,E\nx,,\ny,,\n,,\n')
    expect(records).toHaveLength(1)
    expect(problems).toEqual(['line 3: 2 rows, the first of them here, have no event and were skipped.'])
  })

  test('lines are counted as in an editor, with any line ends, including those in cells', async () => {
    for (const inCell of ['\n', '\r\n', '\r'])
      for (const [first, second] of [
        ['\n', '\n'],
        ['\r\n', '\r\n'],
        ['\n', '\r\n'],
        ['\r\n', '\n'],
      ]) {
        const rows = `User name,Event name,Event ID${first}a,"Put${inCell}${inCell}x",E${second}`
        const { records, problems } = await read(`${rows}${second}x,,${second}y,"Put${inCell}${inCell}`)
        expect(records).toHaveLength(1)
        expect(problems).toEqual([
          'line 6: 1 row has no event and was skipped.',
          expect.stringMatching(/^line 7: The text ends inside a cell in quotes/),
        ])
      }
  })
})

describe('a table is found', () => {
  const rows = (delimiter: string, more = '') =>
    `${more}${['eventName', 'eventID', 'userIdentity.userName', 'requestParameters'].join(delimiter)}\n${['Put', 'E', 'ana', delimiter === ',' ? cell('{"a":"x, y"}') : '{"a":"x, y"}'].join(delimiter)}\n`
  const expected = [
    { userIdentity: { userName: 'ana' }, eventName: 'Put', requestParameters: { a: 'x, y' }, eventID: 'E' },
  ]

  test.each([
    ['commas', rows(',')],
    ['semicolons', rows(';')],
    ['tabs', rows('\t')],
    ['pipes', rows('|')],
    ['spaces around its delimiters', rows(' | ')],
    ['sep=;', rows(';', 'sep=;\n')],
    ['sep and a tab', rows('\t', 'sep=\t\r\n')],
    ['#TYPE of PowerShell', rows(',', '#TYPE Amazon.CloudTrail.Model.Event\r\n')],
    ['titles above', rows(',', 'CloudTrail export, account 1\n"by ana"\n\n')],
    ['CR alone', rows(',').replaceAll('\n', '\r')],
    ['UTF-16', Buffer.from(`\u{feff}${rows('\t')}`, 'utf16le')],
    [
      'lines drawn by a database',
      '+-----------+---------+--------------------------+---------------------+\n| eventName | eventID | userIdentity.userName    | requestParameters   |\n+-----------+---------+--------------------------+---------------------+\n| Put       | E       | ana                      | {"a":"x, y"}        |\n+-----------+---------+--------------------------+---------------------+\n',
    ],
    [
      'psql',
      ' eventname | eventid | useridentity_username | requestparameters \n-----------+---------+-----------------------+-------------------\n Put       | E       | ana                   | {"a":"x, y"}\n(1 row)\n',
    ],
    [
      'Markdown',
      '| eventName | eventID | userName | requestParameters |\n|---|:--|---|---|\n| Put | E | ana | {"a":"x, y"} |\n',
    ],
    [
      'a nameless column of row numbers',
      `,eventName,eventID,userIdentity.userName,requestParameters\n0,Put,E,ana,${cell('{"a":"x, y"}')}\n`,
    ],
    [
      'quotes escaped by backslashes',
      'eventName,eventID,userIdentity.userName,requestParameters\nPut,E,ana,"{\\"a\\":\\"x, y\\"}"\n',
    ],
  ])('with %s', async (_, text) => {
    const { records, problems } = await read(text)
    expect(problems).toEqual([])
    expect(records).toEqual(expected)
  })

  test('also when only its first characters arrive at once', async () => {
    for (const text of [rows(','), rows(';', 'sep=;\n'), rows('\t', 'Title\n\n')])
      expect(await find(text, { chunkSize: 1 })).toEqual(await find(text))
  })

  test('and its lines are counted from the beginning of the file', async () => {
    const { problems } = await read(`Title\n\n${rows(',')}x,,,\n`.replace('x,,,', ',,x,'))
    expect(problems).toEqual(['line 5: 1 row has no event and was skipped.'])
  })
})

describe('columns', () => {
  test('of run-together and dotted names become nested objects', async () => {
    const { records, problems } = await read(
      'eventID,eventName,userIdentitytype,userIdentityaccountId,userIdentityuserName,requestParametersinstanceType,requestParameters.tagSet.items.0.key,requestParameters.tagSet.items.1.key,responseElements/x_y/Z\nE,RunInstances,IAMUser,811596193553.0,backup,t2.micro,a,b,c\n',
    )
    expect(problems).toEqual([])
    expect(records).toEqual([
      {
        userIdentity: { type: 'IAMUser', accountId: '811596193553', userName: 'backup' },
        eventName: 'RunInstances',
        requestParameters: { instanceType: 't2.micro', tagSet: { items: [{ key: 'a' }, { key: 'b' }] } },
        responseElements: { x_y: { Z: 'c' } },
        eventID: 'E',
      },
    ])
  })

  test('of Microsoft Sentinel', async () => {
    const { records, problems } = await read(
      `TenantId,TimeGenerated [UTC],EventName,EventSource,UserIdentityType,UserIdentityArn,SourceIpAddress,AWSRegion,SessionMfaAuthenticated,RequestParameters,RecipientAccountId,AwsEventId,ReadOnly\nt,"3/28/2024, 9:31:48.123 PM",StopInstances,ec2.amazonaws.com,IAMUser,arn:aws:iam::111122223333:user/ana,192.0.2.1,eu-west-1,True,${cell('{"n":1.0}')},111122223333,E,False\n`,
    )
    expect(records).toEqual([
      {
        userIdentity: {
          type: 'IAMUser',
          arn: 'arn:aws:iam::111122223333:user/ana',
          sessionContext: { attributes: { mfaAuthenticated: 'true' } },
        },
        eventTime: '2024-03-28T21:31:48.123Z',
        eventSource: 'ec2.amazonaws.com',
        eventName: 'StopInstances',
        awsRegion: 'eu-west-1',
        sourceIPAddress: '192.0.2.1',
        requestParameters: { n: 1 },
        eventID: 'E',
        readOnly: false,
        recipientAccountId: '111122223333',
        TenantId: 't',
      },
    ])
    expect(problems).toEqual([
      expect.stringContaining('TenantId'),
      expect.stringMatching(/^line 2: The time "3\/28\/2024, 9:31:48.123 PM" has no time zone/),
    ])
  })

  test('of Steampipe', async () => {
    const { records, problems } = await read(
      'event_name,event_source,event_time,user_type,username,user_identifier,source_ip_address,access_key_id,recipient_account_id,read_only\nStopInstances,ec2.amazonaws.com,2024-03-08T09:30:47Z,IAMUser,ana,arn:aws:iam::111122223333:user/ana,192.0.2.1,AKIA,111122223333,false\n',
    )
    expect(problems).toEqual([])
    expect(records[0]).toMatchObject({
      userIdentity: { type: 'IAMUser', userName: 'ana', arn: 'arn:aws:iam::111122223333:user/ana' },
      eventTime: '2024-03-08T09:30:47Z',
      readOnly: false,
    })
  })

  test('that are not known keep their names and values, and are named once', async () => {
    const { records, problems } = await read(
      `eventName,eventID,userName,Severity,myTag,empty\nA,1,ana,High,${cell('{"Key":1.50}')},\nB,2,ana,,x,\n`,
    )
    expect(records[0]).toMatchObject({ Severity: 'High', myTag: { Key: 1.5 } })
    expect(problems).toEqual([
      "2 columns are not known as members of CloudTrail's records: Severity, myTag. Their values were kept in the records under these names.",
    ])
  })

  test('none of them for the user, which is said', async () => {
    expect((await read('eventName,eventID\nA,1\n')).problems).toEqual([
      'The table has no column for the user, so its events have no user name.',
    ])
  })

  test('a row without a user is said; one of a service is not', async () => {
    const { records, problems } = await read(
      'eventName,eventID,userName,sourceIPAddress,eventType\nA,1,,192.0.2.1,AwsApiCall\nB,2,,ec2.amazonaws.com,AwsApiCall\nC,3,,,AwsServiceEvent\nD,4,ana,,\n',
    )
    expect(records).toHaveLength(4)
    expect(problems).toEqual(['line 2: 1 row has no user: it was loaded as an event without a user name.'])
  })

  test('that are missing are named in the refusal', async () => {
    const { records, problems } = await read('eventTime,awsRegion,userAgent,n\nx,y,z,1\n')
    expect(records).toEqual([])
    expect(problems).toEqual([
      'This is a table without columns for the event name and time (eventName, eventTime) or the event ID (eventID), so it has no events to load. Its columns are eventTime, awsRegion, userAgent, n.',
    ])
  })
})

describe('tables that tools put together', () => {
  test('one behind the other, with the same header or another', async () => {
    const header = 'eventName,eventID,userName\n'
    const { records, problems } = await read(
      `${header}A,1,ana\n${header}B,2,ana\nsep=,\n"userName","eventName","eventID","awsRegion"\nana,C,3,x\n`,
    )
    expect(problems).toEqual([])
    expect(records.map(({ eventName, eventID, awsRegion }) => [eventName, eventID, awsRegion])).toEqual([
      ['A', '1', undefined],
      ['B', '2', undefined],
      ['C', '3', 'x'],
    ])
  })

  test('with the numbers of R in front of its rows', async () => {
    const { records, problems } = await read(
      '"eventName","eventID","userName"\n"1","A","x","ana"\n"2","B","y","ana"\n',
    )
    expect(problems).toEqual([])
    expect(records.map(({ eventID }) => eventID)).toEqual(['x', 'y'])
  })

  test('of PowerShell, with the types of its objects', async () => {
    const { records, problems } = await read(
      'EventName,EventId,Username,Resources\nA,1,ana,System.Collections.Generic.List`1[Amazon.CloudTrail.Model.Resource]\n',
    )
    expect(records[0]).not.toHaveProperty('resources')
    expect(problems).toEqual([
      expect.stringMatching(/^line 2: The cell "System\.Collections.* has the type of a value/),
    ])
  })

  test('of Splunk, with its marks of arrays', async () => {
    const { records } = await read(
      '_time,eventName,eventID,userName,requestParameters.items{}.id\n2024-03-08T09:30:47.000+0000,A,1,ana,i-1\n',
    )
    expect(records[0]).toMatchObject({
      eventTime: '2024-03-08T09:30:47.000+0000',
      requestParameters: { items: [{ id: 'i-1' }] },
    })
  })

  test('without a header, which is said', async () => {
    const { records, problems } = await read(
      '"2024-03-08T09:30:47Z","StopInstances","ana"\n"2024-03-08T09:31:47Z","StopInstances","ana"\n',
    )
    expect(records).toEqual([])
    expect(problems).toEqual([expect.stringMatching(/^This is a table without a header\. Add a first line/)])
  })
})

describe('a column with whole records', () => {
  const text = recordText(1, { eventVersion: '1.10' })

  test.each([
    ['any name', `when,anything\n1,${cell(text)}\n`],
    ['full_message of Graylog', `timestamp,source,message,full_message\n1,s,prose,${cell(text)}\n`],
    ['names of members around it', `eventName,eventID,cloud_trail_event\nWrong,wrong,${cell(text)}\n`],
    ['titles above', `Export\n\nwhen,anything\n1,${cell(text)}\n`],
    ['no header', `1,${cell(text)}\n`],
    ['one column', `anything\n${cell(text)}\n`],
    ['text before the JSON', `time,_raw\n1,${cell(`May 1 host: ${text}`)}\n`],
    ['an envelope', `id,payload\n1,${cell(`{"Records":[${text}]}`)}\n`],
    ['a string of a string', `id,payload\n1,${cell(JSON.stringify({ Message: text }))}\n`],
    ['backslashes', `id,payload\n1,"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"\n`],
    ['tabs and no quotes', `id\tpayload\n1\t${text}\n`],
  ])('and %s', async (_, csv) => {
    const { texts, problems } = await read(csv)
    expect(problems).toEqual([])
    expect(texts).toEqual([text])
  })

  test('on several lines', async () => {
    const pretty = JSON.stringify(JSON.parse(text), null, 2)
    const { texts, problems } = await read(`Export\nid,payload\n1,${cell(pretty)}\n`)
    expect(problems).toEqual([])
    expect(texts).toEqual([pretty])
  })

  test('each row by what it has', async () => {
    const { records, problems } = await read(
      `eventName,eventID,userName,record\nA,1,ana,\nB,2,ana,${cell(text)}\nC,3,ana,${cell(text.slice(0, 100))}\n`,
    )
    expect(records.map(({ eventID }) => eventID)).toEqual(['1', 'e-1', '3'])
    expect(problems).toEqual([
      expect.stringContaining('1 column is not known'),
      expect.stringMatching(/^line 4: /),
    ])
  })

  test('of something else: a sentence says what', async () => {
    const { records, problems } = await read(
      `time,@message\n1,${cell('{"eventSource":"aws:s3","eventVersion":"2.1","s3":{}}')}\n`,
    )
    expect(records).toEqual([])
    expect(problems).toHaveLength(1)
  })
})

describe('what spreadsheets do', () => {
  const table = (time: string, account = '111122223333') =>
    `eventName,eventID,userName,eventTime,recipientAccountId\nA,1,ana,${time},${account}\n`

  test.each([
    ['811596193553.0', '811596193553'],
    ['"811596193553,00"', '811596193553'],
    ['8.11596193553E+11', '811596193553'],
    ['"=""011122223333"""', '011122223333'],
    ['1111-2222-3333', '111122223333'],
    ['anonymous', 'anonymous'],
  ])('the account %s is certain', async (written, account) => {
    const { records, problems } = await read(table('2024-03-08T09:30:47Z', written))
    expect(problems).toEqual([])
    expect(records[0]).toMatchObject({ recipientAccountId: account })
  })

  test.each([
    ['1.11122E+11', /^line 2: The account ID "1.11122E\+11" was rounded/],
    ['"1,11122E+11"', /^line 2: The account ID "1,11122E\+11" was rounded/],
    ['11122223333', /^line 2: The account ID "11122223333" has fewer than 12 digits/],
  ])('the account %s is not', async (written, reason) => {
    const { records, problems } = await read(table('2024-03-08T09:30:47Z', written))
    expect(problems).toEqual([expect.stringMatching(reason)])
    expect(records[0]).not.toHaveProperty('recipientAccountId')
    expect(Object.values(records[0]!)).toContain(written.replaceAll('"', ''))
  })

  test('an account without its zeros is certain if the row has it elsewhere', async () => {
    const { records, problems } = await read(
      'eventName,eventID,userIdentity.arn,recipientAccountId\nA,1,arn:aws:iam::001122223333:user/ana,1122223333\n',
    )
    expect(problems).toEqual([])
    expect(records[0]).toMatchObject({ recipientAccountId: '001122223333' })
  })

  test.each([
    ['08.03.2024 09:31', '2024-03-08T09:31:00Z'],
    ['3/28/2024 9:31', '2024-03-28T09:31:00Z'],
    ['3/28/24 9:31 PM', '2024-03-28T21:31:00Z'],
    ['28/03/2024 09:31:05', '2024-03-28T09:31:05Z'],
    ['45359.396527777781', '2024-03-08T09:31:00Z'],
    ['"45359,396527777781"', '2024-03-08T09:31:00Z'],
  ])('the time %s', async (written, time) => {
    const { records, problems } = await read(table(written))
    expect(records[0]).toMatchObject({ eventTime: time })
    expect(problems).toEqual([expect.stringMatching(/has no time zone and was read as UTC/)])
  })

  test.each(['2024-03-08 09:31', '2024-03-08 09:30:47.000 UTC', '1709890247', 'yesterday', '31:48.0'])(
    'the time %s stays as it is',
    async (written) => {
      const { records, problems } = await read(table(written))
      expect(records[0]).toMatchObject({ eventTime: written })
      expect(problems).toEqual([])
    },
  )

  const dated = (...times: readonly string[]) =>
    `eventName,eventID,userName,eventTime\n${times.map((time, i) => `A,${i},ana,${time}`).join('\n')}\n`

  test('the order of day and month is that of a row which decides it', async () => {
    const { records, problems } = await read(
      dated('3/8/2024 9:31', '4/8/2024 9:31', '25/8/2024 9:31', '1/2/2024 9:31'),
    )
    expect(records.map(({ eventTime }) => eventTime)).toEqual([
      '2024-08-03T09:31:00Z',
      '2024-08-04T09:31:00Z',
      '2024-08-25T09:31:00Z',
      '2024-02-01T09:31:00Z',
    ])
    expect(problems).toEqual([expect.stringMatching(/^line 2: The time "3\/8\/2024 9:31" \(and 3 more\)/)])
  })

  test('otherwise it is a guess, which is said', async () => {
    const american = await read(dated('3/8/2024 9:31', '4/8/2024 9:31'))
    expect(american.records.map(({ eventTime }) => eventTime)).toEqual([
      '2024-03-08T09:31:00Z',
      '2024-04-08T09:31:00Z',
    ])
    expect(american.problems).toContain(
      'line 2: The date "3/8/2024 9:31" (and 1 more) can be read in two ways. It was read as month, day, year.',
    )
    const british = await read(dated('03/08/2024 09:31'))
    expect(british.records[0]).toMatchObject({ eventTime: '2024-08-03T09:31:00Z' })
    expect(british.problems).toContainEqual(expect.stringContaining('day, month, year'))
  })

  test('booleans in capitals and in other languages', async () => {
    const { records } = await read(
      'eventName,eventID,userName,readOnly,managementEvent,mfaAuthenticated\nA,1,ana,TRUE,FALSCH,FALSE\n',
    )
    expect(records[0]).toMatchObject({
      readOnly: true,
      managementEvent: false,
      userIdentity: { sessionContext: { attributes: { mfaAuthenticated: 'false' } } },
    })
  })

  test('a cell of the greatest length that Excel keeps is cut off', async () => {
    const { problems } = await read(
      `eventName,eventID,userName,requestParameters\nA,1,ana,"{${'x'.repeat(32_766)}"\n`,
    )
    expect(problems).toEqual([
      expect.stringMatching(/^line 2: 1 row has a cell with exactly 32,767 characters/),
    ])
  })
})

describe('rows of the wrong length', () => {
  const header = 'eventName,eventID,userName,awsRegion\n'

  test('the last one is cut off if the text ends in it', async () => {
    const { records, problems } = await read(`${header}A,1,ana,eu-west-1\nB,2,an`)
    expect(records).toHaveLength(1)
    expect(problems).toEqual([
      'line 3: The last row is cut off (3 instead of 4) and was not loaded. Export the table again to get it.',
    ])
  })

  test('with too few cells are read, which is said once', async () => {
    const { records, problems } = await read(`${header}A,1,ana\nB,2,ana,x\nC,3,ana\n`)
    expect(records).toHaveLength(3)
    expect(problems).toEqual([
      'line 2: 2 rows, the first of them here, have fewer cells than the header (3 instead of 4): the missing ones were read as empty.',
    ])
  })

  test('with too many cells are left out, which is said once; empty ones do not count', async () => {
    const { records, problems } = await read(`${header}A,1,ana,x,,\nB,2,a,na,x\nC,3,a,na,x\n`)
    expect(records).toHaveLength(1)
    expect(problems).toEqual([
      expect.stringMatching(/^line 3: 2 rows, the first of them here, have more cells/),
    ])
  })
})

describe('JSON in cells', () => {
  test('stays as it is written', async () => {
    const parameters = '{ "maxResults":12345678901234567890, "ratio":1e400,"x":1.0,"name":"caf\\u00e9"}'
    const { texts } = await read(
      `eventname,eventid,useridentity,requestparameters\nA,1,${cell('{"type":"IAMUser","username":"ana"}')},${cell(parameters)}\n`,
    )
    expect(texts).toEqual([
      `{"userIdentity":{"type":"IAMUser","userName":"ana"},"eventName":"A","requestParameters":${parameters},"eventID":"1"}`,
    ])
  })

  test('of Python becomes JSON where that is certain', async () => {
    const { records } = await read(
      `eventName,eventID,userName,requestParameters.a,requestParameters.b,requestParameters.c,requestParameters.d,errorMessage\nA,1,ana,"[{'id': 'i-0', 'on': True, 'n': 1.50, 'x': None}]","{'it\\'s': ""it's""}",False,{call()},[sic]\n`,
    )
    expect(records[0]).toMatchObject({
      requestParameters: {
        a: [{ id: 'i-0', on: true, n: 1.5, x: null }],
        b: { "it's": "it's" },
        c: false,
        d: '{call()}',
      },
      errorMessage: '[sic]',
    })
  })

  test('as a map of CloudTrail Lake', async () => {
    const { records } = await read(
      `eventname,eventid,username,requestparameters\nA,1,ana,"{bucketName=b, Host=x.s3, items=[{""a"":1}], note=}"\n`,
    )
    expect(records[0]).toMatchObject({
      requestParameters: { bucketName: 'b', Host: 'x.s3', items: [{ a: 1 }], note: '' },
    })
  })
})
