import fc from 'fast-check'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { NO_DELIVERIES } from '../aws/deliveries.ts'
import type { TrailState } from '../aws/services/cloudtrail/cloudTrailState.ts'
import { readDigestKey, readLogFileKey } from '../cloudtrail/logFileKey.ts'
import { readDigestFile, sha256Of } from '../integrity/digestFile.ts'
import type { FoundFile } from '../integrity/foundFile.ts'
import { readPublicKeys } from '../integrity/publicKeys.ts'
import { validationOf, type Validation } from '../integrity/validation.ts'
import { createAccount } from '../account/account.ts'
import type { Destination, PutFile } from '../sources/destination.ts'
import type { DeliveryFolder } from './deliveryFolder.ts'
import { newDeliveryState, type DeliveryState } from './deliveryState.ts'
import { newSigningKey, type SigningKey } from './signingKeys.ts'
import { TrailDelivery, type LoggedCall } from './trailDelivery.ts'

const START_MS = Date.parse('2026-02-04T10:00:00Z')
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const ARN = 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/a_trail'

const trail = (members: Partial<TrailState> = {}): TrailState => ({
  arn: ARN,
  name: 'a_trail',
  homeRegion: 'eu-central-1',
  settings: {
    s3BucketName: 'logs',
    s3KeyPrefix: 'all',
    snsTopicArn: null,
    includeGlobalServiceEvents: false,
    isMultiRegionTrail: false,
    logFileValidationEnabled: true,
    cloudWatchLogsLogGroupArn: null,
    cloudWatchLogsRoleArn: null,
    kmsKeyId: null,
    recursiveLogging: true,
  },
  tags: {},
  selectors: null,
  insightSelectors: [],
  isLogging: true,
  startedMs: START_MS,
  stoppedMs: null,
  ...members,
})

const callAt = (number: number, ms: number): LoggedCall => ({
  eventID: `call-${number}`,
  record: JSON.stringify({
    eventTime: new Date(ms).toISOString().replace(/\.\d+/, ''),
    eventSource: 'ec2.amazonaws.com',
    eventName: 'StopInstances',
    awsRegion: 'eu-central-1',
    eventID: `call-${number}`,
    managementEvent: true,
    eventCategory: 'Management',
  }),
})

/** The process ended. */
class Ended extends Error {}

/** What survives the end of a process, and a process that can be ended at any of its steps. */
class World {
  nowMs = START_MS
  trails: Record<string, TrailState> = { [ARN]: trail() }
  deleted: readonly TrailState[] = []
  readonly calls: LoggedCall[] = []
  /** All buckets: keys are unique. */
  readonly bucket = new Map<string, PutFile>()
  /** What the log group has. */
  readonly logged: string[] = []
  /** What is on the disk. */
  #state: string | null = null
  readonly #spool = new Map<string, Uint8Array>()
  readonly #keys: SigningKey[]
  failure: { readonly code: string; readonly message: string } | null = null
  /** Of the log group. */
  logFailure: Error | null = null
  readonly complaints: string[] = []
  /** After so many steps the process ends. */
  steps = Infinity

  /** `keys`: those that are there at first, since making one takes a while. */
  constructor(keys: readonly SigningKey[] = []) {
    this.#keys = [...keys]
  }

  call(): void {
    this.calls.push(callAt(this.calls.length, this.nowMs))
  }

  start(): TrailDelivery {
    const state = this.#state
    const folder: DeliveryFolder = {
      state: state === null ? newDeliveryState(START_MS) : (JSON.parse(state) as DeliveryState),
      saveState: () => this.#step(() => void (this.#state = JSON.stringify(folder.state))),
      keys: this.#keys,
      addKey: (key) => this.#step(() => void this.#keys.push(key)),
      keep: (id, bytes) => this.#step(() => void this.#spool.set(id, bytes)),
      read: async (id) => this.#spool.get(id)!,
      forget: (id) => this.#step(() => void this.#spool.delete(id)),
    }
    const destination: Destination = {
      put: async (files) => {
        const failures = []
        for (const file of files) {
          const failure = this.failure && file.bucket === 'logs' ? this.failure : null
          if (!failure) await this.#step(() => void this.bucket.set(file.key, file))
          failures.push(failure)
        }
        return failures
      },
    }
    return new TrailDelivery({
      account: createAccount(1, START_MS),
      folder,
      destination,
      output: {
        delivered: async () => {},
        logged: async (_, __, records) => {
          if (this.logFailure) throw this.logFailure
          this.logged.push(...records)
        },
      },
      trails: () => ({ trails: this.trails, deletedTrails: this.deleted }),
      forgetTrails: async (gone) => {
        this.deleted = this.deleted.filter((each) => !gone.includes(each))
      },
      happenings: () => [],
      insights: async () => [],
      callsAfter: (eventID) => this.calls.slice(this.calls.findIndex((call) => call.eventID === eventID) + 1),
      now: () => this.nowMs,
      delayMs: 0,
      intervalMs: 5 * MINUTE,
      digestMs: HOUR,
      complain: (sentence) => this.complaints.push(sentence),
    })
  }

