import { copyFile, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DigestFile } from '../../integrity/digestFile.ts'
import { readPublicKeys } from '../../integrity/publicKeys.ts'
import { digestCounts, logFileCounts, type Validation } from '../../integrity/validation.ts'
import { LocalFiles } from '../../sources/localFiles.ts'
import { sideFileOf } from '../../sources/sideFile.ts'
import '../../testing/fewCases.ts'
import { signed, signingKey, trailFiles, writeTrailFiles, type TrailFile } from '../../testing/trailFiles.ts'
import { validateSource } from './validateSource.ts'

const SIGNER = signingKey()
const OTHER = signingKey()

/** Four digest files, from 10:00 to 14:00, with two log files each. */
const FILES = trailFiles({ signer: SIGNER })
const DIGESTS = FILES.filter(({ metadata }) => metadata !== null)
const LOGS = FILES.filter(({ metadata }) => metadata === null)

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'validate-'))
})
afterEach(() => rm(folder, { recursive: true }))

const SOON = '2026-02-03T14:05:00Z'
const LATER = '2026-03-01T00:00:00Z'

interface Given {
  readonly keys?: string
  readonly at?: string
  readonly since?: string
}

function validate({ keys = SIGNER.listed, at = SOON, since }: Given = {}): Promise<Validation> {
  return validateSource(new LocalFiles([folder]), {
    publicKeys: async () => readPublicKeys(keys),
    nowMs: Date.parse(at),
    sinceMs: since === undefined ? null : Date.parse(since),
    signal: new AbortController().signal,
    onProgress: () => {},
  })
}

/** How many there are with each verdict, without those that have none. */
const counts = (validation: Validation) => ({
  digests: some(digestCounts(validation)),
  logFiles: some(logFileCounts(validation)),
})

const some = (all: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(all).filter(([, count]) => count > 0))

/** What is a problem, by verdict and name. */
const problems = ({ digests, logFiles, gaps }: Validation): readonly string[] => [
  ...[...digests, ...logFiles].flatMap(({ isProblem, verdict, file }) =>
    isProblem ? [`${verdict} ${basename(file?.name ?? '')}`.trim()] : [],
  ),
  ...gaps.flatMap(({ isProblem, startMs }) => (isProblem ? [`gap ${new Date(startMs).toISOString()}`] : [])),
]

const pathOf = ({ key }: TrailFile): string => join(folder, key)
const nameOf = ({ key }: TrailFile): string => basename(key)

const ALL_VALID = { digests: { verified: 4 }, logFiles: { valid: 8 } }

describe('what the AWS CLI calls valid is valid:', () => {
  test.each<[string, readonly TrailFile[]]>([
    ['what a trail delivered', FILES],
    ['with a prefix', trailFiles({ signer: SIGNER, prefix: 'a/b' })],
    ['of an organization', trailFiles({ signer: SIGNER, organizationId: 'o-abcdefghij' })],
    ['of another Region', trailFiles({ signer: SIGNER, region: 'eu-west-1' })],
    ['with empty digest files', trailFiles({ signer: SIGNER, logFiles: [8, 0, 0, 0] })],
    ['backfill', trailFiles({ signer: SIGNER, backfilledAt: '2026-02-05T00:00:00.000Z' })],
  ])('%s', async (_, files) => {
    await writeTrailFiles(folder, files)
    const validation = await validate()
    expect(counts(validation)).toEqual(ALL_VALID)
    expect(problems(validation)).toEqual([])
    expect(validation.hasProblems).toBe(false)
  })

  test('digest and log files that were compressed again', async () => {
    await writeTrailFiles(folder, FILES)
    for (const file of FILES) await writeFile(pathOf(file), gzipSync(file.content, { level: 1 }))
    expect(counts(await validate())).toEqual(ALL_VALID)
  })

  test('several trails, Regions and accounts in one place', async () => {
    const sets = [
      trailFiles({ signer: SIGNER }),
      trailFiles({ signer: SIGNER, region: 'eu-west-1' }),
      trailFiles({ signer: SIGNER, accountId: '444455556666' }),
      trailFiles({ signer: OTHER, trailName: 'second' }),
    ]
    for (const files of sets) await writeTrailFiles(folder, files)
    const keys = JSON.stringify([SIGNER, OTHER].flatMap(({ listed }) => JSON.parse(listed).PublicKeyList))
    const validation = await validate({ keys })
    expect(counts(validation)).toEqual({ digests: { verified: 16 }, logFiles: { valid: 32 } })
    expect(validation.coverage.size).toBe(3)
  })

  test('nothing at all', async () => {
    const validation = await validate()
    expect(validation.hasProblems).toBe(false)
    expect(validation.limits).toEqual(['There are no log files and no digest files.'])
  })
})

