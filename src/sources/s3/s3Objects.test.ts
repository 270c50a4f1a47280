import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import S3rver from 's3rver'
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { digestKey, logFileKey, type LogFileKey } from '../../cloudtrail/logFileKey.ts'
import { EVERY_LOG_FILE, type LogFileChoice } from '../logFileChoice.ts'
import type { S3Spec, SayWaiting } from '../logFileSource.ts'
import type { Patience } from './patience.ts'
import { S3Objects } from './s3Objects.ts'
import { readS3Place } from './s3Place.ts'

const BUCKET = 'a-trail'
const QUICK: Patience = { firstPauseMs: 50, longestPauseMs: 100, mostMs: 10_000 }

let folder: string
let s3: S3rver
let origin: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 's3-objects-test-'))
  s3 = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory: folder })
  origin = `http://127.0.0.1:${(await s3.run()).port}`
  await client().send(new CreateBucketCommand({ Bucket: BUCKET }))
})
afterAll(async () => {
  await s3.close()
  await rm(folder, { recursive: true })
})

// What the usual chain finds. These are the only keys that s3rver knows.
const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER', AWS_REGION: 'us-east-1' }
for (const [name, value] of Object.entries(CREDENTIALS)) vi.stubEnv(name, value)
vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true')
afterEach(() => {
  for (const [name, value] of Object.entries(CREDENTIALS)) vi.stubEnv(name, value)
})

const client = () =>
  new S3Client({
    region: 'us-east-1',
    endpoint: origin,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
  })

async function put(Key: string, body: string | Uint8Array = 'x', Metadata?: Record<string, string>) {
  await client().send(
    new PutObjectCommand({ Bucket: BUCKET, Key, Body: Buffer.from(body), ...(Metadata && { Metadata }) }),
  )
  return Key
}

const source = (address: string, changed: Partial<S3Spec> = {}, endpointURL = origin) =>
  new S3Objects(
    {
      kind: 's3',
      places: [readS3Place(address)!],
      endpointURL,
      choice: EVERY_LOG_FILE,
      hasDigestFiles: false,
      ...changed,
    },
    QUICK,
  )

