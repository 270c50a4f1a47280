import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import S3rver from 's3rver'
import { afterAll, afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { readDigestKey, readLogFileKey } from '../cloudtrail/logFileKey.ts'
import { s3Buckets } from '../sources/s3/s3Buckets.ts'
import { NO_AWS_CLI, startAwsCli, type AwsCli } from '../testing/awsCli.ts'
import { deliveringAccount, HOUR, REGION, type DeliveringParts } from '../testing/deliveringAccount.ts'
import { listen } from './http/listen.ts'

const aws = await startAwsCli()
afterAll(() => aws?.stop())

const START_MS = Math.floor(Date.now() / HOUR) * HOUR - 6 * HOUR

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** An account that the CLI reaches, and `validate-logs` of one of its trails. */
async function servedAccount(cli: AwsCli, parts: Omit<DeliveringParts, 'startMs'>) {
  const made = await deliveringAccount({ ...parts, startMs: START_MS })
  const { app, stop } = made
  const server = await listen({ host: '127.0.0.1', port: 0 }, (request, env) => app.fetch(request, env))
  onTestFinished(async () => {
    server.close()
    await stop()
  })
  const validateLogs = (trailArn: string, endpoints: Readonly<Record<string, string>> = {}) => {
    const since = new Date(START_MS - HOUR).toISOString()
    const until = new Date(made.nowMs).toISOString()
    const times = ['--start-time', since, '--end-time', until]
    return cli.run(['cloudtrail', 'validate-logs', '--trail-arn', trailArn, ...times], {
      // The keys of s3rver; the account takes any.
      AWS_ACCESS_KEY_ID: 'S3RVER',
      AWS_SECRET_ACCESS_KEY: 'S3RVER',
      AWS_DEFAULT_REGION: REGION,
      AWS_ENDPOINT_URL: `http://127.0.0.1:${server.port}`,
      ...endpoints,
    })
  }
  return { ...made, validateLogs }
}

test('the AWS CLI finds what a trail delivered valid, and names what was tampered with', async ({ skip }) => {
  if (aws === null) return skip(NO_AWS_CLI)
  const { account, call, deliverHourly, validateLogs } = await servedAccount(aws, { folder })
  const { trail, trailBucket: Bucket } = account.resources
  // Four digest files in the Region, two of which name a log file.
  await deliverHourly([false, true, false, true])
  expect(await validateLogs(trail)).toMatchObject({
    code: 0,
    output: expect.stringMatching(/\n5\/5 digest files valid\n2\/2 log files valid/) as string,
  })

  const { Contents } = (await call('s3', 'ListObjectsV2', { Bucket })).output as {
    readonly Contents: readonly { readonly Key: string }[]
  }
  const all = Contents.map(({ Key }) => Key).filter((key) => key.includes(`/${REGION}/`))
  const log = all.findLast((key) => readLogFileKey(key) !== null)!
  const oldest = all.find((key) => readDigestKey(key) !== null)!
  const { Body } = (await call('s3', 'GetObject', { Bucket, Key: log })).output as { readonly Body: string }
  const changed = gunzipSync(Buffer.from(Body, 'base64')).toString().replace('learner', 'someone')
  await call('s3', 'PutObject', { Bucket, Key: log, Body: gzipSync(changed).toString('base64') })
  await call('s3', 'DeleteObject', { Bucket, Key: oldest })

  const { code, output } = await validateLogs(trail)
  expect(code).toBe(1)
  expect(output).toContain(`Digest file\ts3://${Bucket}/${oldest}\tINVALID: not found`)
  expect(output).toContain(`Log file\ts3://${Bucket}/${log}\tINVALID: hash value doesn't match`)
  expect(output).toMatch(/4\/5 digest files valid, 1\/5 digest files INVALID\n1\/2 log files valid/)
}, 60_000)

test('also what a trail delivered to another S3 server, under a prefix', async ({ skip }) => {
  if (aws === null) return skip(NO_AWS_CLI)
  const s3 = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory: join(folder, 's3') })
  const origin = `http://127.0.0.1:${(await s3.run()).port}`
  onTestFinished(() => s3.close())
  const credentials = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' }
  vi.stubEnv('AWS_ACCESS_KEY_ID', credentials.accessKeyId)
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', credentials.secretAccessKey)
  onTestFinished(() => void vi.unstubAllEnvs())

  const { account, call, deliverHourly, validateLogs } = await servedAccount(aws, {
    folder,
    otherBuckets: s3Buckets(origin),
  })
  const trail = {
    Name: 'abroad',
    S3BucketName: 'elsewhere',
    S3KeyPrefix: 'some/logs',
    EnableLogFileValidation: true,
  }
  expect((await call('cloudtrail', 'CreateTrail', trail)).failure).toEqual({
    code: 'S3BucketDoesNotExistException',
    message: 'there is no bucket s3://elsewhere. Create it',
  })
  await new S3Client({ region: REGION, endpoint: origin, forcePathStyle: true, credentials }).send(
    new CreateBucketCommand({ Bucket: 'elsewhere' }),
  )
  expect((await call('cloudtrail', 'CreateTrail', trail)).failure).toBeNull()
  await call('cloudtrail', 'StartLogging', { Name: 'abroad' })
  await deliverHourly([true, false, true])

  const status = await call('cloudtrail', 'GetTrailStatus', { Name: 'abroad' })
  expect(status.output).toMatchObject({ LatestDeliveryTime: expect.anything() as unknown })
  expect(status.output).not.toHaveProperty('LatestDeliveryError')
  const own = await call('cloudtrail', 'GetTrailStatus', { Name: account.resources.trail })
  expect(own.output).toMatchObject({ LatestDeliveryError: 'NoSuchBucket' })
  const arn = `arn:aws:cloudtrail:${REGION}:${account.accountId}:trail/abroad`
  expect(await validateLogs(arn, { AWS_ENDPOINT_URL_S3: origin })).toMatchObject({
    code: 0,
    output: expect.stringMatching(/\n4\/4 digest files valid\n2\/2 log files valid/) as string,
  })
}, 60_000)
