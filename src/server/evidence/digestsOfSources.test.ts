import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import S3rver from 's3rver'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { ValidationResponse } from '../../api/integrity.ts'
import { partNamed } from '../../testing/bundleParts.ts'
import { deliveringAccount } from '../../testing/deliveringAccount.ts'
import { signingKey, trailFiles } from '../../testing/trailFiles.ts'
import { verifiedBundle } from '../../testing/verifiedBundle.ts'
import { folderBuckets } from '../account/folderBuckets.ts'
import { openConsole } from '../open.ts'
import { parseOptions } from '../options.ts'
import { DIGESTS } from './bundleManifest.ts'

vi.stubGlobal('__VERSION__', '1.2.3')

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'digests-of-sources-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** What is downloaded from a console with these options, once it has loaded and validated its log files. */
async function bundleOf(publicKeys: string, ...argv: readonly string[]): Promise<Buffer> {
  const keyFile = join(folder, 'keys.json')
  await writeFile(keyFile, publicKeys)
  const { app, load, close } = await openConsole(
    parseOptions([...argv, '--public-keys', keyFile, '--in-memory']),
  )
  try {
    await load(() => {})
    const integrity = async () => (await app.request('http://localhost/api/integrity')).json()
    await vi.waitUntil(async () => ((await integrity()) as ValidationResponse).state === 'done', 30_000)
    const response = await app.request('http://localhost/api/events/download?format=evidence')
    return Buffer.from(await response.arrayBuffer())
  } finally {
    await close()
  }
}

const digestsIn = (bundle: Buffer) =>
  partNamed(bundle, DIGESTS)
    .content.trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly uri: string; readonly content: string })

test('of log files in a bucket, the digest files are read from it', async () => {
  const credentials = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' }
  vi.stubEnv('AWS_ACCESS_KEY_ID', credentials.accessKeyId)
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', credentials.secretAccessKey)
  vi.stubEnv('AWS_REGION', 'us-east-1')
  onTestFinished(() => void vi.unstubAllEnvs())
  const s3 = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory: join(folder, 's3') })
  const endpoint = `http://127.0.0.1:${(await s3.run()).port}`
  onTestFinished(() => s3.close())
  const client = new S3Client({ region: 'us-east-1', endpoint, forcePathStyle: true, credentials })
  await client.send(new CreateBucketCommand({ Bucket: 'trail-bucket' }))

  const signer = signingKey()
  const files = trailFiles({ signer, prefix: 'some/logs' })
  for (const { bucket: Bucket, key: Key, content, metadata } of files)
    await client.send(
      new PutObjectCommand({ Bucket, Key, Body: gzipSync(content), ...(metadata && { Metadata: metadata }) }),
    )
  const bundle = await bundleOf(signer.listed, 's3://trail-bucket/some/logs', '--endpoint-url', endpoint)
  const delivered = files.filter(({ metadata }) => metadata !== null)
  expect(digestsIn(bundle)).toMatchObject(
    delivered.map(({ bucket, key, content }) => ({ uri: `s3://${bucket}/${key}`, content })),
  )
  expect(await verifiedBundle(folder, bundle)).toMatchObject({
    status: 0,
    lines: [
      'is intact',
      'Digest files vouch for 8 of 8 log files.',
      expect.stringContaining('The signatures of 4 of 4 digest files were verified'),
    ],
  })
}, 60_000)

test('of log files that a trail of the simulated account delivered, encrypted, they are decrypted', async () => {
  const [delivered, data] = [join(folder, 'delivered'), join(folder, 'data')]
  const startMs = Date.parse('2026-02-04T10:00:00Z')
  const made = await deliveringAccount({ startMs, folder: data, otherBuckets: folderBuckets(delivered) })
  onTestFinished(() => made.stop())
  // In one Region, to be quick.
  const { trail: Name, trailBucket } = made.account.resources
  await made.call('cloudtrail', 'UpdateTrail', { Name, IsMultiRegionTrail: false })
  await made.deliverHourly([true, true, false, true])
  const { output } = await made.call('cloudtrail', 'ListPublicKeys', {})
  const keys = (await readdir(data)).find((name) => name.endsWith('.keys.json'))!

  const bundle = await bundleOf(
    JSON.stringify(output),
    join(delivered, trailBucket),
    '--decryption-key',
    join(data, keys),
  )
  const { status, lines } = await verifiedBundle(folder, bundle)
  expect(status).toBe(0)
  const [, vouched, logFiles] = /^Digest files vouch for (\d+) of (\d+) log files\.$/.exec(lines[1]!)!
  expect(vouched).toBe(logFiles)
  expect(Number(logFiles)).toBeGreaterThanOrEqual(3)
  const inside = digestsIn(bundle).length
  expect(lines[2]).toContain(`The signatures of ${inside} of ${inside} digest files were verified`)
}, 60_000)