/** The keys of what is listed, the reasons of problems, and a word if digest files are left out. */
async function listed(
  address: string,
  changed: Partial<S3Spec> = {},
  endpointURL = origin,
  say: SayWaiting = () => {},
) {
  const found: string[] = []
  for await (const each of source(address, changed, endpointURL).list(new AbortController().signal, say)) {
    if (each.kind === 'log-file') found.push(each.logFile.uri.replace(/^s3:\/\/[^/]*\//, ''))
    else found.push(each.kind === 'problem' ? each.problem.reason : WITH_DIGESTS)
  }
  return found
}

const WITH_DIGESTS = 'and digest files'

const key = (changed: Partial<LogFileKey> & { readonly at?: string } = {}): string =>
  logFileKey({
    prefix: null,
    organizationId: null,
    accountId: '111111111111',
    kind: 'CloudTrail',
    region: 'eu-central-1',
    deliveredMs: Date.parse(changed.at ?? '2026-02-03T10:00Z'),
    unique: 'AbCdEfGh01234567',
    ...changed,
  })

describe('of a bucket with several trails and other things', () => {
  const ORG = 'o-abcde12345'
  const plain = key()
  const later = key({ at: '2026-02-04T09:30Z', region: 'us-east-1' })
  const insight = key({ kind: 'CloudTrail-Insight', at: '2026-02-05T00:00Z' })
  const member = key({
    prefix: 'org/trail',
    organizationId: ORG,
    accountId: '222222222222',
    at: '2026-02-06T00:00Z',
  })
  const digest = digestKey({
    prefix: null,
    organizationId: null,
    accountId: '111111111111',
    region: 'eu-central-1',
    trailName: 'a-trail',
    homeRegion: 'us-east-1',
    endMs: Date.parse('2026-02-03T10:00Z'),
    isBackfill: false,
  })
  beforeAll(async () => {
    for (const each of [plain, later, insight, member]) await put(each)
    await put(digest, 'x', { signature: '00ff', 'signature-algorithm': 'SHA256withRSA' })
    await put('AWSLogs/111111111111/CloudTrail/', '')
    await put('AWSLogs/111111111111/Config/eu-central-1/2026/2/3/config.json.gz')
    await put('AWSLogs/111111111111/CloudTrail/eu-central-1/2026/02/03/empty.json.gz', '')
    await put('photos/2026/cat.jpg')
    await put('notes.txt')
    await put('export/part-1.json')
    await put('export/part-2.json')
  })

  test('only the folders of CloudTrail are read, in the order of delivery', async () => {
    expect(await listed(`s3://${BUCKET}`)).toEqual([plain, later, insight, member, WITH_DIGESTS])
    expect(await listed(`arn:aws:s3:::${BUCKET}/AWSLogs`)).toEqual([plain, later, insight, WITH_DIGESTS])
    expect(await listed(`s3://${BUCKET}/org/`)).toEqual([member])
    expect(await listed(`s3://${BUCKET}/org/trail/AWSLogs/${ORG}/222222222222`)).toEqual([member])
  })

  test('a prefix may point anywhere in them, into a name too, or be one object', async () => {
    expect(await listed(`s3://${BUCKET}/AWSLogs/111111111111/CloudTrail`)).toEqual([plain, later])
    expect(await listed(`s3://${BUCKET}/AWSLogs/111111111111/CloudTrail/eu-central-1/2026/02`)).toEqual([
      plain,
    ])
    expect(await listed(`s3://${BUCKET}/AWSLogs/111111111111/CloudTrail/us-east-1/2026/0`)).toEqual([later])
    expect(await listed(`s3://${BUCKET}/${plain}`)).toEqual([plain])
    expect(await listed(`s3://${BUCKET}/notes.txt`)).toEqual(['notes.txt'])
  })

  test('without folders of CloudTrail everything below is read', async () => {
    expect(await listed(`s3://${BUCKET}/export/`)).toEqual(['export/part-1.json', 'export/part-2.json'])
    expect(await listed(`s3://${BUCKET}/export/part-*`)).toEqual(['export/part-1.json', 'export/part-2.json'])
  })

  test.each<[string, Partial<LogFileChoice>, readonly string[]]>([
    ['an account', { accountIds: ['222222222222'] }, [member]],
    ['a Region', { regions: ['us-east-1'] }, [later]],
    [
      'an account with digest files',
      { accountIds: ['111111111111'], regions: ['eu-central-1'] },
      [plain, insight, WITH_DIGESTS],
    ],
    ['since a moment', { sinceMs: Date.parse('2026-02-04T09:30:59Z') }, [later, insight, member]],
    ['since a moment later', { sinceMs: Date.parse('2026-02-04T09:31Z') }, [insight, member]],
    // A day more, since events are delivered after they happened.
    ['until a moment', { untilMs: Date.parse('2026-02-02T10:00Z') }, [plain, WITH_DIGESTS]],
    ['until before', { untilMs: Date.parse('2026-02-02T09:59Z') }, []],
  ])('%s is chosen', async (_, choice, expected) => {
    expect(await listed(`s3://${BUCKET}`, { choice: { ...EVERY_LOG_FILE, ...choice } })).toEqual(expected)
  })

  test('digest files are listed for validation, and say their signature', async () => {
    const spec = { hasDigestFiles: true, choice: { ...EVERY_LOG_FILE, regions: ['eu-central-1'] } }
    expect(await listed(`s3://${BUCKET}/AWSLogs/`, spec)).toEqual([digest, plain, insight])
    expect(await source(`s3://${BUCKET}`).metadata(`s3://${BUCKET}/${digest}`)).toEqual({
      signature: '00ff',
      'signature-algorithm': 'SHA256withRSA',
    })
    expect(await source(`s3://${BUCKET}`).metadata(`s3://${BUCKET}/${plain}`)).toBeNull()
  })

  test('the folder of digest files has no log files, and says that they are there', async () => {
    expect(await listed(`s3://${BUCKET}/AWSLogs/111111111111/CloudTrail-Digest/`)).toEqual([WITH_DIGESTS])
  })

  test('a prefix of nothing is a problem that names it', async () => {
    expect(await listed(`s3://${BUCKET}/none`)).toEqual([
      `This cannot be listed: nothing in the bucket ${BUCKET} begins with s3://${BUCKET}/none. Check the prefix.`,
    ])
  })
})

/** Passes requests on to s3rver, as far as `meddle` lets it: it may end the connection after some bytes of the answer. */
async function between(meddle: (path: string, count: number) => number | null): Promise<[string, Server]> {
  const counts = new Map<string, number>()
  const server = createServer((incoming, outgoing) => {
    const path = incoming.url ?? ''
    counts.set(path, (counts.get(path) ?? 0) + 1)
    const most = meddle(path, counts.get(path)!)
    const { host: _, ...headers } = incoming.headers
    const passed = request(
      `${origin}${path}`,
      { method: incoming.method, headers: { ...headers, host: incoming.headers.host } },
      (answer) => {
        if (most === null) {
          outgoing.writeHead(answer.statusCode ?? 500, answer.headers)
          answer.pipe(outgoing)
          return
        }
        const pieces: Buffer[] = []
        answer.on('data', (piece: Buffer) => pieces.push(piece))
        answer.on('end', () => {
          if (most > 0) outgoing.writeHead(answer.statusCode ?? 500, answer.headers)
          if (most > 0) outgoing.write(Buffer.concat(pieces).subarray(0, most), () => outgoing.destroy())
          else outgoing.destroy()
        })
      },
    )
    incoming.pipe(passed)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return [`http://127.0.0.1:${(server.address() as AddressInfo).port}`, server]
}

async function bytesOf(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of bytes) pieces.push(piece)
  return Buffer.concat(pieces)
}

describe('reading an object', () => {
  test('is exactly its bytes, compressed as they are', async () => {
    const content = gzipSync('{"Records":[]}')
    await put('folder/ä+b c.json.gz', content)
    expect(await bytesOf(source(`s3://${BUCKET}`).open(`s3://${BUCKET}/folder/ä+b c.json.gz`))).toEqual(
      content,
    )
  })

  test('goes on where the connection broke, any number of times', async () => {
    const content = Buffer.from(Array.from({ length: 300_000 }, (_, i) => i % 251))
    await put('long', content)
    const [address, server] = await between((_, count) => (count <= 3 ? (count - 1) * 50_000 : null))
    const said: (string | null)[] = []
    const read = source(`s3://${BUCKET}`, {}, address).open(`s3://${BUCKET}/long`, (each) => said.push(each))
    expect((await bytesOf(read)).equals(content)).toBe(true)
    server.close()
    expect(said.at(-1)).toBeNull()
    expect(said[0]).toMatch(/^Waiting until \d\d:\d\d UTC at most: /)
  })

  test('that changed meanwhile is refused rather than mixed', async () => {
    await put('changing', 'a'.repeat(100_000))
    const [address, server] = await between((path, count) =>
      path.includes('changing') && count === 1 ? 5000 : null,
    )
    const pieces = source(`s3://${BUCKET}`, {}, address).open(`s3://${BUCKET}/changing`)
    const iterator = pieces[Symbol.asyncIterator]()
    await iterator.next()
    await put('changing', 'b'.repeat(100_000))
    await expect(
      (async () => {
        while (!(await iterator.next()).done);
      })(),
    ).rejects.toThrow(`s3://${BUCKET}/changing was changed while it was read`)
    server.close()
  })

  test('goes on after the endpoint was gone for a while', async () => {
    await put('away', 'content')
    const [address, server] = await between((_, count) => (count <= 8 ? 0 : null))
    const read = source(`s3://${BUCKET}`, {}, address).open(`s3://${BUCKET}/away`)
    expect((await bytesOf(read)).toString()).toBe('content')
    server.close()
  })

  test('that could not be had ahead is asked for again, without a word', async () => {
    await put('soon', 'content')
    // As often as the SDK asks by itself.
    const [address, server] = await between((_, count) => (count <= 3 ? 0 : null))
    const ahead = source(`s3://${BUCKET}`, {}, address)
    ahead.expect([`s3://${BUCKET}/soon`])
    const said: (string | null)[] = []
    const read = ahead.open(`s3://${BUCKET}/soon`, (each) => said.push(each))
    expect((await bytesOf(read)).toString()).toBe('content')
    expect(said).toEqual([])
    server.close()
  })

  test('that was asked for ahead is read the same', async () => {
    await put('ahead', 'content')
    const ahead = source(`s3://${BUCKET}`)
    ahead.expect([`s3://${BUCKET}/ahead`])
    expect((await bytesOf(ahead.open(`s3://${BUCKET}/ahead`))).toString()).toBe('content')
  })
})

describe('what fails is said in a sentence that names it:', () => {
  test('a bucket that is not there', async () => {
    expect(await listed('s3://no-such-bucket/a')).toEqual([
      'This cannot be listed: there is no bucket s3://no-such-bucket. Check its name, and whose credentials are used.',
    ])
  })

  test('an access key that the server does not know', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE')
    expect((await listed(`s3://${BUCKET}`))[0]).toContain(
      `does not know the access key that asks for s3://${BUCKET}/.`,
    )
  })

  test('no credentials', async () => {
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, undefined)
    vi.stubEnv('AWS_PROFILE', undefined)
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'none'))
    vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'none'))
    expect((await listed(`s3://${BUCKET}`))[0]).toMatch(
      /there are no credentials to ask for s3:.*Set AWS_PROFILE, or/,
    )
  })

  test('an object that is gone', async () => {
    await expect(bytesOf(source(`s3://${BUCKET}`).open(`s3://${BUCKET}/gone`))).rejects.toThrow(
      `s3://${BUCKET}/gone no longer exists`,
    )
  })

  test('an endpoint where nothing listens', async () => {
    const [address, server] = await between(() => null)
    server.close()
    await once(server, 'close')
    expect((await listed(`s3://${BUCKET}`, {}, address))[0]).toContain(
      `${address} refuses the connection for s3://${BUCKET}/. Check --endpoint-url, and that the server runs.`,
    )
  })

  test('an endpoint whose name does not resolve', async () => {
    expect((await listed(`s3://${BUCKET}`, {}, 'http://nowhere.invalid:9000'))[0]).toContain(
      `the host of http://nowhere.invalid:9000 is not found for s3://${BUCKET}/. Check --endpoint-url and the network.`,
    )
  })

  test.each([
    [403, 'AccessDenied', `access to s3://${BUCKET}/ is denied. Allow s3:ListBucket on the bucket`],
    [400, 'ExpiredToken', `the credentials that ask for s3://${BUCKET}/ have expired. Get new ones`],
    [403, 'SignatureDoesNotMatch', `the secret access key that asks for s3://${BUCKET}/ is wrong`],
    [403, 'RequestTimeTooSkewed', 'the clock of this machine differs too much'],
    [301, 'PermanentRedirect', `s3://${BUCKET} is in another Region than was asked`],
    [200, null, 'does not answer as S3 does|cannot be had from'],
  ])('an answer of %i %s', async (status, code, sentence) => {
    const server = createServer((_, outgoing) => {
      outgoing.writeHead(status, { 'content-type': 'application/xml' })
      outgoing.end(
        code === null ? 'Welcome to nginx' : `<Error><Code>${code}</Code><Message>No.</Message></Error>`,
      )
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    expect((await listed(`s3://${BUCKET}`, {}, address))[0]).toMatch(new RegExp(sentence))
    server.close()
  })
})

