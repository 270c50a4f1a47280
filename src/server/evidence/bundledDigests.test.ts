import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import * as v from 'valibot'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { EventStore } from '../../store/eventStore.ts'
import { partNamed, partsOf } from '../../testing/bundleParts.ts'
import '../../testing/fewCases.ts'
import { addRecords, storeOf } from '../../testing/storeOf.ts'
import { signingKey, trailFiles, writeTrailFiles, type TrailFile } from '../../testing/trailFiles.ts'
import { addLogFiles, validatedConsole } from '../../testing/validatedConsole.ts'
import { verifiedBundle } from '../../testing/verifiedBundle.ts'
import {
  DIGESTS,
  hashLine,
  LOG_FILES,
  MANIFEST,
  MANIFEST_HASH,
  printManifest,
  PUBLIC_KEYS,
  readManifest,
  sha256Of,
} from './bundleManifest.ts'
import { BundleWriter } from './bundleWriter.ts'
import { digestLine, logFileLine } from './digestLines.ts'

const SIGNER = signingKey()
const OTHER = signingKey()

/** Four digest files, from 10:00 to 14:00, with two log files each. */
const FILES = trailFiles({ signer: SIGNER })
const DELIVERED = FILES.filter(({ metadata }) => metadata !== null)
const LOGS = FILES.filter(({ metadata }) => metadata === null)

/** Instead of the second digest file, with the right key: it names one log file less. */
const REPLACING = trailFiles({ signer: SIGNER, logFiles: [2, 1, 2, 2] })[4]!