describe('what the AWS CLI calls invalid is named:', () => {
  beforeEach(() => writeTrailFiles(folder, FILES))

  test('a log file whose content was changed', async () => {
    await writeFile(pathOf(LOGS[2]!), gzipSync(LOGS[2]!.content.replace('GetUser', 'GetRole')))
    expect(problems(await validate())).toEqual([`modified ${nameOf(LOGS[2]!)}`])
  })

  test('a log file that is not what its name says', async () => {
    await writeFile(pathOf(LOGS[2]!), 'neither gzip nor JSON')
    expect(problems(await validate())).toEqual([`modified ${nameOf(LOGS[2]!)}`])
  })

  test('a log file that was cut off', async () => {
    await writeFile(pathOf(LOGS[2]!), (await readFile(pathOf(LOGS[2]!))).subarray(0, -20))
    const { logFiles } = await validate()
    expect(logFiles[0]).toMatchObject({
      verdict: 'modified',
      reason: 'It cannot be unpacked: its gzip data is damaged.',
    })
  })

  test('a log file that was removed, or renamed', async () => {
    await rm(pathOf(LOGS[0]!))
    await rename(pathOf(LOGS[7]!), join(folder, 'renamed.json.gz'))
    const validation = await validate()
    expect(problems(validation).toSorted()).toEqual(['missing', 'moved renamed.json.gz'])
    expect(counts(validation)).toEqual({
      digests: { verified: 4 },
      logFiles: { valid: 6, missing: 1, moved: 1 },
    })
  })

  test.each([0, 1, 2])('digest file %i, that was removed', async (index) => {
    await rm(pathOf(DIGESTS[index]!))
    const validation = await validate()
    expect(counts(validation)).toEqual({
      digests: { verified: 3, missing: 1 },
      logFiles: { valid: 6, 'not-covered': 2 },
    })
    expect(validation.hasProblems).toBe(true)
    expect(validation.gaps).toHaveLength(index === 0 ? 0 : 1)
  })

  test('a digest file whose text was changed', async () => {
    await writeFile(pathOf(DIGESTS[1]!), gzipSync(DIGESTS[1]!.content.replace('us-east-1', 'us-east-2')))
    await writeFile(pathOf(DIGESTS[2]!), gzipSync(`${DIGESTS[2]!.content} `))
    const validation = await validate()
    expect(counts(validation).digests).toEqual({ verified: 2, 'wrong-signature': 1, moved: 1 })
    expect(validation.gaps).toMatchObject([{ isProblem: true }])
  })

  test('a digest file signed by another key, and one whose signature was lost', async () => {
    const forged = signed(JSON.parse(DIGESTS[1]!.content) as DigestFile, OTHER)
    await writeFile(sideFileOf(pathOf(DIGESTS[1]!)), JSON.stringify(forged.metadata))
    await rm(sideFileOf(pathOf(DIGESTS[2]!)))
    const validation = await validate()
    expect(counts(validation).digests).toEqual({
      verified: 2,
      'wrong-signature': 1,
      'verified-by-successor': 1,
    })
    expect(validation.digests.slice(0, 2)).toMatchObject([{ isProblem: true }, { isProblem: true }])
  })

  test('a digest file that was copied over another', async () => {
    await copyFile(pathOf(DIGESTS[2]!), pathOf(DIGESTS[1]!))
    await copyFile(sideFileOf(pathOf(DIGESTS[2]!)), sideFileOf(pathOf(DIGESTS[1]!)))
    expect(problems(await validate())).toContain(`moved ${nameOf(DIGESTS[1]!)}`)
  })

  test('a digest file that is no digest file', async () => {
    await writeFile(pathOf(DIGESTS[1]!), 'neither gzip nor JSON')
    expect(problems(await validate())).toContain(`invalid-format ${nameOf(DIGESTS[1]!)}`)
  })

  test('digest files whose public key is not known, or cannot be read', async () => {
    expect(counts(await validate({ keys: OTHER.listed })).digests).toEqual({ 'unknown-key': 4 })
    const keys = JSON.stringify([{ Value: 'AAAA', Fingerprint: SIGNER.fingerprint }])
    expect(counts(await validate({ keys })).digests).toEqual({ 'unreadable-key': 4 })
  })
})

