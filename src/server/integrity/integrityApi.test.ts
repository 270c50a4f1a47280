import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type {
  CoverageResponse,
  ValidatedDigestsResponse,
  ValidatedLogFilesResponse,
  ValidationResponse,
} from '../../api/integrity.ts'
import { readPublicKeys } from '../../integrity/publicKeys.ts'
import { LocalFiles } from '../../sources/localFiles.ts'
import type { EventStore } from '../../store/eventStore.ts'
import { servicesOf } from '../../testing/servicesOf.ts'
import { addRecords, storeOf } from '../../testing/storeOf.ts'
import { signingKey, trailFiles, writeTrailFiles } from '../../testing/trailFiles.ts'
import { createApp } from '../app.ts'
import { Validator } from './validator.ts'

const SIGNER = signingKey()
/** Three hours; nothing was delivered in the second one. The last log file is missing. */
const FILES = trailFiles({ signer: SIGNER, logFiles: [2, 0, 1, 0] })
const LOGS = FILES.filter(({ metadata }) => metadata === null)
const NOW = Date.parse('2026-02-03T14:05:00Z')

let folder: string
let store: EventStore
let validator: Validator
let app: ReturnType<typeof createApp>

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'integrity-api-'))
  await writeTrailFiles(folder, FILES)
  store = await storeOf([])
  for (const { key, content } of LOGS.slice(0, 2))
    await addRecords(
      store,
      (JSON.parse(content) as { Records: object[] }).Records.map((record) => JSON.stringify(record)),
      join(folder, key),
    )
  await rm(join(folder, LOGS[2]!.key))
  validator = new Validator({
    validated: async () => ({
      source: new LocalFiles([folder]),
      publicKeys: async () => readPublicKeys(SIGNER.listed),
      sinceMs: null,
    }),
    now: () => NOW,
    onDone: ({ integrity }) => store.setIntegrity(integrity),
  })
  app = createApp(servicesOf(store, { validator, now: () => NOW }))
})
afterEach(async () => {
  await validator.cancel()
  await store.close()
  await rm(folder, { recursive: true })
})

async function ask<Answer>(address: string, method = 'GET'): Promise<Answer> {
  const response = await app.request(`http://localhost${address}`, { method })
  expect(response.status).toBe(200)
  return (await response.json()) as Answer
}

test('a validation is started, followed and read', async () => {
  expect((await ask<ValidationResponse>('/api/integrity')).state).toBe('not-started')
  expect((await ask<ValidationResponse>('/api/integrity', 'POST')).state).toBe('running')
  await validator.idle
  expect(await ask('/api/integrity')).toMatchObject({
    state: 'done',
    hasProblems: true,
    doneAt: '2026-02-03T14:05:00Z',
    logFiles: { total: 3, byVerdict: { valid: 2, missing: 1 } },
    digests: { total: 4, byVerdict: { verified: 4 } },
    publicKeys: [{ isReadable: true }, { isReadable: true }],
  })
  const missing = await ask<ValidatedLogFilesResponse>('/api/integrity/log-files?verdict=missing')
  expect(missing).toMatchObject({
    total: 1,
    logFiles: [{ name: LOGS[2]!.key, uri: null, digestVerdict: 'verified', region: 'us-east-1' }],
  })
  const second = await ask<ValidatedDigestsResponse>('/api/integrity/digests?offset=1&limit=1')
  expect(second).toMatchObject({
    total: 4,
    digests: [{ follows: 'yes', startTime: '2026-02-03T11:00:00Z', logFiles: 0 }],
  })
  const { count } = await ask<{ count: number }>('/api/events/count?integrity=verified')
  expect(count).toBe(2)
})

test('each hour has its events, and says whether there were none', async () => {
  await validator.start()
  await validator.idle
  const { interval, startTimes, rows } = await ask<CoverageResponse>(
    '/api/integrity/coverage?startTime=2026-02-03T09:00:00Z&endTime=2026-02-03T14:59:59Z',
  )
  expect(interval).toBe('PT1H')
  expect(startTimes.map((time) => time.slice(11, 13))).toEqual(['09', '10', '11', '12', '13', '14'])
  expect(rows).toEqual([
    {
      accountId: '111122223333',
      region: 'us-east-1',
      counts: [0, 2, 0, 0, 0, 0],
      // At noon a log file is missing; the last quarter of an hour is still to be delivered.
      events: ['no-data', 'events', 'no-events', 'no-data', 'no-data', 'no-data'],
      validation: ['unknown', 'covered', 'covered', 'covered', 'covered', 'unknown'],
    },
  ])
  const none = await ask<CoverageResponse>('/api/integrity/coverage?eventName=Nothing')
  expect(none.rows[0]!.counts.every((events) => events === 0)).toBe(true)
  expect(none.rows[0]!.events).toContain('events')
})

test('a validation can be cancelled, and there may be nothing to validate', async () => {
  await validator.start()
  expect((await ask<ValidationResponse>('/api/integrity', 'DELETE')).state).toBe('cancelled')
  const bare = createApp(servicesOf(store))
  const refused = await bare.request('http://localhost/api/integrity', { method: 'POST' })
  expect(refused.status).toBe(404)
})