  /** What the next process begins with. */
  saved(): DeliveryState {
    return JSON.parse(this.#state!) as DeliveryState
  }

  async #step(act: () => void): Promise<void> {
    if (this.steps <= 0) throw new Ended()
    this.steps--
    act()
  }

  /** The eventIDs in all log files, each as often as it was delivered. */
  delivered(): string[] {
    return [...this.bucket]
      .filter(([key]) => readLogFileKey(key) !== null)
      .flatMap(([, { bytes }]) => recordsIn(bytes).map(({ eventID }) => eventID))
  }

  validation(): Validation {
    const files = [...this.bucket].map(([key, { bytes, metadata }]): FoundFile => {
      const text = gunzipSync(bytes)
      const isDigest = readDigestKey(key) !== null
      return {
        uri: `s3://logs/${key}`,
        name: key,
        kind: isDigest ? 'digest' : 'log-file',
        sha256: sha256Of(text),
        problem: null,
        digest: isDigest ? readDigestFile(text.toString()) : null,
        signature: metadata['signature'] ?? null,
      }
    })
    const list = this.#keys.map(({ value, fingerprint }) => ({ Value: value, Fingerprint: fingerprint }))
    const publicKeys = readPublicKeys(JSON.stringify({ PublicKeyList: list }))
    return validationOf(files, { publicKeys, nowMs: this.nowMs, sinceMs: null })
  }
}

const recordsIn = (logFile: Uint8Array) =>
  (JSON.parse(gunzipSync(logFile).toString()) as { Records: { eventID: string }[] }).Records

test('every call is delivered once, in log files that digest files name', async () => {
  const world = new World()
  const delivery = world.start()
  for (let round = 0; round < 40; round++) {
    world.nowMs += 5 * MINUTE
    if (round % 3 > 0) world.call()
    await delivery.deliver()
  }
  expect(world.delivered().toSorted()).toEqual(world.calls.map(({ eventID }) => eventID).toSorted())
  const { hasProblems, logFiles, digests } = world.validation()
  expect(hasProblems).toBe(false)
  expect(digests.map(({ verdict }) => verdict)).toEqual(Array(4).fill('verified'))
  expect(new Set(logFiles.slice(0, 20).map(({ verdict }) => verdict))).toContain('valid')
  expect(delivery.statusOf(world.trails[ARN]!)).toMatchObject({
    logFiles: { succeededMs: expect.any(Number) as number, error: null },
    digests: { error: null },
  })
})

test('wherever the process ends, everything arrives, and no chain breaks', async () => {
  const key = await newSigningKey(START_MS)
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 3, maxLength: 12 }),
      async (ends) => {
        const world = new World([key])
        for (const steps of ends) {
          world.steps = steps
          const delivery = world.start()
          try {
            for (let round = 0; round < 8; round++) {
              world.nowMs += 7 * MINUTE
              world.call()
              await delivery.deliver()
            }
          } catch (error) {
            expect(error).toBeInstanceOf(Ended)
          }
        }
        world.steps = Infinity
        world.nowMs++
        world.trails[ARN] = trail({ isLogging: false, stoppedMs: world.nowMs })
        await world.start().deliver()
        expect(new Set(world.delivered())).toEqual(new Set(world.calls.map(({ eventID }) => eventID)))
        const { hasProblems, logFiles, digests } = world.validation()
        expect(hasProblems).toBe(false)
        expect(new Set(digests.map(({ verdict }) => verdict))).toEqual(new Set(['verified']))
        expect(logFiles.filter(({ verdict }) => verdict !== 'valid')).toEqual([])
      },
    ),
    { numRuns: 25 },
  )
})

test('what cannot be put waits, is said once, and arrives when it works again', async () => {
  const world = new World()
  const delivery = world.start()
  world.failure = { code: 'NoSuchBucket', message: 'The specified bucket does not exist' }
  for (let round = 0; round < 30; round++) {
    world.nowMs += 5 * MINUTE
    world.call()
    await delivery.deliver()
  }
  expect(world.bucket.size).toBe(0)
  expect(delivery.statusOf(world.trails[ARN]!)?.logFiles).toEqual({
    succeededMs: null,
    error: 'NoSuchBucket',
  })
  expect(world.complaints).toEqual([
    'The trail a_trail cannot deliver to the bucket logs: The specified bucket does not exist. What waits is kept, and delivered when it works again.',
  ])
  world.failure = null
  for (let round = 0; round < 30; round++) {
    world.nowMs += 5 * MINUTE
    await delivery.deliver()
  }
  expect(new Set(world.delivered())).toEqual(new Set(world.calls.map(({ eventID }) => eventID)))
  expect(delivery.statusOf(world.trails[ARN]!)?.logFiles.error).toBeNull()
  expect(world.validation().hasProblems).toBe(false)
})