describe('what the AWS CLI does not notice is named:', () => {
  beforeEach(() => writeTrailFiles(folder, FILES))

  test('a digest file that the key’s holder signed anew, with its successor as it was', async () => {
    const digest = JSON.parse(DIGESTS[1]!.content) as DigestFile
    const replaced = signed({ ...digest, logFiles: digest.logFiles.slice(1) }, SIGNER)
    await writeTrailFiles(folder, [replaced])
    const validation = await validate()
    expect(validation.digests[0]).toMatchObject({ verdict: 'does-not-follow', follows: 'no' })
    expect(validation.digests[0]!.reason).toContain('it names another hash and another signature for it')
    expect(counts(validation)).toEqual({
      digests: { verified: 3, 'does-not-follow': 1 },
      logFiles: { valid: 7, 'not-covered': 1 },
    })
    // What the replaced one names cannot be believed.
    expect([...validation.integrity.values()].filter((each) => each === 'broken')).toHaveLength(1)
  })

  test('a log file that no digest file names, in a time that they cover', async () => {
    const planted = {
      ...LOGS[2]!,
      key: LOGS[2]!.key.replace(/.{6}\.json\.gz$/, 'ABCDEF.json.gz'),
      content: '{"Records":[]}',
    }
    await writeTrailFiles(folder, [planted])
    expect(problems(await validate())).toEqual([`not-covered ${nameOf(planted)}`])
  })

  test('the newest digest file that is gone, once its hour is over', async () => {
    await rm(pathOf(DIGESTS[3]!))
    const tooEarly = await validate({ at: '2026-02-03T13:50:00Z' })
    expect(problems(tooEarly)).toEqual([])
    expect(counts(tooEarly).logFiles).toEqual({ valid: 6, 'not-covered': 2 })
    expect(tooEarly.logFiles.find(({ verdict }) => verdict === 'not-covered')?.reason).toBe(
      'It cannot be told yet: the digest file of its time is still to come.',
    )
    const over = await validate({ at: LATER })
    expect(over.gaps).toMatchObject([{ startMs: Date.parse('2026-02-03T13:00:00Z'), isProblem: true }])
    expect(over.hasProblems).toBe(true)
    expect(over.limits.join()).toContain('The newest digest files end at 2026-02-03T13:00:00Z.')
  })

  test('two chains with a hole between them', async () => {
    await writeTrailFiles(
      folder,
      trailFiles({ signer: SIGNER, startMs: Date.parse('2026-02-03T17:00:00Z'), logFiles: [1, 1] }),
    )
    const validation = await validate({ at: '2026-02-03T19:05:00Z' })
    expect(validation.hasProblems).toBe(false)
    expect(validation.gaps).toMatchObject([
      { startMs: Date.parse('2026-02-03T14:00:00Z'), endMs: Date.parse('2026-02-03T17:00:00Z') },
    ])
  })
})

