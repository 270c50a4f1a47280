import { describe, expect, it } from 'vitest'
import { createAccount, recordsBetween } from './account.ts'
import { DAY, HOUR } from './times.ts'

const TODAY = Date.UTC(2025, 5, 19)
const account = createAccount(7, TODAY)

interface Identity {
  readonly type?: string
  readonly accessKeyId?: string
  readonly principalId?: string
  readonly userName?: string
  readonly arn?: string
  readonly invokedBy?: string
  readonly sessionContext?: { readonly attributes?: { readonly creationDate: string } }
}

interface Rec {
  readonly eventID: string
  readonly eventTime: string
  readonly eventName: string
  readonly eventSource: string
  readonly awsRegion: string
  readonly sourceIPAddress: string
  readonly userIdentity: Identity
  readonly readOnly: boolean
  readonly errorCode?: string
  readonly errorMessage?: string
  readonly eventCategory: string
  readonly requestParameters: Record<string, unknown> | null
  readonly responseElements: {
    readonly credentials?: { readonly accessKeyId: string }
    readonly assumedRoleUser?: { readonly assumedRoleId: string }
  } | null
  readonly additionalEventData?: { readonly MFAUsed?: string }
}

const parse = (text: string): Rec => JSON.parse(text)
const recordsOf = (seed: number) =>
  [...recordsBetween(createAccount(seed, TODAY), TODAY - 2 * DAY, TODAY)].join('\n')
const between = (fromDay: number, toDay: number) =>
  [...recordsBetween(account, TODAY + fromDay * DAY, TODAY + toDay * DAY)].map(parse)

describe('recordsBetween', () => {
  it('gives the same text for the same seed and day, and another for another seed', () => {
    expect(recordsOf(7)).toBe(recordsOf(7))
    expect(recordsOf(7)).not.toBe(recordsOf(8))
  })

  it('gives the same in adjacent windows as in the whole window', () => {
    const startMs = TODAY - 10 * DAY
    const whole = [...recordsBetween(account, startMs, startMs + 2 * DAY)]
    const ends = [0, 7 * HOUR + 1, 9 * HOUR + 123, DAY - 1, DAY, DAY + 13 * HOUR + 999, 2 * DAY]
    const parts = ends
      .slice(1)
      .flatMap((end, index) => [
        ...recordsBetween(createAccount(7, TODAY), startMs + (ends[index] ?? 0), startMs + end),
      ])
    expect(parts).toEqual(whole)
  })

  it('continues after today, a few seconds at a time', () => {
    const fromMs = TODAY + 13 * HOUR
    const whole = [...recordsBetween(account, fromMs, fromMs + HOUR)]
    const live: string[] = []
    for (let timeMs = fromMs; timeMs < fromMs + HOUR; timeMs += 3500) {
      live.push(...recordsBetween(account, timeMs, Math.min(timeMs + 3500, fromMs + HOUR)))
    }
    expect(live).toEqual(whole)
    expect(whole.length).toBeGreaterThan(20)
  })

  it('is in order of time, within the window, ends excluded', () => {
    const times = between(-3, -1).map((record) => Date.parse(record.eventTime))
    expect(times).toEqual(times.toSorted((one, other) => one - other))
    expect(times[0]).toBeGreaterThanOrEqual(TODAY - 3 * DAY)
    expect(times.at(-1)).toBeLessThan(TODAY - DAY)
  })
})

