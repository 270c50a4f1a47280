import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createAccount, recordsBetween } from '../../account/account.ts'
import { everyShape } from '../../testing/everyShape.ts'
import { zip } from '../../ingest/containers/zipForTest.ts'

/** A file that mutants are made of. */
export interface Seed {
  readonly name: string
  readonly bytes: Buffer
}

const SMALL_BYTES = 8 * 1024
const RECORDS_A_CUT = 3
const CUTS_A_FILE = 25

/**
 * Small generated files of every shape that is read, and the real files in a folder, which may be
 * missing.
 */
export function seedsOf(folder: string | null): readonly Seed[] {
  return [...generatedSeeds(), ...(folder === null ? [] : realSeeds(folder))]
}

function generatedSeeds(): Seed[] {
  const nowMs = Date.parse('2026-02-04T00:00:00Z')
  const account = createAccount(7, nowMs)
  const records = [...recordsBetween(account, nowMs - 2 * 3_600_000, nowMs)].slice(0, 16)
  const [a, b, c] = records as [string, string, string]
  const shapes: (readonly [string, string | Uint8Array])[] = [
    ...everyShape([a, b, c]),
    [
      'a pretty log file',
      JSON.stringify({ Records: [a, b].map((text): unknown => JSON.parse(text)) }, null, 2),
    ],
    ['a log file of eight', `{"Records":[${records.slice(0, 8).join(',')}]}`],
    ['eight lines', records.slice(8).join('\n')],
    ['one record', a],
    [
      'a zip archive',
      zip([
        { name: 'logs/', content: '' },
        { name: 'logs/a.json', content: `{"Records":[${a}]}` },
        { name: 'logs/b.json', content: b, trailer: true },
        { name: 'c.json', content: c, stored: true },
        { name: 'inner.zip', content: zip([{ name: 'd.json', content: a }]) },
      ]),
    ],
    ['nothing', ''],
    ...OTHERS,
  ]
  return shapes.map(([name, content]) => ({ name: `made: ${name}`, bytes: Buffer.from(content) }))
}

