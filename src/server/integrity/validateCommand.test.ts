import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { signingKey, trailFiles, writeTrailFiles } from '../../testing/trailFiles.ts'
import { validateCommand } from './validateCommand.ts'

const SIGNER = signingKey()
const FILES = trailFiles({ signer: SIGNER })
const [LOG, , DIGEST] = FILES

let folder: string
let keyFile: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'validate-command-'))
  keyFile = join(folder, '.keys.json')
  await writeFile(keyFile, SIGNER.listed)
  await writeTrailFiles(folder, FILES)
})
afterEach(() => rm(folder, { recursive: true }))

/** The exit status of `npm start -- validate`, and what it prints. */
async function run(...argv: readonly string[]): Promise<{ readonly status: number; readonly text: string }> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  try {
    const status = await validateCommand(argv)
    return { status, text: log.mock.calls.join('\n') }
  } finally {
    log.mockRestore()
  }
}

test('a valid set is counted, and how far that goes is said', async () => {
  const { status, text } = await run(folder, '--public-keys', keyFile)
  expect(status).toBe(0)
  expect(text.split('\n')).toEqual([
    'Digest files 4: 4 verified',
    'Log files    8: 8 valid',
    '',
    'Cannot be told:',
    expect.stringMatching(/^ {2}The newest digest files end at 2026-02-03T14:00:00Z\./),
    '',
    'All that can be told is valid.',
  ])
})

test('what is not valid is named, with the reason', async () => {
  await rm(join(folder, LOG!.key))
  await writeFile(join(folder, DIGEST!.key), gzipSync(`${DIGEST!.content} `))
  const { status, text } = await run(folder, '--public-keys', keyFile)
  expect(status).toBe(1)
  expect(text).toContain('Digest files 4: 3 verified, 1 wrong signature')
  expect(text).toContain(
    `  digest file  wrong signature  ${DIGEST!.key}\n${' '.repeat(32)}Its content or its signature was changed`,
  )
  expect(text).toContain(`  log file     missing          ${LOG!.key}\n`)
  expect(text).toMatch(/Something is not valid\.$/)
})

test('without public keys and digest files it says what is missing', async () => {
  expect((await run(folder)).text).toContain('  No public keys are known.')
  const nothing = await mkdtemp(join(tmpdir(), 'validate-command-'))
  const { status, text } = await run(nothing)
  await rm(nothing, { recursive: true })
  expect(status).toBe(0)
  expect(text).toMatch(/There are no log files and no digest files\.\n\nNothing could be validated\.$/)
})

test.each([
  [[], 'Give the folder of the log files to validate: npm start -- validate PATH.'],
  [['/nowhere'], '/nowhere cannot be read: there is no such file or folder.'],
  [
    ['.', '--since', 'soon'],
    '--since must be a date such as 2026-02-01, a time such as 2026-02-01T12:00Z, or 7d, 12h or 30m ago, not “soon”.',
  ],
  [
    ['.', '--public-keys', '/nowhere'],
    '--public-keys /nowhere cannot be read: there is no such file or folder.',
  ],
])('%j is refused in a sentence', async (argv, sentence) => {
  await expect(run(...argv)).rejects.toThrow(sentence)
})

test('a file without public keys is refused', async () => {
  await expect(run(folder, '--public-keys', join(folder, LOG!.key))).rejects.toThrow('has no public key.')
})
