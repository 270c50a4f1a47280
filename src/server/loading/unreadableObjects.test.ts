import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test, vi } from 'vitest'
import { logFileKey } from '../../cloudtrail/logFileKey.ts'
import { EVERY_LOG_FILE } from '../../sources/logFileChoice.ts'
import { sourceOf } from '../../sources/sourceOf.ts'
import { storeOf } from '../../testing/storeOf.ts'
import { LogFileLoader } from './logFileLoader.ts'

vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE')
vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
vi.stubEnv('AWS_REGION', 'us-east-1')

const key = (unique: string): string =>
  logFileKey({
    prefix: null,
    organizationId: null,
    accountId: '111111111111',
    kind: 'CloudTrail',
    region: 'eu-central-1',
    deliveredMs: Date.parse('2026-02-03T10:00Z'),
    unique: unique.padEnd(16, '0'),
  })

const content = (id: string): Buffer =>
  gzipSync(
    `{"Records":[{"eventVersion":"1.08","eventID":"${id}","eventTime":"2026-02-03T09:59:00Z","eventName":"A"}]}`,
  )

type Answer = (answer: ServerResponse, range: string | undefined) => void

const whole =
  (id: string): Answer =>
  (answer) =>
    answer.writeHead(200, { etag: '"1"' }).end(content(id))

const refusal =
  (code: string): Answer =>
  (answer) =>
    answer.writeHead(403).end(`<Error><Code>${code}</Code><Message>No.</Message></Error>`)

/** The first half of a log file that is announced as whole, and nothing of the rest. */
const half: Answer = (answer, range) => {
  const bytes = content('half')
  const there = Math.floor(bytes.length / 2)
  if (range === undefined) {
    answer.writeHead(200, { etag: '"1"', 'content-length': bytes.length })
    answer.write(bytes.subarray(0, there), () => answer.destroy())
  } else {
    const rest = `bytes ${there}-${bytes.length - 1}/${bytes.length}`
    answer.writeHead(206, { etag: '"1"', 'content-range': rest, 'content-length': bytes.length - there })
    answer.flushHeaders()
    setTimeout(() => answer.destroy(), 20)
  }
}

/** An S3 server with these objects. */
async function serving(objects: ReadonlyMap<string, Answer>): Promise<string> {
  const server = createServer((request, answer) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://s3')
    const asked = objects.get(decodeURIComponent(pathname.replace(/^\/a-trail\//, '')))
    if (asked) return asked(answer, request.headers.range)
    const [prefix, marker] = [searchParams.get('prefix') ?? '', searchParams.get('marker') ?? '']
    const keys = [...objects.keys()].toSorted().filter((each) => each.startsWith(prefix) && each > marker)
    const most = Number(searchParams.get('max-keys') ?? 1000)
    const contents = keys
      .slice(0, most)
      .map((each) => `<Contents><Key>${each}</Key><Size>9</Size></Contents>`)
    answer.end(
      `<ListBucketResult><IsTruncated>${keys.length > most}</IsTruncated>${contents.join('')}</ListBucketResult>`,
    )
    return undefined
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

// The half of an object is asked for again, some seconds long.
test('of a bucket with objects that cannot be read each is named in a sentence, and the others are loaded', async () => {
  const objects = new Map<string, Answer>([
    [key('a'), whole('a')],
    [key('archived'), refusal('InvalidObjectState')],
    [key('denied'), refusal('AccessDenied')],
    [key('half'), half],
    [key('z'), whole('z')],
    ['photos/cat.jpg', refusal('AccessDenied')],
  ])
  const endpointURL = await serving(objects)
  const places = [{ bucket: 'a-trail', prefix: '' }]
  const store = await storeOf([])
  const loader = new LogFileLoader(store)
  const source = sourceOf({ kind: 's3', places, endpointURL, choice: EVERY_LOG_FILE, hasDigestFiles: false })
  expect(await loader.load(source, () => {})).toMatchObject({ loaded: 2, failed: 3, added: 2, problems: 3 })
  const { problems } = await store.problems(0, 10)
  const said = Object.fromEntries(problems.map(({ logFile, reason }) => [logFile.split('_').at(-1), reason]))
  const address = (unique: string) => `s3://a-trail/${key(unique)}`
  const [bytes, there] = [content('half').length, Math.floor(content('half').length / 2)]
  expect(said).toEqual({
    'archived00000000.json.gz': `The file cannot be read: ${address('archived')} is in an archive storage class. Restore it, then start the console again.`,
    'denied0000000000.json.gz': `The file cannot be read: access to ${address('denied')} is denied. Allow s3:GetObject on the object to the credentials in use, or use others by AWS_PROFILE.`,
    'half000000000000.json.gz': `The file cannot be read: the server has only ${there} of the ${bytes} bytes of ${address('half')}: it is not whole. Put it there again, then start the console again.`,
  })
  // They are read again at the next start.
  for (const unique of ['archived', 'denied', 'half']) objects.set(key(unique), whole(unique))
  expect(await loader.load(source, () => {})).toMatchObject({ known: 2, added: 3, failed: 0 })
  await loader.close()
  await store.close()
}, 60_000)