describe('ninety days', () => {
  const seen = new Set<string>()
  const minted = new Map<string, { role: string; timeMs: number }>()
  const counts = { all: 0, reads: 0, failures: 0, data: 0, weekend: 0 }
  const types = new Map<string, number>()
  const faults: string[] = []
  for (const text of recordsBetween(account, TODAY - 90 * DAY, TODAY)) {
    const record = parse(text)
    const { userIdentity: identity, responseElements } = record
    counts.all++
    seen.add(record.eventID)
    if (record.readOnly) counts.reads++
    if (record.errorCode !== undefined) counts.failures++
    if (record.eventCategory === 'Data') counts.data++
    if ([0, 6].includes(new Date(record.eventTime).getUTCDay())) counts.weekend++
    const type = identity.type ?? 'none'
    types.set(type, (types.get(type) ?? 0) + 1)
    for (const field of [
      'eventVersion',
      'eventTime',
      'eventSource',
      'eventName',
      'awsRegion',
      'sourceIPAddress',
      'userAgent',
      'eventType',
      'managementEvent',
      'recipientAccountId',
      'requestParameters',
      'responseElements',
    ])
      if (!(field in record)) faults.push(`${record.eventName} has no ${field}`)
    if (record.errorCode !== undefined && responseElements !== null)
      faults.push(`${record.eventName} failed and answered`)
    if (responseElements?.credentials !== undefined && record.eventName !== 'GetSessionToken') {
      const role = responseElements.assumedRoleUser?.assumedRoleId ?? ''
      minted.set(responseElements.credentials.accessKeyId, { role, timeMs: Date.parse(record.eventTime) })
    }
    const key = identity.type === 'AssumedRole' ? identity.accessKeyId : undefined
    if (key === undefined || record.eventName === 'ConsoleLogin') continue
    const session = minted.get(key)
    const creation = Date.parse(identity.sessionContext?.attributes?.creationDate ?? '')
    const old = creation < TODAY - 90 * DAY
    if (session === undefined ? !old : session.role !== identity.principalId || session.timeMs !== creation)
      faults.push(`${record.eventName} by ${identity.arn}: key ${key} was not issued so`)
  }

  it('have about 120,000 events, each with its own ID', () => {
    expect(counts.all).toBeGreaterThan(110_000)
    expect(counts.all).toBeLessThan(130_000)
    expect(seen.size).toBe(counts.all)
  })

  it('have complete records, and sessions whose keys STS issued', () => {
    expect([...new Set(faults)].slice(0, 5)).toEqual([])
  })

  it('have the proportions of a real account', () => {
    const { all, reads, failures, data, weekend } = counts
    expect(reads / (all - reads)).toBeGreaterThan(3)
    expect(reads / (all - reads)).toBeLessThan(5)
    expect(failures / all).toBeGreaterThan(0.025)
    expect(failures / all).toBeLessThan(0.055)
    expect(data / all).toBeGreaterThan(0.05)
    expect(weekend / all).toBeLessThan(0.2)
  })

  it('have callers of every kind', () => {
    const kinds = [
      'AssumedRole',
      'AWSService',
      'IAMUser',
      'SAMLUser',
      'WebIdentityUser',
      'AWSAccount',
      'Root',
      'none',
    ]
    for (const kind of kinds) expect(types.get(kind) ?? 0).toBeGreaterThan(0)
  })
})

describe('the leaked key', () => {
  const records = between(-9, -7)
  const by = (address: string) => records.filter((record) => record.sourceIPAddress === address)
  const named = (name: string) => records.filter((record) => record.eventName === name)

  it('is denied many times, then finds a way through a role', () => {
    const thief = by('192.0.2.66')
    expect(thief.filter((record) => record.errorCode !== undefined).length).toBeGreaterThan(15)
    const creations = thief.filter((record) => record.eventName === 'CreateUser')
    expect(creations.map(({ errorCode, userIdentity }) => [errorCode, userIdentity.type])).toEqual([
      ['AccessDenied', 'IAMUser'],
      [undefined, 'AssumedRole'],
    ])
    expect(
      new Set(
        thief.filter(({ eventName }) => eventName === 'DescribeInstances').map(({ awsRegion }) => awsRegion),
      ).size,
    ).toBe(7)
  })

  it('ends in a sign-in without MFA, a stopped trail and large instances far away', () => {
    const intruder = by('192.0.2.147')
    const login = intruder.find((record) => record.eventName === 'ConsoleLogin')
    expect(login?.additionalEventData?.MFAUsed).toBe('No')
    expect(login?.userIdentity.userName).toBe('svc-cloudwatch-sync')
    const done = (name: string) =>
      intruder.filter((record) => record.eventName === name && record.errorCode === undefined)
    expect(done('StopLogging')).toHaveLength(1)
    expect(done('PutBucketPolicy')).toHaveLength(1)
    expect(done('GetSecretValue')).toHaveLength(4)
    expect(done('RunInstances').map(({ awsRegion }) => awsRegion)).toEqual(Array(3).fill('ap-southeast-2'))
  })

  it('is cleaned up the morning after', () => {
    expect(named('StartLogging')).toHaveLength(1)
    expect(
      named('DeleteUser').some(
        ({ requestParameters }) => requestParameters?.['userName'] === 'svc-cloudwatch-sync',
      ),
    ).toBe(true)
    const key = account.resources.users.legacyDeployer.keyId
    const after = between(-7, 0).filter((record) => record.userIdentity.accessKeyId === key)
    expect(after).toEqual([])
  })
})

describe('the wrong instance', () => {
  it('is terminated by an engineer, and does nothing from then on', () => {
    const { databaseHost } = account.resources
    const records = between(-4, 0)
    const at = records.findIndex(
      ({ eventName, errorCode, requestParameters }) =>
        eventName === 'TerminateInstances' &&
        errorCode === undefined &&
        JSON.stringify(requestParameters).includes(databaseHost.id),
    )
    expect(at).toBeGreaterThan(0)
    const before = records
      .slice(0, at)
      .filter(({ userIdentity }) => userIdentity.principalId?.endsWith(databaseHost.id))
    const after = records
      .slice(at)
      .filter(({ userIdentity }) => userIdentity.principalId?.endsWith(databaseHost.id))
    expect(before.length).toBeGreaterThan(0)
    expect(after).toEqual([])
  })
})
