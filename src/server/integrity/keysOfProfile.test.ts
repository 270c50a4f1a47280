import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { writeAwsProfile } from '../../testing/awsProfile.ts'
import { deliveringAccount, HOUR } from '../../testing/deliveringAccount.ts'
import { folderBuckets } from '../account/folderBuckets.ts'
import { listen, type Listening } from '../http/listen.ts'
import { validateCommand } from './validateCommand.ts'

let folder: string
let delivered: string
let server: Listening
let account: Awaited<ReturnType<typeof deliveringAccount>>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
  delivered = join(folder, 'delivered')
  const profile = await writeAwsProfile(folder)
  for (const [name, value] of Object.entries(profile)) vi.stubEnv(name, value)
  const startMs = Math.floor(Date.now() / HOUR) * HOUR - 6 * HOUR
  account = await deliveringAccount({ startMs, folder, otherBuckets: folderBuckets(delivered) })
  // In one Region, to be quick, and not encrypted.
  const { trail: Name } = account.account.resources
  await account.call('cloudtrail', 'UpdateTrail', { Name, IsMultiRegionTrail: false, KmsKeyId: '' })
  server = await listen({ host: '127.0.0.1', port: 0 }, (request, env) => account.app.fetch(request, env))
  await account.deliverHourly([true, false, true])
})
afterAll(async () => {
  vi.unstubAllEnvs()
  server.close()
  await account.stop()
  await rm(folder, { recursive: true })
})

async function validated(...options: readonly string[]): Promise<string> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  try {
    await validateCommand([delivered, ...options])
    return log.mock.calls.join('\n')
  } finally {
    log.mockRestore()
  }
}

test('CloudTrail is asked for the public keys of the Regions and times of the digest files', async () => {
  expect(await validated()).toContain('No public keys are known.')
  const text = await validated(
    '--public-keys-from',
    'auditor',
    '--endpoint-url',
    `http://127.0.0.1:${server.port}`,
  )
  expect(text).toMatch(/^Digest files (\d+): \1 verified$/m)
  expect(text).not.toContain('No public keys are known.')
})

test('without an answer, the validation ends with a sentence', async () => {
  await expect(
    validated('--public-keys-from', 'nobody', '--endpoint-url', `http://127.0.0.1:${server.port}`),
  ).rejects.toThrow(
    /^--public-keys-from nobody cannot be read: there are no credentials of the profile nobody: /,
  )
})