const FOLDERS_FOUND: [string, boolean][] = [
  ['by their first keys', true],
  ['with a delimiter, as of AWS', false],
]

test.each(FOLDERS_FOUND)(
  'of 100,000 objects over 400 days, a week lists under 2,000: folders %s',
  async (_how, isGiven) => {
    const nowMs = Date.parse('2026-11-27T12:00Z')
    const keys = Array.from({ length: 100_000 }, (_, i) =>
      key({
        deliveredMs: nowMs - Math.floor(i / 250) * 86_400_000 - (i % 250) * 345_000,
        unique: String(i).padStart(16, '0'),
      }),
    ).toSorted()
    const { address, sent } = await servingKeys(keys)
    const sinceMs = nowMs - 7 * 86_400_000
    const endpointURL = endpointOf(address, isGiven)
    const found = await listed(`s3://${BUCKET}`, { choice: { ...EVERY_LOG_FILE, sinceMs }, endpointURL })
    expect(found.toSorted()).toEqual(keys.filter((each) => Date.parse(timeIn(each)) >= sinceMs))
    expect(found.length).toBeGreaterThan(1700)
    expect(sent()).toBeLessThan(2000)
  },
)

test.each(FOLDERS_FOUND)(
  'of a bucket with many folders every one is looked into: folders %s',
  async (_how, isGiven) => {
    const others = Array.from({ length: 250 }, (_, i) => `folder-${String(i).padStart(3, '0')}/notes.txt`)
    const last = key({ prefix: 'zz-last' })
    const deep = key({ prefix: 'a/b/c' })
    const { address } = await servingKeys([deep, ...others, last])
    const endpointURL = endpointOf(address, isGiven)
    const said: (string | null)[] = []
    expect(await listed('s3://mixed', { endpointURL }, address, (each) => said.push(each))).toEqual([last])
    expect(said).toEqual([
      'Looking for AWSLogs/ in 252 folders of s3://mixed.',
      'AWSLogs/ was looked for 3 folders deep, so not in s3://mixed/a/b/c/. If log files are there, give that prefix too.',
      null,
    ])
    expect(await listed('s3://mixed/a/b/c/', { endpointURL }, address)).toEqual([deep])
  },
)