let folder: string
let logs: string
let store: EventStore

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bundled-digests-'))
  logs = join(folder, 'logs')
  store = await storeOf([])
  await addLogFiles(store, logs, FILES)
})
beforeEach(() => writeTrailFiles(logs, FILES))
afterEach(() => rm(logs, { recursive: true, force: true }))
afterAll(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

const consoleOn = (keys = SIGNER.listed) => validatedConsole(store, logs, keys)

/** A bundle of the log files, after a validation. */
async function validatedBundle(keys = SIGNER.listed, query = ''): Promise<Buffer> {
  const opened = consoleOn(keys)
  await opened.validate()
  return opened.bundle(query)
}

const pathOf = ({ key }: TrailFile): string => join(logs, key)

const verified = (bundle: Buffer, ...options: readonly string[]) => verifiedBundle(folder, bundle, ...options)

const linesOf = <Schema extends v.GenericSchema>(
  bundle: Buffer,
  part: string,
  schema: Schema,
): readonly v.InferOutput<Schema>[] =>
  partNamed(bundle, part)
    .content.trimEnd()
    .split('\n')
    .map((line) => v.parse(schema, JSON.parse(line)))

const digestsIn = (bundle: Buffer) => linesOf(bundle, DIGESTS, digestLine)
const logFilesIn = (bundle: Buffer) => linesOf(bundle, LOG_FILES, logFileLine)

/** As lines of JSON. */
const printed = (lines: readonly unknown[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join('')

/** The bundle made again with other parts, or without those that are null, as someone does who has its source code. */
function madeAgain(bundle: Buffer, changed: Readonly<Record<string, string | null>>): Buffer {
  const {
    [MANIFEST]: manifest,
    [MANIFEST_HASH]: _,
    ...parts
  } = Object.fromEntries(partsOf(bundle).map(({ name, content }) => [name, content]))
  const writer = new BundleWriter()
  const written: Uint8Array[] = []
  for (const [name, content] of Object.entries({ ...parts, ...changed }))
    if (content !== null) written.push(...writer.stored(name, content))
  const text = printManifest({ ...readManifest(manifest!)!, parts: [...writer.parts] })
  written.push(...writer.stored(MANIFEST, text), ...writer.stored(MANIFEST_HASH, hashLine(sha256Of(text))))
  return Buffer.concat([...written, writer.end()])
}

const ALL = 'Digest files vouch for 8 of 8 log files.'
const IN_THE_BUNDLE =
  'were verified with the public keys in the bundle. Give --public-keys FILE to verify them with those that you have from AWS.'

test('the digest files of the log files are inside, as delivered, with signatures and public keys', async () => {
  const bundle = await validatedBundle()
  expect(digestsIn(bundle)).toMatchObject(
    DELIVERED.map((digest) => ({
      uri: pathOf(digest),
      verdict: 'verified',
      content: digest.content,
      signature: digest.metadata!['signature'],
    })),
  )
  expect(JSON.parse(partNamed(bundle, PUBLIC_KEYS).content)).toEqual(JSON.parse(SIGNER.listed))
  expect(linesOf(bundle, LOG_FILES, v.unknown())[0]).toMatchObject({
    integrity: 'verified',
    validation: {
      verdict: 'valid',
      contentSha256: sha256Of(LOGS[0]!.content),
      expectedAt: `s3://trail-bucket/${LOGS[0]!.key}`,
      digest: pathOf(DELIVERED[0]!),
    },
  })
  expect(await verified(bundle)).toEqual({
    status: 0,
    lines: ['is intact', ALL, `The signatures of 4 of 4 digest files ${IN_THE_BUNDLE}`],
  })
})

test('only those that name log files of the filter are inside', async () => {
  const ofAnHour = '&startTime=2026-02-03T12:00:00Z&endTime=2026-02-03T12:59:59Z'
  const bundle = await validatedBundle(SIGNER.listed, ofAnHour)
  expect(digestsIn(bundle).map(({ content }) => content)).toEqual([DELIVERED[2]!.content])
  expect((await verified(bundle)).lines[1]).toBe('Digest files vouch for 2 of 2 log files.')
})

test('in a copy without signatures, each digest file is verified by the one behind it', async () => {
  await rm(logs, { recursive: true })
  await writeTrailFiles(logs, FILES, { withMetadata: false })
  expect(await verified(await validatedBundle())).toEqual({
    status: 0,
    lines: [
      'is intact',
      'Digest files vouch for 6 of 8 log files. Not for: 2 whose digest file could not be verified.',
      `The signatures of 3 of 4 digest files ${IN_THE_BUNDLE}`,
    ],
  })
})

describe('public keys that are given', () => {
  const given = async (listed: string) => {
    await writeFile(join(folder, 'keys.json'), listed)
    return ['--public-keys', join(folder, 'keys.json')]
  }
  const none = 'Digest files vouch for 0 of 8 log files. Not for: 8 whose digest file could not be verified.'
  const withGiven = 'were verified with the public keys that were given.'

  test('take the place of those in the bundle', async () => {
    expect(await verified(await validatedBundle(), ...(await given(SIGNER.listed)))).toEqual({
      status: 0,
      lines: ['is intact', ALL, `The signatures of 4 of 4 digest files ${withGiven}`],
    })
  })

  test('and fail a bundle whose digest files were verified with others', async () => {
    expect(await verified(await validatedBundle(), ...(await given(OTHER.listed)))).toEqual({
      status: 1,
      lines: [
        'is intact',
        none,
        `The signatures of 0 of 4 digest files ${withGiven} 4 more had been verified when the bundle was made, with keys that are not among these.`,
      ],
    })
  })

  test('verify what was not when the bundle was made', async () => {
    const bundle = await validatedBundle('')
    expect(await verified(bundle)).toEqual({
      status: 0,
      lines: ['is intact', none, `The signatures of 0 of 4 digest files ${IN_THE_BUNDLE}`],
    })
    expect((await verified(bundle, ...(await given(SIGNER.listed)))).lines[1]).toBe(ALL)
  })
})

describe('a bundle is intact although it records of its source that', () => {
  test('a log file was modified', async () => {
    await writeFile(pathOf(LOGS[2]!), gzipSync(LOGS[2]!.content.replace('GetUser', 'GetRole')))
    const { status, lines } = await verified(await validatedBundle())
    expect(status).toBe(0)
    expect(lines.slice(0, 3)).toEqual([
      'is intact',
      'Digest files vouch for 7 of 8 log files. Not for: 1 modified.',
      `- ${LOGS[2]!.key}: Its content is not what was delivered: it has another hash.`,
    ])
  })

  test('a digest file was changed', async () => {
    await writeFile(pathOf(DELIVERED[0]!), gzipSync(`${DELIVERED[0]!.content} `))
    const { status, lines } = await verified(await validatedBundle())
    expect(status).toBe(0)
    expect(lines.slice(0, 3)).toEqual([
      'is intact',
      'Digest files vouch for 6 of 8 log files. Not for: 2 whose digest file could not be verified.',
      `- ${DELIVERED[0]!.key}: Its content or its signature was changed: they do not belong together.`,
    ])
  })

  test('a digest file was replaced with the key that signs them', async () => {
    await writeTrailFiles(logs, [REPLACING])
    const { status, lines } = await verified(await validatedBundle())
    expect(status).toBe(0)
    expect(lines.slice(0, 5)).toEqual([
      'is intact',
      'Digest files vouch for 6 of 8 log files. Not for: 1 that no digest file names, 1 whose digest file could not be verified.',
      `- ${LOGS[3]!.key}: The digest file of this time is not valid or missing: ${DELIVERED[1]!.key}.`,
      `- ${DELIVERED[1]!.key}: The digest file behind it names another content or signature, so one of the two was replaced.`,
      `- ${DELIVERED[2]!.key}: It does not follow ${DELIVERED[1]!.key}: it names another hash and another signature for it, so one of the two was replaced.`,
    ])
  })

  test('no digest file names a log file, or it came after the validation', async () => {
    const more = await storeOf([])
    onTestFinished(() => more.close())
    const unnamed = {
      ...LOGS[0]!,
      key: LOGS[0]!.key.replace('0x0', '9x9'),
      content: LOGS[0]!.content.replace('GetUser', 'GetRole'),
    }
    await writeTrailFiles(logs, [unnamed])
    await addLogFiles(more, logs, [...LOGS, unnamed])
    const opened = validatedConsole(more, logs, SIGNER.listed)
    await opened.validate()
    await addRecords(more, ['{"eventID":"late"}'], 'late.json')
    const { status, lines } = await verified(await opened.bundle())
    expect(status).toBe(0)
    expect(lines.slice(1, 3)).toEqual([
      'Digest files vouch for 8 of 10 log files. Not for: 1 that no digest file names, 1 without a validation.',
      expect.stringContaining(
        `- ${unnamed.key}: Digest files cover the time of its delivery and do not name it.`,
      ),
    ])
  })

  test('digest files could not be read again', async () => {
    const opened = consoleOn()
    await opened.validate()
    await rm(pathOf(DELIVERED[0]!))
    await writeFile(pathOf(DELIVERED[1]!), gzipSync(`${DELIVERED[1]!.content} `))
    expect((await verified(await opened.bundle())).lines.slice(1)).toEqual([
      'Digest files vouch for 4 of 8 log files. Not for: 4 whose digest file is not in the bundle.',
      `- ${DELIVERED[0]!.key}: It is not in the bundle. It cannot be read: there is no such file or folder.`,
      `- ${DELIVERED[1]!.key}: It is not in the bundle. It was changed since it was validated.`,
      `The signatures of 2 of 2 digest files ${IN_THE_BUNDLE}`,
    ])
  })
})

describe('a bundle without digest files says so:', () => {
  const saying = (line: string) => ({ status: 0, lines: ['is intact', line] })

  test('nothing was validated', async () => {
    const bundle = await consoleOn().bundle()
    const sentence = 'It has no digest files. Log files: 8 without a validation.'
    expect(await verified(bundle)).toEqual(saying(sentence))
    const logFiles = linesOf(bundle, LOG_FILES, v.looseObject({ validation: v.null() }))
    const written = printed(logFiles.map((logFile) => ({ ...logFile, validation: undefined })))
    const before = madeAgain(bundle, { [LOG_FILES]: written })
    expect(await verified(before), 'as earlier versions wrote them').toEqual(saying(sentence))
  })

  test('there are no log files', async () => {
    expect(await verified(await consoleOn().bundle('&eventName=Nothing'))).toEqual(
      saying('It has no digest files. Log files: none.'),
    )
  })
})

describe('of someone who makes a bundle again,', () => {
  let bundle: Buffer
  beforeEach(async () => {
    bundle = await validatedBundle()
  })

  /** A text with another character at a place between its start, 0, and its end, 1. */
  const changedAt = (text: string, place: number): string => {
    const index = Math.floor(place * text.length)
    return text.slice(0, index) + (text[index] === '0' ? '1' : '0') + text.slice(index + 1)
  }

  const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

  /** What is named of a bundle with another part. */
  const named = async (part: string, content: string | null) => {
    const { status, lines } = await verified(madeAgain(bundle, { [part]: content }))
    expect(status, lines.join('\n')).toBe(1)
    return lines.slice(1).join('\n')
  }

  test('a change in a digest file or its signature is a fault of the digest files', async () => {
    const digests = digestsIn(bundle)
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('content' as const, 'signature' as const),
        fc.nat(3),
        place,
        async (member, at, where) => {
          const changed = { ...digests[at]!, [member]: changedAt(digests[at]![member]!, where) }
          expect(await named(DIGESTS, printed(digests.with(at, changed)))).toContain(
            `- ${DIGESTS}: ${digests[at]!.name}: `,
          )
        },
      ),
    )
  })

  test('a change in the SHA-256 of a log file is a fault of the log files', async () => {
    const logFiles = logFilesIn(bundle)
    await fc.assert(
      fc.asyncProperty(fc.nat(7), place, async (at, where) => {
        const { validation, name } = logFiles[at]!
        const contentSha256 = changedAt(validation!.contentSha256!, where)
        const changed = { name, validation: { ...validation!, contentSha256 } }
        expect(await named(LOG_FILES, printed(logFiles.with(at, changed)))).toBe(
          `- ${LOG_FILES}: ${name}: Its digest file does not name the SHA-256 that was found of it.`,
        )
      }),
    )
  })

  test('a digest file that replaces another, signed with the same key, is a fault of its successor', async () => {
    const digests = digestsIn(bundle)
    const replaced = {
      ...digests[1]!,
      content: REPLACING.content,
      signature: REPLACING.metadata!['signature']!,
    }
    expect((await named(DIGESTS, printed(digests.with(1, replaced)))).split('\n')).toEqual([
      `- ${LOG_FILES}: ${LOGS[3]!.key}: Its digest file does not name the SHA-256 that was found of it.`,
      `- ${DIGESTS}: ${digests[2]!.name}: It was verified when the bundle was made. It does not follow ${digests[1]!.name}: it names another hash and another signature for it, so one of the two was replaced.`,
    ])
  })

  test('a digest file without the key that verified it is a fault', async () => {
    expect(await named(PUBLIC_KEYS, '{"PublicKeyList":[]}')).toContain(
      `- ${DIGESTS}: ${DELIVERED[0]!.key}: It was verified when the bundle was made. No public keys are known.`,
    )
  })

  test('a digest file that was removed vouches for nothing', async () => {
    const fewer = printed(digestsIn(bundle).slice(1))
    expect((await verified(madeAgain(bundle, { [DIGESTS]: fewer }))).lines[1]).toBe(
      'Digest files vouch for 6 of 8 log files. Not for: 2 whose digest file is not in the bundle.',
    )
    expect((await verified(madeAgain(bundle, { [DIGESTS]: null }))).lines[1]).toBe(
      'It has no digest files. Log files: 8 whose digest file is not in the bundle.',
    )
  })

  test('lines that no bundle has are a fault', async () => {
    for (const content of ['{}\n', 'digests\n', partNamed(bundle, DIGESTS).content.trimEnd()])
      expect(await named(DIGESTS, content)).toBe(`- ${DIGESTS}: It has a line that cannot be read.`)
  })
})
