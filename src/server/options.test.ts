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

const readersOf = (argv: readonly string[], env: NodeJS.ProcessEnv = {}) => parseOptions(argv, env).readers

/** The one token, which belongs to nobody by name; null if none is required. */
function tokenOf(argv: readonly string[], env?: NodeJS.ProcessEnv): string | null {
  const readers = readersOf(argv, env)
  expect(readers.filter(({ name }) => name !== null)).toEqual([])
  expect(readers.length).toBeLessThan(2)
  return readers[0]?.token ?? null
}

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

  test.each([`${TOKEN}\n`, `  ${TOKEN}\t\r\n\n`, `\u{feff}${TOKEN}\n`, `\n${TOKEN}`])(
    'is the only line of its file: %j',
    async (text) => expect(tokenOf(['--token-file', await fileOf(text)])).toBe(TOKEN),
  )

  test.each(['', '\n', '  \n\n'])('is not in an empty file: %j', async (text) => {
    const path = await fileOf(text)
    expect(refusalOf(['--token-file', path])).toBe(
      `--token-file ${path} has no token. Write one of 16 or more characters, or a line “NAME TOKEN” for each reader.`,
    )
  })

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
    expect(refusalOf(['--token-file', join(folder, 'large')])).toMatch(/is larger than 65536 bytes/)
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

describe('several readers', () => {
  const OTHER = 'another-token-of-as-many-letters'
  const refusalOfFile = async (text: string) => {
    const path = await fileOf(text)
    return refusalOf(['--token-file', path]).replace(path, 'FILE')
  }

  test('have a line each in the token file, with a name and a token', async () => {
    const file = await fileOf(`ana ${TOKEN}\r\n\n  ben.k_2\t ${OTHER}  `)
    expect(readersOf(['--token-file', file])).toEqual([
      { name: 'ana', token: TOKEN },
      { name: 'ben.k_2', token: OTHER },
    ])
    expect(readersOf(['--token-file', await fileOf(`ana ${TOKEN}\n`)])).toEqual([
      { name: 'ana', token: TOKEN },
    ])
  })

  test.each([
    [
      'a token without a name',
      `ana ${TOKEN}\n${OTHER}`,
      /^Line 2 of --token-file FILE has one word\. .* such as “ana [\da-f]{32}”\.$/,
    ],
    ['more than a token', `\nana ${TOKEN} admin`, /^Line 2 of --token-file FILE has 3 words\./],
    [
      'an odd name',
      `<b> ${TOKEN}`,
      /^Line 1 of --token-file FILE does not begin with a name\. Use up to 40 letters/,
    ],
    ['a name that is too long', `${'a'.repeat(41)} ${TOKEN}`, /does not begin with a name/],
    [
      'a name twice',
      `ana ${TOKEN}\nAna ${OTHER}`,
      /^Line 2 .* has the same name as line 1, “ana”\. Give each reader another name\.$/,
    ],
    [
      'a token twice',
      `ana ${TOKEN}\nben ${TOKEN}`,
      /^Line 2 .* has the same token as line 1\. Give each reader another token, such as [\da-f]{32}\.$/,
    ],
    [
      'a short token',
      `ana ${TOKEN}\nben short`,
      /^The token in line 2 of --token-file FILE has 5 characters and could be guessed\./,
    ],
    [
      'a token that cannot be sent',
      `ana ${TOKEN}\nben sixteen-zeichen-ä-ö-ü`,
      /^The token in line 2 .* cannot be sent in a request\./,
    ],
  ])('are refused with the line that has %s', async (_, text, refusal) => {
    expect(await refusalOfFile(text)).toMatch(refusal)
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