/** An S3 server that lists sorted keys, and counts those it sent. */
async function servingKeys(keys: readonly string[]) {
  let sent = 0
  const server = createServer((incoming, outgoing) => {
    const { searchParams } = new URL(incoming.url ?? '', 'http://s3')
    const { contents, folders, next } = page(keys, searchParams)
    sent += contents.length + folders.length
    const objects = contents.map(
      (each) =>
        `<Contents><Key>${each}</Key><Size>9</Size><LastModified>2026-11-27T00:00:00.000Z</LastModified></Contents>`,
    )
    const prefixes = folders.map((each) => `<CommonPrefixes><Prefix>${each}</Prefix></CommonPrefixes>`)
    outgoing.end(
      `<ListBucketResult><IsTruncated>${next !== null}</IsTruncated>${objects.join('')}${prefixes.join('')}</ListBucketResult>`,
    )
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sent: () => sent }
}

/** An address that is given, or one that the environment has, as if it were AWS's own. */
function endpointOf(address: string, isGiven: boolean): string | null {
  if (isGiven) return address
  vi.stubEnv('AWS_ENDPOINT_URL_S3', address)
  onTestFinished(() => void vi.stubEnv('AWS_ENDPOINT_URL_S3', undefined))
  return null
}

/** The time in the name of a log file, as ISO text. */
const timeIn = (name: string) => name.replace(/^.*_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z_.*$/, '$1-$2-$3T$4:$5Z')

/** What S3 answers to a list of sorted keys. */
function page(keys: readonly string[], query: URLSearchParams) {
  const prefix = query.get('prefix') ?? ''
  const marker = query.get('marker') ?? ''
  const inside = keys.filter((each) => each.startsWith(prefix) && each > marker)
  if (query.get('delimiter') === '/') {
    const folders = inside.flatMap(
      (each) => /^.*?\//.exec(each.slice(prefix.length))?.map((name) => prefix + name) ?? [],
    )
    const contents = inside.filter((each) => !each.includes('/', prefix.length))
    return { contents, folders: [...new Set(folders)], next: null }
  }
  const most = Number(query.get('max-keys') ?? 1000)
  return {
    contents: inside.slice(0, most),
    folders: [],
    next: inside.length > most ? inside[most - 1]! : null,
  }
}
