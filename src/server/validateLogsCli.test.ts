import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AccountCallResponse } from '../api/accountCalls.ts'
import { readDigestKey, readLogFileKey } from '../cloudtrail/logFileKey.ts'
import type { EventStore } from '../store/eventStore.ts'
import { servicesOf } from '../testing/servicesOf.ts'
import { storeOf } from '../testing/storeOf.ts'
import { accountOn } from './account/accountFeed.ts'
import { AwsAccount } from './account/awsAccount.ts'
import { RecordedCalls } from './account/recordedCalls.ts'
import { createApp } from './app.ts'
import { listen, type Listening } from './http/listen.ts'

const HOUR = 3_600_000
const START_MS = Math.floor(Date.now() / HOUR) * HOUR - 6 * HOUR
const ACCOUNT = accountOn(7, START_MS)
const { trail: ARN, trailBucket: BUCKET } = ACCOUNT.resources
const REGION = 'eu-central-1'

let nowMs = START_MS
let folder: string
let store: EventStore
let calls: RecordedCalls
let app: ReturnType<typeof createApp>
let server: Listening
let hasCli: boolean

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
  store = await storeOf([])
  calls = new RecordedCalls(null, store, () => nowMs, 0)
  const aws = new AwsAccount({
    account: ACCOUNT,
    store,
    calls,
    folder,
    now: () => nowMs,
    token: null,
    isThrottled: false,
  })
  app = createApp(servicesOf(store, { aws, source: 'simulated', now: () => nowMs }))
  server = await listen({ host: '127.0.0.1', port: 0 }, (request, env) => app.fetch(request, env))
  hasCli = (await run(['--version'])).code === 0
  // Four digest files in the Region, two of which name a log file.
  for (const hasCalls of [false, true, false, true]) {
    if (hasCalls) await call('ec2', 'StopInstances', { InstanceIds: ['i-0123456789abcdef0'] })
    await aws.deliver()
    nowMs += HOUR
  }
  await aws.deliver()
})
afterAll(async () => {
  calls.stop()
  server.close()
  // Waits for a delivery that has begun.
  await store.setMeta('stopped', '')
  await store.close()
  await rm(folder, { recursive: true })
})

/** Runs the AWS CLI, with nothing of this machine's configuration. */
function run(args: readonly string[]): Promise<{ readonly code: number; readonly output: string }> {
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    PYENV_ROOT: process.env['PYENV_ROOT'],
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_DEFAULT_REGION: REGION,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL: `http://127.0.0.1:${server.port}`,
  }
  return new Promise((done) =>
    execFile('aws', [...args], { env }, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code ?? 1) : 0, output: `${stdout}${stderr}` }),
    ),
  )
}

async function call(service: string, operation: string, input: object): Promise<Record<string, unknown>> {
  const response = await app.request('http://localhost/api/account/calls', {
    method: 'POST',
    headers: { host: 'localhost' },
    body: JSON.stringify({ as: 'user/learner', region: REGION, service, operation, input }),
  })
  const { output } = (await response.json()) as AccountCallResponse
  return output ?? {}
}

async function keys(): Promise<readonly string[]> {
  const { Contents = [] } = (await call('s3', 'ListObjectsV2', { Bucket: BUCKET })) as {
    Contents?: { Key: string }[]
  }
  return Contents.map(({ Key }) => Key).filter((key) => key.includes(`/${REGION}/`))
}

const validateLogs = () => {
  const since = new Date(START_MS - HOUR).toISOString()
  const until = new Date(nowMs).toISOString()
  return run(['cloudtrail', 'validate-logs', '--trail-arn', ARN, '--start-time', since, '--end-time', until])
}

test('the AWS CLI finds what a trail delivered valid, and names what was tampered with', async ({ skip }) => {
  if (!hasCli) skip('The AWS CLI is not installed.')
  expect(await validateLogs()).toMatchObject({
    code: 0,
    output: expect.stringMatching(/\n5\/5 digest files valid\n2\/2 log files valid/) as string,
  })

  const all = await keys()
  const log = all.findLast((key) => readLogFileKey(key) !== null)
  const oldest = all.find((key) => readDigestKey(key) !== null)
  const { Body } = (await call('s3', 'GetObject', { Bucket: BUCKET, Key: log! })) as { Body: string }
  const changed = gunzipSync(Buffer.from(Body, 'base64')).toString().replace('learner', 'someone')
  await call('s3', 'PutObject', { Bucket: BUCKET, Key: log!, Body: gzipSync(changed).toString('base64') })
  await call('s3', 'DeleteObject', { Bucket: BUCKET, Key: oldest! })

  const { code, output } = await validateLogs()
  expect(code).toBe(1)
  expect(output).toContain(`Digest file\ts3://${BUCKET}/${oldest}\tINVALID: not found`)
  expect(output).toContain(`Log file\ts3://${BUCKET}/${log}\tINVALID: hash value doesn't match`)
  expect(output).toMatch(/4\/5 digest files valid, 1\/5 digest files INVALID\n1\/2 log files valid/)
}, 60_000)