describe('a folder that was downloaded', () => {
  const downloaded = (files: readonly TrailFile[] = FILES) =>
    writeTrailFiles(folder, files, { withMetadata: false })

  test('is validated but for the signature of the newest digest file', async () => {
    await downloaded()
    const validation = await validate()
    expect(counts(validation)).toEqual({
      digests: { 'verified-by-successor': 3, 'not-verified': 1 },
      logFiles: { valid: 8 },
    })
    expect(validation.hasProblems).toBe(false)
    expect(validation.limits[0]).toMatch(/^One digest file has no signature/)
    expect(some(tally(validation.integrity.values()))).toEqual({ verified: 6, 'hash-only': 2 })
  })

  test('shows a digest file that was changed, by the one behind it', async () => {
    await downloaded()
    await writeFile(pathOf(DIGESTS[1]!), gzipSync(`${DIGESTS[1]!.content} `))
    expect(problems(await validate())).toContain(`wrong-signature ${nameOf(DIGESTS[1]!)}`)
    // Without a public key its hash still shows it.
    const unsigned = await validate({ keys: '' })
    expect(problems(unsigned)).toContain(`does-not-follow ${nameOf(DIGESTS[2]!)}`)
    expect([...unsigned.integrity.values()]).not.toContain('verified')
  })

  test('is compared by hashes alone if no public key is known', async () => {
    await downloaded()
    const validation = await validate({ keys: '' })
    expect(counts(validation)).toEqual({ digests: { 'not-verified': 4 }, logFiles: { valid: 8 } })
    expect(validation.hasProblems).toBe(false)
    expect(validation.limits[0]).toMatch(/^No public keys are known/)
    expect(tally(validation.integrity.values())).toEqual({ 'hash-only': 8 })
  })

  test('may have lost folders, its compression and its names', async () => {
    await downloaded()
    for (const file of FILES) {
      await writeFile(join(folder, nameOf(file).replace(/\.gz$/, '')), file.content)
      await rm(pathOf(file))
    }
    const validation = await validate()
    expect(counts(validation).logFiles).toEqual({ valid: 8 })
    expect(validation.hasProblems).toBe(false)
  })

  test('may begin anywhere in the folders of the bucket', async () => {
    await downloaded(trailFiles({ signer: SIGNER, prefix: 'far/away' }))
    await rename(join(folder, 'far/away/AWSLogs/111122223333'), join(folder, 'mine'))
    await rm(join(folder, 'far'), { recursive: true })
    expect(counts(await validate()).logFiles).toEqual({ valid: 8 })
    // Another day is another place.
    const day = join(folder, 'mine/CloudTrail/us-east-1/2026/02')
    await rename(join(day, '03'), join(day, '04'))
    expect(counts(await validate()).logFiles).toEqual({ moved: 8 })
  })

  test('may be a part of the bucket, from a time on', async () => {
    await downloaded()
    const start = '2026-02-03T12:00:00Z'
    for (const file of [...DIGESTS.slice(0, 2), ...LOGS.slice(0, 4)]) await rm(pathOf(file))
    expect(counts(await validate()).digests).toMatchObject({ missing: 1 })
    expect(counts(await validate({ since: start })).digests).not.toHaveProperty('missing')
  })
})

test('any byte that is changed in any file is noticed, but for those that do not change its content', async () => {
  await writeTrailFiles(folder, FILES)
  const before = await validate()
  expect(before.hasProblems).toBe(false)
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...FILES),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      async (file, at, change) => {
        const path = pathOf(file)
        const bytes = await readFile(path)
        const changed = Uint8Array.from(bytes)
        changed[at % bytes.length]! ^= change
        await writeFile(path, changed)
        const isSame = contentOf(changed) === file.content
        const validation = await validate()
        expect(validation.hasProblems).toBe(!isSame)
        if (!isSame)
          expect(
            [...validation.digests, ...validation.logFiles].some(
              (each) => each.isProblem && each.file?.uri === path,
            ),
          ).toBe(true)
        await writeFile(path, bytes)
      },
    ),
    { numRuns: 60 },
  )
})

/** Null if it cannot be unpacked. */
function contentOf(bytes: Uint8Array): string | null {
  try {
    return gunzipSync(bytes).toString()
  } catch {
    return null
  }
}

function tally(values: Iterable<string>): Record<string, number> {
  const counted: Record<string, number> = {}
  for (const value of values) counted[value] = (counted[value] ?? 0) + 1
  return counted
}

const DOCUMENTED = fileURLToPath(
  new URL('../../../../shared/data/awsdocs_aws-cloudtrail-user-guide/', import.meta.url),
)
const EXAMPLES = ['01', '02'].map(
  (number) => `cloudtrail-log-file-validation-digest-file-structure-${number}.json`,
)

test.skipIf(!existsSync(DOCUMENTED))(
  'the digest files of the documentation are validated as far as they go (skipped where ../shared/data is not)',
  async () => {
    for (const name of EXAMPLES) await copyFile(join(DOCUMENTED, name), join(folder, name))
    const validation = await validate({ keys: '', at: LATER })
    expect(counts(validation)).toEqual({
      digests: { 'not-verified': 2, missing: 2 },
      logFiles: { missing: 1 },
    })
    expect(validation.limits).toEqual([
      expect.stringMatching(
        /^No public keys are known\. Hashes were compared, and no signature was verified/,
      ),
      'The newest digest files end at 2015-08-20T18:01:31Z. Nothing is known of later deliveries: a newest digest file that was removed cannot be told from one that was never delivered.',
    ])
    expect(validation.gaps).toMatchObject([{ accountId: '111122223333', region: 'us-east-2' }])
    const { limits, digests } = await validate({ keys: SIGNER.listed, at: LATER })
    expect(digests.filter(({ verdict }) => verdict === 'unknown-key').map(({ reason }) => reason)).toEqual(
      Array(2).fill('The public key with the fingerprint 31e8b5433410dfb61a9dc45cc65b22ff is not known.'),
    )
    expect(limits).toEqual([])
  },
)
