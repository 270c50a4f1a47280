import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseOptions, USAGE } from './options.ts'
import { OptionsError } from './optionsError.ts'

const TOKEN = 'a-token-of-thirty-two-characters'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
})
afterAll(() => rm(folder, { recursive: true }))

const tokenOf = (argv: readonly string[], env: NodeJS.ProcessEnv = {}) => parseOptions(argv, env).token

function refusalOf(argv: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  try {
    parseOptions(argv, env)
  } catch (error) {
    if (error instanceof OptionsError) return error.message
    throw error
  }
  throw new Error('Nothing was refused.')
}

async function fileOf(text: string | Uint8Array): Promise<string> {
  const path = join(folder, 'token')
  await writeFile(path, text)
  return path
}

describe('the token', () => {
  test('comes from the command line, a file or the environment, in this order', async () => {
    const file = await fileOf(TOKEN)
    expect(tokenOf([])).toBeNull()
    expect(tokenOf([], { EVENT_HISTORY_TOKEN: '' })).toBeNull()
    expect(tokenOf(['--token', TOKEN])).toBe(TOKEN)
    expect(tokenOf(['--token-file', file])).toBe(TOKEN)
    expect(tokenOf([], { EVENT_HISTORY_TOKEN: TOKEN })).toBe(TOKEN)
    const other = { EVENT_HISTORY_TOKEN: 'another-token-of-as-many-letters' }
    expect(tokenOf(['--token', TOKEN], other)).toBe(TOKEN)
    expect(tokenOf(['--token-file', file], other)).toBe(TOKEN)
    expect(refusalOf(['--token', TOKEN, '--token-file', file])).toBe(
      'Use either --token or --token-file, not both.',
    )
  })

  test.each([`${TOKEN}\n`, `  ${TOKEN}\t\r\nsecond line\n`, `\u{feff}${TOKEN}\n`])(
    'is the first line of its file: %j',
    async (text) => expect(tokenOf(['--token-file', await fileOf(text)])).toBe(TOKEN),
  )

  test.each(['', '\n', '  \n', '\n\nlater'])(
    'is not in a file with an empty first line: %j',
    async (text) => {
      const path = await fileOf(text)
      expect(refusalOf(['--token-file', path])).toBe(
        `--token-file ${path} has no token. Write one of 16 or more characters in its first line.`,
      )
    },
  )

  test('is read from a file in the current folder of the caller', async () => {
    await fileOf(TOKEN)
    const env = { npm_lifecycle_event: 'start', INIT_CWD: folder }
    expect(tokenOf(['--token-file', 'token'], env)).toBe(TOKEN)
  })

  test('that cannot be read is reported with the reason', async () => {
    const missing = join(folder, 'missing')
    expect(refusalOf(['--token-file', missing])).toBe(
      `--token-file ${missing} cannot be read: there is no such file or folder.`,
    )
    expect(refusalOf(['--token-file', folder])).toBe(`--token-file ${folder} cannot be read: it is a folder.`)
    await writeFile(join(folder, 'large'), Buffer.alloc(100_000, 'x'))
    expect(refusalOf(['--token-file', join(folder, 'large')])).toMatch(/is longer than 4096 bytes/)
  })

  test('of fewer than 16 characters is rejected wherever it comes from, and a better one is suggested', async () => {
    const short = 'fifteen-letters'
    const refusal =
      /^The token has 15 characters and could be guessed\. Use 16 or more, such as [\da-f]{32}\.$/
    expect(refusalOf(['--token', short])).toMatch(refusal)
    expect(refusalOf(['--token', short, '--host', '127.0.0.1'])).toMatch(refusal)
    expect(refusalOf(['--token-file', await fileOf(short)])).toMatch(refusal)
    expect(refusalOf([], { EVENT_HISTORY_TOKEN: short })).toMatch(refusal)
    expect(refusalOf(['--token', ''])).toMatch(/^The token has 0 characters/)
    expect(refusalOf(['--token', short])).not.toBe(refusalOf(['--token', short]))
    expect(tokenOf(['--token', `${short}!`])).toBe(`${short}!`)
  })

  test('that no request could send is rejected', () => {
    for (const token of [' sixteen characters', 'sixteen-zeichen-ä-ö-ü', 'sixteen\u{7f}characters'])
      expect(refusalOf(['--token', token])).toBe(
        'The token has characters that cannot be sent in a request. Use ASCII letters, digits and punctuation.',
      )
  })

  test('is explained in the usage: how to give it, and who can see it', () => {
    for (const word of ['--token-file PATH', 'EVENT_HISTORY_TOKEN', 'process list'])
      expect(USAGE).toContain(word)
  })
})

describe('an account', () => {
  test('is a profile, with Regions and a time range', () => {
    const options = parseOptions(
      ['--account', 'auditor', '--region', 'eu-central-1', '--since', '7d'],
      {},
      7 * 86_400_000,
    )
    expect(options).toMatchObject({ profile: 'auditor', choice: { regions: ['eu-central-1'], sinceMs: 0 } })
    expect(parseOptions([], {}).profile).toBeNull()
  })

  test.each([
    [['--account', ''], /must be a profile/],
    [['--account', '123456789012'], /not an account ID.*use --account-id/],
    [['--account', 'auditor', '--account-id', '123456789012'], /--account-id chooses among log files/],
    [['--account', 'auditor', 'logs'], /reads an account, not log files. Remove logs/],
  ])('is not %j', (args, sentence) => {
    expect(refusalOf(args)).toMatch(sentence)
  })
})