/** Rows, and files that only look like log files. */
const OTHERS: readonly (readonly [string, string])[] = [
  [
    "the console's CSV",
    'User name,AWS access key,Event time,Event source,Event name,AWS region,Source IP address,User agent,Error code,Resources,Request ID,Event ID,Read-only,Event type,Recipient Account Id,Event category\r\nalice,AKIA,2024-05-01T00:00:00Z,s3.amazonaws.com,PutObject,us-east-1,192.0.2.1,"aws-cli, with\nlines and ""quotes""",,"[{""resourceType"":""AWS::S3::Bucket"",""resourceName"":""b""}]",R,E,FALSE,AwsApiCall,111122223333,Data\r\nbob,,2024-05-01T00:00:01Z,s3.amazonaws.com,GetObject,us-east-1,192.0.2.1,x,,,R,F,TRUE,AwsApiCall,111122223333,Data\r\n',
  ],
  [
    "the console's CSV before 2021",
    'Event ID,Event time,User name,Event name,Resource type,Resources,AWS access key,AWS region,Error code,Source IP address\nE,"2020-05-13, 04:52:01 PM",alice,CreatePolicy,IAM Policy and 1 more,"p, q",AKIA,us-east-1,,192.0.2.1\n',
  ],
  [
    "Athena's CSV",
    '"eventversion","useridentity","eventtime","eventsource","eventname","requestparameters","resources","eventid"\n"1.08","{type=AssumedRole, principalid=A:b, arn=arn:aws:sts::1:assumed-role/r/b, c, invokedby=null, sessioncontext={attributes={mfaauthenticated=false, creationdate=2024-05-01T00:00:00Z}, sessionissuer=null}}","2024-05-01T00:00:00Z","s3.amazonaws.com","GetObject","{""bucketName"":""b""}","[{arn=arn:aws:s3:::b, accountid=1, type=AWS::S3::Bucket}]","x"\n',
  ],
  [
    'rows without capitals',
    '{"eventversion":"1.08","useridentity":{"type":"Root","principalid":"p","sessioncontext":{"sessionissuer":{"username":"u"}}},"eventsource":"s3.amazonaws.com","eventname":"GetObject","requestparameters":"{\\"bucketName\\":\\"b\\"}","resources":[{"arn":"arn:aws:s3:::b","accountid":"1"}],"readonly":"true","eventid":"x","errorcode":null}',
  ],
  [
    'OCSF events',
    '[{"metadata":{"product":{"version":"1.08","name":"CloudTrail"},"uid":"x"},"time":1714521600000,"class_uid":6003,"api":{"operation":"GetObject","service":{"name":"s3.amazonaws.com"},"request":{"data":"{\\"bucketName\\":\\"b\\",\\"n\\":1.50}"}},"actor":{"user":{"type":"IAMUser","name":"u"},"session":null},"resources":[{"uid":"arn:aws:s3:::b"}],"unmapped":{"readOnly":"true","userIdentity.sessionContext.sessionIssuer.type":"Role"}},{"class_uid":6003,"metadata":{},"raw_data":"{\\"eventVersion\\":\\"1.08\\",\\"eventID\\":\\"y\\",\\"eventName\\":\\"z\\"}"}]',
  ],
  [
    'an ECS document',
    '{"@timestamp":"2024-05-01T00:00:00Z","event":{"provider":"s3.amazonaws.com","action":"GetObject","id":"x"},"aws":{"cloudtrail":{"event_version":"1.08","user_identity":{"type":"Root","session_context":{"mfa_authenticated":"true"}},"request_parameters":"{a=b}","flattened":{"request_parameters":{"a":"b"}},"resources":[{"arn":"arn:aws:s3:::b"}]}},"source":{"address":"192.0.2.1"}}',
  ],
  [
    'an S3 event notification',
    '{"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"trail"},"object":{"key":"AWSLogs/x.json.gz"}}}]}',
  ],
  [
    "CloudTrail's notification",
    '{"Type":"Notification","TopicArn":"arn","Message":"{\\"s3Bucket\\":\\"trail\\",\\"s3ObjectKey\\":[\\"k1\\",\\"k2\\"]}"}',
  ],
  [
    'a digest file',
    '{"awsAccountId":"1","digestStartTime":"2015-08-17T14:01:31Z","digestEndTime":"2015-08-17T15:01:31Z","digestS3Object":"o","logFiles":[]}',
  ],
  ['YAML', 'Events:\n- CloudTrailEvent: \'{"eventVersion":"1.08"}\'\n'],
]

/**
 * Small files unchanged, and parts of a few records of large ones, so that mutants are small.
 * Sometimes a whole large file.
 */
function realSeeds(folder: string): Seed[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:json|jsonl|ndjson|log|csv|txt|gz|zip)$/i.test(name))
    .toSorted()
  return names.flatMap((name) => {
    const bytes = readFileSync(join(folder, name))
    const whole = { name, bytes }
    return bytes.length <= SMALL_BYTES ? [whole] : [...cuts(whole), whole]
  })
}

function cuts({ name, bytes }: Seed): Seed[] {
  let records: unknown
  try {
    const content: unknown = JSON.parse(bytes.toString())
    records = Array.isArray(content) ? content : (content as { Records?: unknown }).Records
  } catch {
    return []
  }
  if (!Array.isArray(records)) return []
  const found: Seed[] = []
  for (let first = 0; first < records.length && found.length < CUTS_A_FILE; first += RECORDS_A_CUT) {
    const text = JSON.stringify({ Records: records.slice(first, first + RECORDS_A_CUT) as unknown[] })
    if (text.length <= SMALL_BYTES)
      found.push({ name: `${name}, from record ${first + 1}`, bytes: Buffer.from(text) })
  }
  return found
}
