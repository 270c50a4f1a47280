import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as client from '@aws-sdk/client-cloudtrail'
import { expect, describe, test } from 'vitest'
import { testAccount } from '../../../testing/testAccount.ts'
import { newBucket } from '../s3/s3State.ts'
import { cloudtrail } from './service.ts'

const DATA = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url))
const REGION = 'us-east-1'
const { accountId, resources } = testAccount().account

interface Written {
  readonly eventName: string
  readonly eventSource: string
  readonly eventVersion: string
  readonly errorCode?: string
  readonly errorMessage?: string
  readonly requestParameters: Readonly<Record<string, unknown>> | null
  readonly responseElements: Readonly<Record<string, unknown>> | null
  readonly sessionCredentialFromConsole?: string
}

/** What our records have that public ones do not, and the other way round, with the reason. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  'ours: responseElements.recursiveLogging': 'newer than the public records',
  'ours: tlsDetails.tlsVersion': 'the AWS console calls CloudTrail through itself',
  'ours: tlsDetails.cipherSuite': 'the AWS console calls CloudTrail through itself',
  'ours: tlsDetails.clientProvidedHostHeader': 'the AWS console calls CloudTrail through itself',
  'theirs: sessionCredentialFromConsole': 'the calls of the test are not made in the console',
}

describe.skipIf(!existsSync(DATA))(
  'records of CloudTrail’s own calls have the members of public ones (skipped where ../shared/data is not)',
  () => {
    const served = new Set(cloudtrail.operations.map(({ schema }) => schema[2]))
    const found = [...new Set(recordsIn(DATA).map((record) => JSON.stringify(record)))]
      .map((text) => JSON.parse(inOurAccount(text)) as Written)
      .filter(({ eventName, eventVersion }) => served.has(eventName) && eventVersion >= '1.08')
      // A denial has nothing of the call.
      .filter(({ errorCode }) => errorCode !== 'AccessDenied')

    const seen = new Set<string>()

    test('there are public records to compare with', () => {
      expect(new Set(found.map(({ eventName }) => eventName)).size).toBeGreaterThanOrEqual(10)
    })

    test.each(found.map((record) => [record.eventName, record.errorCode ?? 'succeeded', record] as const))(
      '%s %s',
      async (_, __, theirs) => {
        const ours = await recorded(theirs)
        expect(ours.errorCode).toBe(theirs.errorCode)
        expect(ours.errorMessage).toBe(theirs.errorMessage)
        const differences = [
          ...missing(pathsIn(ours), pathsIn(theirs)).map((path) => `theirs: ${path}`),
          ...missing(pathsIn(theirs), pathsIn(ours)).map((path) => `ours: ${path}`),
        ]
        for (const each of differences) seen.add(each)
        expect(differences.filter((each) => !(each in DIFFERENCES))).toEqual([])
      },
    )

    test('nothing is listed as a difference that is none', () => {
      expect(Object.keys(DIFFERENCES).filter((each) => !seen.has(each))).toEqual([])
    })
  },
)

test('the record of a lookup has its parameters, with times as texts', async () => {
  const record = await recorded({
    eventName: 'LookupEvents',
    requestParameters: {
      lookupAttributes: [{ attributeKey: 'Username', attributeValue: 'alice' }],
      startTime: new Date('2026-02-03T13:00:00.500Z'),
      maxResults: 5,
      nextToken: 'next',
    },
  })
  expect(record).toMatchObject({
    eventSource: 'cloudtrail.amazonaws.com',
    eventType: 'AwsApiCall',
    eventCategory: 'Management',
    readOnly: true,
    requestParameters: {
      lookupAttributes: [{ attributeKey: 'Username', attributeValue: 'alice' }],
      startTime: 'Feb 3, 2026 1:00:00 PM',
      maxResults: 5,
      nextToken: 'next',
    },
    responseElements: null,
  })
})

test('a user who may only read is denied stopping the trail, which its record says', async () => {
  const { login } = resources.users.backup
  const { trail } = resources
  const account = testAccount()
  const key = Object.values(account.state.iam.accessKeys).find(({ userName }) => userName === login)
  const sender = new client.CloudTrailClient(account.client(key))
  const message = `User: arn:aws:iam::${accountId}:user/${login} is not authorized to perform: cloudtrail:StopLogging on resource: ${trail} because no identity-based policy allows the cloudtrail:StopLogging action`
  await expect(sender.send(new client.StopLoggingCommand({ Name: trail }))).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message,
  })
  expect(account.records[0]).toMatchObject({
    eventName: 'StopLogging',
    errorCode: 'AccessDenied',
    errorMessage: message,
    requestParameters: null,
    responseElements: null,
  })
})

/** The record of the same call in our account. */
async function recorded({
  eventName,
  errorCode,
  requestParameters,
}: Pick<Written, 'eventName' | 'errorCode' | 'requestParameters'>): Promise<Written> {
  const account = testAccount({ events: { find: () => Promise.resolve({ events: [], next: null }) } })
  const { state, records } = account
  const sender = new client.CloudTrailClient(account.client(undefined, REGION))
  const send = async (name: string, input: object) => {
    const Command = client[`${name}Command` as 'GetTrailCommand']
    await sender.send(new Command(input as never)).catch((error: Error) => {
      if (error.name !== errorCode) throw error
    })
  }
  const given = requestParameters?.['s3BucketName']
  const bucket = typeof given === 'string' ? given : 'logs'
  state.s3.buckets[bucket] = newBucket(bucket, REGION, 0)
  state.s3.buckets[bucket].policy = JSON.stringify({
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: 's3:*',
        Resource: '*',
      },
    ],
  })
  const name = JSON.stringify(requestParameters).match(/stratus[\w-]+trail[\w-]*|myTrail/)?.[0]
  if (name !== undefined && errorCode === undefined && eventName !== 'CreateTrail')
    await send('CreateTrail', { Name: name, S3BucketName: bucket })
  await send(eventName, eventName === 'DescribeTrails' ? requestParameters! : upperFirst(requestParameters))
  return records.at(-1) as unknown as Written
}