test('a trail with another bucket goes on there, while the one before is said to be gone once', async () => {
  const world = new World()
  const delivery = world.start()
  world.failure = { code: 'NoSuchBucket', message: 'The specified bucket does not exist' }
  world.call()
  await delivery.deliver()
  const { settings } = trail()
  world.trails[ARN] = trail({ settings: { ...settings, s3BucketName: 'other-logs' } })
  for (let round = 0; round < 20; round++) {
    world.nowMs += 5 * MINUTE
    world.call()
    await delivery.deliver()
  }
  expect(world.delivered().toSorted()).toEqual(
    world.calls
      .slice(1)
      .map(({ eventID }) => eventID)
      .toSorted(),
  )
  expect(world.complaints).toHaveLength(1)
  // After a month what waits for it is given up.
  world.nowMs += 31 * 24 * HOUR
  await delivery.deliver()
  expect(world.complaints.at(-1)).toMatch(/ could not be delivered to the bucket logs for 30 days, and is /)
})

test('a log group that is gone keeps nothing from the bucket, and has all of it later', async () => {
  const world = new World()
  const { settings } = trail()
  world.trails[ARN] = trail({ settings: { ...settings, cloudWatchLogsLogGroupArn: 'a group' } })
  world.logFailure = new Error('The specified log group does not exist.')
  const delivery = world.start()
  world.call()
  await delivery.deliver()
  expect(world.delivered()).toEqual(['call-0'])
  expect(delivery.statusOf(world.trails[ARN])).toMatchObject({
    logFiles: { error: null },
    logEvents: { succeededMs: null, error: 'InternalError' },
  })
  world.logFailure = null
  world.nowMs += HOUR
  await delivery.deliver()
  expect(world.logged).toEqual(world.calls.map(({ record }) => record))
  expect(world.delivered()).toEqual(['call-0'])
})

test('a deleted trail delivers what it logged, with a last digest file, and is forgotten', async () => {
  const world = new World()
  const delivery = world.start()
  await delivery.deliver()
  world.nowMs += MINUTE
  world.call()
  world.nowMs += MINUTE
  world.deleted = [trail({ isLogging: false, stoppedMs: world.nowMs })]
  world.trails = {}
  world.call()
  await delivery.deliver()
  await delivery.deliver()
  expect(world.delivered()).toEqual(['call-0'])
  expect(world.validation().logFiles.map(({ verdict }) => verdict)).toEqual(['valid'])
  expect(world.deleted).toEqual([])
})

test('a trail that has the name of a deleted one has no status before its own first delivery', async () => {
  const world = new World()
  const delivery = world.start()
  world.call()
  await delivery.deliver()
  expect(delivery.statusOf(world.trails[ARN]!)).not.toBeNull()
  world.nowMs += MINUTE
  world.deleted = [trail({ isLogging: false, stoppedMs: world.nowMs })]
  world.trails[ARN] = trail({ isLogging: false, startedMs: null })
  expect(delivery.statusOf(world.trails[ARN])).toBeNull()
  world.trails[ARN] = trail({ startedMs: world.nowMs + MINUTE })
  expect(delivery.statusOf(world.trails[ARN])).toBeNull()
  world.nowMs += MINUTE
  world.call()
  await delivery.deliver()
  expect(delivery.statusOf(world.trails[ARN])?.logFiles).toEqual({ succeededMs: world.nowMs, error: null })
  expect(world.deleted).toEqual([])
  expect(Object.keys(world.saved().statuses)).toHaveLength(1)
})

test('the digest files of a Region end when its trail leaves it', async () => {
  const world = new World()
  const { settings } = trail()
  world.trails[ARN] = trail({ settings: { ...settings, isMultiRegionTrail: true } })
  const delivery = world.start()
  world.call()
  await delivery.deliver()
  world.nowMs += 90 * MINUTE
  world.trails[ARN] = trail()
  await delivery.deliver()
  const regionsOfDigests = () =>
    [...world.bucket.keys()].map((key) => readDigestKey(key)?.region).filter((region) => region !== undefined)
  const before = regionsOfDigests()
  expect(new Set(before).size).toBeGreaterThan(10)
  world.nowMs += 5 * HOUR
  await delivery.deliver()
  expect(new Set(regionsOfDigests().slice(before.length))).toEqual(new Set(['eu-central-1']))
  expect(Object.values(world.saved().chains).map(({ region }) => region)).toEqual(['eu-central-1'])
  expect(world.validation().hasProblems).toBe(false)
})

test('where nothing is delivered there are no keys and no status', () => {
  expect(NO_DELIVERIES.publicKeys()).toEqual([])
  expect(NO_DELIVERIES.statusOf(trail())).toBeNull()
})
