import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  digestKey,
  LOG_FILE_KINDS,
  logFileKey,
  readDigestKey,
  readLogFileKey,
  type DigestKey,
  type LogFileKey,
} from './logFileKey.ts'

const anyFolders = {
  prefix: fc.constantFrom(null, 'logs', 'a/b', 'AWSLogs', 'AWSLogs/111122223333'),
  organizationId: fc.constantFrom(null, 'o-exampleorg1'),
  accountId: fc.stringMatching(/^\d{12}$/),
  region: fc.constantFrom('us-east-1', 'us-gov-west-1', 'cn-north-1', 'ap-southeast-4'),
}

const anyMoment = fc.date({
  min: new Date('2013-11-13'),
  max: new Date('2099-12-31'),
  noInvalidDate: true,
})

const anyLogFile: fc.Arbitrary<LogFileKey> = fc.record({
  ...anyFolders,
  kind: fc.constantFrom(...LOG_FILE_KINDS),
  deliveredMs: anyMoment.map((date) => Math.floor(date.getTime() / 60_000) * 60_000),
  unique: fc.stringMatching(/^[A-Za-z0-9]{16}$/),
})

const anyDigest: fc.Arbitrary<DigestKey> = fc.record({
  ...anyFolders,
  trailName: fc.stringMatching(/^[a-z0-9]([a-z0-9]|[._-][a-z0-9]){2,40}$/),
  homeRegion: fc.constantFrom('us-east-1', 'eu-central-1'),
  endMs: anyMoment.map((date) => Math.floor(date.getTime() / 1000) * 1000),
  isBackfill: fc.boolean(),
})

it('reads every key of a log file as it was written, and takes it for no digest', () => {
  fc.assert(
    fc.property(anyLogFile, (key) => {
      expect(readLogFileKey(logFileKey(key))).toEqual(key)
      expect(readDigestKey(logFileKey(key))).toBeNull()
    }),
  )
})

it('reads every key of a digest file as it was written, and takes it for no log file', () => {
  fc.assert(
    fc.property(anyDigest, (key) => {
      expect(readDigestKey(digestKey(key))).toEqual(key)
      expect(readLogFileKey(digestKey(key))).toBeNull()
    }),
  )
})

it('writes keys as CloudTrail does', () => {
  const folders = { prefix: null, organizationId: null, accountId: '111122223333', region: 'us-east-2' }
  const deliveredMs = Date.parse('2026-01-31T15:10:59Z')
  expect(logFileKey({ ...folders, kind: 'CloudTrail', deliveredMs, unique: 'bDxH3p6mUBmiLs3Y' })).toBe(
    'AWSLogs/111122223333/CloudTrail/us-east-2/2026/01/31/111122223333_CloudTrail_us-east-2_20260131T1510Z_bDxH3p6mUBmiLs3Y.json.gz',
  )
  expect(
    digestKey({
      ...folders,
      trailName: 'my_trail',
      homeRegion: 'us-east-1',
      endMs: deliveredMs,
      isBackfill: true,
    }),
  ).toBe(
    'AWSLogs/111122223333/CloudTrail-Digest/us-east-2/2026/01/31/111122223333_CloudTrail-Digest_us-east-2_my_trail_us-east-1_20260131T151059Z_backfill.json.gz',
  )
})

it.each([
  [
    'of another Region than its folder',
    '111122223333_CloudTrail_us-west-1_20260131T1510Z_bDxH3p6mUBmiLs3Y.json.gz',
  ],
  [
    'of a day that does not exist',
    '111122223333_CloudTrail_us-east-1_20261331T1510Z_bDxH3p6mUBmiLs3Y.json.gz',
  ],
  ['that is another', 'copy of a log file.json.gz'],
])('does not take a name %s for that of a log file', (_, name) => {
  expect(readLogFileKey(`AWSLogs/111122223333/CloudTrail/us-east-1/2026/01/31/${name}`)).toBeNull()
})

it('reads the oldest names, which have no line before their unique part', () => {
  const name = '111122223333_CloudTrail_us-east-1_20140131T1510ZbDxH3p6mUBmiLs3Y.json.gz'
  const key = `AWSLogs/111122223333/CloudTrail/us-east-1/2014/01/31/${name}`
  expect(readLogFileKey(key)?.unique).toBe('bDxH3p6mUBmiLs3Y')
})