/** Members with a large first letter, as in the API. */
function upperFirst(value: unknown): object {
  const changed = (item: unknown): unknown => {
    if (Array.isArray(item)) return item.map(changed)
    if (typeof item !== 'object' || item === null || item instanceof Date) return item
    return Object.fromEntries(
      Object.entries(item).map(([name, member]) => [
        name.charAt(0).toUpperCase() + name.slice(1),
        changed(member),
      ]),
    )
  }
  return changed(value) ?? {}
}

function pathsIn(record: Written): ReadonlySet<string> {
  const paths = new Set<string>()
  const add = (value: unknown, path: string) => {
    if (Array.isArray(value) && value.length > 0) for (const item of value) add(item, `${path}[]`)
    else if (typeof value === 'object' && value !== null && Object.keys(value).length > 0)
      for (const [name, member] of Object.entries(value)) add(member, path === '' ? name : `${path}.${name}`)
    else if (!path.startsWith('userIdentity')) paths.add(path)
  }
  add(record, '')
  return paths
}

const missing = (there: ReadonlySet<string>, wanted: ReadonlySet<string>) =>
  [...wanted].filter((path) => !there.has(path))

const inOurAccount = (text: string) =>
  text
    .replace(/arn:aws:cloudtrail:[^:"]+:\d{12}:/g, `arn:aws:cloudtrail:${REGION}:${accountId}:`)
    .replace(/for the user: \d{12}/, `for the user: ${accountId}`)

function recordsIn(folder: string): Written[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.json(\.cloudtrail)?$/.test(file))
    .flatMap((file) => {
      const text = readFileSync(folder + file, 'utf8')
      if (!text.includes('cloudtrail.amazonaws.com')) return []
      try {
        return recordsOf(JSON.parse(text))
      } catch {
        // Some files are broken on purpose.
        return []
      }
    })
}

function recordsOf(value: unknown): Written[] {
  if (typeof value !== 'object' || value === null) return []
  if ('eventSource' in value)
    return value.eventSource === 'cloudtrail.amazonaws.com' ? [value as unknown as Written] : []
  return Object.values(value).flatMap(recordsOf)
}
