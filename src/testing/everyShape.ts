import { gzipSync } from 'node:zlib'

const json = JSON.stringify
const lookupItem = (text: string) => ({
  EventId: 'x',
  EventName: 'RunInstances',
  Resources: [],
  CloudTrailEvent: text,
})
const eventBridge = (text: string) =>
  `{"version":"0","id":"i","detail-type":"AWS API Call via CloudTrail","source":"aws.ec2","account":"1","time":"2024-05-01T00:00:00Z","region":"us-east-1","resources":[],"detail":${text}}`
const logEvents = (texts: readonly string[]) =>
  texts.map((message, i) => ({ id: String(i), timestamp: 1714521600000 + i, message }))
const utf16 = (text: string, isBigEndian: boolean) => {
  const bytes = Buffer.from(`\u{feff}${text}`, 'utf16le')
  return isBigEndian ? bytes.swap16() : bytes
}
const csvCell = (text: string) => `"${text.replaceAll('"', '""')}"`

/**
 * Three records in every format that people have them in. The records are JSON text on one line.
 */
export function everyShape(
  three: readonly [string, string, string],
): readonly (readonly [name: string, content: string | Uint8Array])[] {
  const [a, b, c] = three
  const logFile = `{"Records":[${three.join(',')}]}`
  const subscription = json({
    messageType: 'DATA_MESSAGE',
    owner: '111122223333',
    logGroup: 'CloudTrail/logs',
    logStream: '111122223333_CloudTrail_us-east-1',
    subscriptionFilters: ['all'],
    logEvents: logEvents(three),
  })
  return [
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
    [
      'lookup-events output as text, with resources',
      three
        .map((text) => `EVENTS\tAKIA\t${text}\t2024-05-01\nRESOURCES\ti-0aaaa\tAWS::EC2::Instance`)
        .join('\n'),
    ],
    [
      'lookup-events output as text, with resources',
      three
        .map((text) => `EVENTS\tAKIA\t${text}\t2024-05-01\te\nRESOURCES\ti-1\tAWS::EC2::Instance`)
        .join('\n'),
    ],
    ['Insights events in lookup output', `{"Events":[${three.join(',')}]}`],
    ['a CloudWatch Logs subscription', subscription],
    [
      'a CloudWatch Logs subscription, as Lambda gets it',
      json({ awslogs: { data: gzipSync(subscription).toString('base64') } }),
    ],
    [
      'CloudWatch Logs subscriptions, as Firehose writes them',
      subscription +
        json({ messageType: 'CONTROL_MESSAGE', logEvents: [{ message: 'CWL CONTROL MESSAGE' }] }),
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
      'a table with the record in a column of any name',
      `"timestamp","message","full_message"\n${three.map((text) => `"t","prose",${csvCell(text)}`).join('\n')}\n`,
    ],
    [
      'a table of semicolons and lines above it',
      `sep=;\r\nExport of events\r\n\r\neventName;eventID;userName;record\r\n${three.map((text) => `x;y;z;${csvCell(text)}`).join('\r\n')}\r\n`,
    ],
    ['tab-separated text', `time\tevent\n${three.map((text) => `t\t${text}`).join('\n')}\n`],
    ['quoted rows without a header', three.map((text) => `"t",${csvCell(text)}`).join('\n')],
    [
      'a Steampipe query',
      json({
        columns: [{ name: 'event_id', data_type: 'text' }],
        rows: three.map((text) => ({ event_id: 'x', cloud_trail_event: JSON.parse(text) as unknown })),
      }),
    ],
    [
      'plaso events',
      three
        .map((text) =>
          json({ __container_type__: 'event', data_type: 'aws:cloudtrail:entry', cloud_trail_event: text }),
        )
        .join('\n'),
    ],
    ['records by user', `{"id":"1","users":{"ana@example.com":[${a},${b}],"bo":[${c}]}}`],
    [
      'test fixtures',
      three.map((text) => `{"name":"stop","input":{"cloudtrail":${text}},"expected":true}`).join('\n'),
    ],
    [
      'Wazuh alerts',
      three
        .map(
          (text) =>
            `{"timestamp":"t","rule":{"level":3,"groups":["amazon"]},"data":{"integration":"aws","aws":${text}},"location":"Wazuh-AWS"}`,
        )
        .join('\n'),
    ],
    [
      'a Loki query',
      json({
        status: 'success',
        data: {
          resultType: 'streams',
          result: [
            {
              stream: { job: 'cloudtrail' },
              values: three.map((text, i) => [`17098902480000000${i}`, text]),
            },
          ],
          stats: { summary: { totalLinesProcessed: 3 } },
        },
      }),
    ],
    [
      'Datadog logs',
      `{"data":[${three.map((text) => `{"id":"AQ","type":"log","attributes":{"service":"cloudtrail","tags":["source:cloudtrail"],"attributes":${text}}}`).join(',')}],"meta":{"page":{}}}`,
    ],
    [
      'an Elasticsearch bulk request',
      three.map((text) => `{"index":{"_index":"trail","_id":"1"}}\n${text}\n`).join(''),
    ],
    [
      'ECS documents around records',
      three
        .map((text) => `{"@timestamp":"t","event":{"kind":"event"},"aws":{"cloudtrail":${text}}}`)
        .join('\n'),
    ],
    [
      'JSON in a string in a string',
      json({
        a: {
          b: [json({ payload: json({ body: a }) }), json({ payload: json({ body: b }) }), json({ x: c })],
        },
      }),
    ],
    [
      'base64 under any name',
      json({ batch: three.map((text) => ({ rawPayload: Buffer.from(text).toString('base64') })) }),
    ],
    [
      'base64 of gzip under any name',
      json({ blobs: three.map((text) => gzipSync(text).toString('base64')) }),
    ],
    [
      'a Sumo Logic export',
      three.map((text) => json({ messageTime: 1, raw: text, sourceCategory: 'aws/cloudtrail' })).join('\n'),
    ],
    [
      'log lines with JSON in them',
      three.map((text) => `<134>May 1 00:00:00 host cloudtrail: ${text}`).join('\n'),
    ],
  ]
}
