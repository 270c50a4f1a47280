import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { givenSource } from './givenSource.ts'
import { SourceError } from './sourceError.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'given-source-'))
  for (const name of ['logs/2026/02/a.json.gz', 'logs/2026/03/b.json.gz', 'logs/c.json', 'logs/.hidden.json'])
    await put(name)
})
afterEach(() => rm(folder, { recursive: true }))

async function put(name: string): Promise<void> {
  await mkdir(join(folder, name, '..'), { recursive: true })
  await writeFile(join(folder, name), 'x')
}

const given = (...paths: readonly string[]) => givenSource(paths, { folder, command: 'npm start --' })

/** The log files that are listed for what was given, by the names that people see. */
async function names(...paths: readonly string[]): Promise<readonly string[]> {
  const { files } = await given(...paths)
  const found: string[] = []
  for await (const listed of files?.list(new AbortController().signal) ?? [])
    if (listed.kind === 'log-file') found.push(listed.logFile.name)
    else if (listed.kind === 'problem') found.push(listed.problem.reason)
  return found.toSorted()
}

async function refusal(path: string): Promise<string> {
  const error = await given(path).then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(SourceError)
  return (error as SourceError).message
}

describe('a path', () => {
  test('is a file or a folder, absolute or from the current folder, and several may be given', async () => {
    expect(await names('logs/c.json')).toEqual(['c.json'])
    expect(await names(join(folder, 'logs/2026'), './logs/c.json')).toEqual([
      '02/a.json.gz',
      '03/b.json.gz',
      'c.json',
    ])
  })

  test('may be a file: URL, and one in the home folder that no shell replaced', async () => {
    expect(await names(pathToFileURL(join(folder, 'logs/c.json')).href)).toEqual(['c.json'])
    expect((await given('~/.')).files?.spec).toMatchObject({ paths: [homedir()] })
  })

  test('that does not exist is named, with what was probably meant', async () => {
    const missing = 'cannot be read: there is no such file or folder.'
    expect(await refusal('lgos')).toBe(`lgos ${missing}`)
    expect(await refusal('"logs"')).toBe(`"logs" ${missing} Did you mean logs, without the quotes?`)
    expect(await refusal('“logs/c.json”')).toBe(
      `“logs/c.json” ${missing} Did you mean logs/c.json, without the quotes?`,
    )
    expect(await refusal('logs ')).toBe(`logs  ${missing} Did you mean logs, without the space?`)
    expect(await refusal('$LOGS/a')).toBe(`$LOGS/a ${missing} The shell did not replace $LOGS by a value.`)
    const withoutSlash = relative('/', join(folder, 'logs'))
    expect(await refusal(withoutSlash)).toBe(
      `${withoutSlash} ${missing} Did you mean ${join(folder, 'logs')}?`,
    )
    expect(await refusal('file://elsewhere/logs')).toBe(
      'file://elsewhere/logs does not name a file on this machine. Give its path.',
    )
  })
})

describe('a pattern', () => {
  test.each([
    ['logs/*.json', ['c.json']],
    ['logs/**/*.json.gz', ['2026/02/a.json.gz', '2026/03/b.json.gz']],
    ['./logs/2026/0[23]/*', ['02/a.json.gz', '03/b.json.gz']],
    ['logs/2026/{02,04}/?.json.gz', ['02/a.json.gz']],
    ['*', ['logs/2026/02/a.json.gz', 'logs/2026/03/b.json.gz', 'logs/c.json']],
    ['logs/**', ['2026/02/a.json.gz', '2026/03/b.json.gz', 'c.json']],
  ])('that no shell expanded is expanded: %s', async (pattern, expected) => {
    expect(await names(pattern)).toEqual(expected)
    if (!pattern.startsWith('.')) expect(await names(join(folder, pattern))).toEqual(expected)
  })

  test('that is the name of a file is that file', async () => {
    await put('logs[1]/d.json')
    expect(await names('logs[1]/d.json')).toEqual(['d.json'])
    expect(await names('logs[1]')).toEqual(['d.json'])
  })

  test('never follows a link out of the folder that it searches', async () => {
    await put('beside/secret.json')
    await symlink('../beside/secret.json', join(folder, 'logs/link.json'))
    await symlink('../beside', join(folder, 'logs/folder'))
    expect(await names('logs/**/*.json')).toEqual([
      expect.stringContaining('outside the given paths'),
      'c.json',
    ])
  })

  test('without a match is refused', async () => {
    expect(await refusal('logs/*.csv')).toBe(
      'No file matches logs/*.csv. Check the pattern, or give the folder itself.',
    )
    expect(await refusal('none/**/*.json')).toMatch(/^No file matches/)
  })
})

describe('what is not on this machine is refused, with what gets it here:', () => {
  test.each([
    ['https://example.com/a/b.json.gz', 'curl -L -o b.json.gz https://example.com/a/b.json.gz', 'b.json.gz'],
    ['http://example.com', 'curl -L -o log-file http://example.com', 'log-file'],
    [
      'https://example.com/b.json?a=1&b=2',
      `curl -L -o b.json 'https://example.com/b.json?a=1&b=2'`,
      'b.json',
    ],
  ])('%s', async (address, command, path) => {
    const sentence = await refusal(address)
    expect(sentence).toContain(`“${command}”, then run “npm start -- ${path}”.`)
    expect(sentence).not.toMatch(/b=2.*b=2/)
  })

  test('an address of S3 without a bucket', async () => {
    expect(await refusal('s3:///AWSLogs')).toBe(
      's3:///AWSLogs is not the address of a bucket. Write s3://BUCKET or s3://BUCKET/PREFIX.',
    )
  })

  test('any other address', async () => {
    expect(await refusal('sftp://host/logs')).toBe(
      'sftp://host/logs is not a path on this machine. Download the log files, then run “npm start -- ./logs”.',
    )
  })
})

test.each([
  ['s3://trail', { bucket: 'trail', prefix: '' }],
  ['S3://trail/AWSLogs/*', { bucket: 'trail', prefix: 'AWSLogs/' }],
  ['s3://trail/my logs/a b.json.gz', { bucket: 'trail', prefix: 'my logs/a b.json.gz' }],
  ['arn:aws:s3:::trail/AWSLogs', { bucket: 'trail', prefix: 'AWSLogs' }],
  ['arn:aws-us-gov:s3:::trail', { bucket: 'trail', prefix: '' }],
])('%s is a place in S3', async (address, place) => {
  expect((await given(address)).files?.spec).toMatchObject({ kind: 's3', places: [place] })
})

test('buckets and folders are one source', async () => {
  expect((await given('s3://a', 'logs', 's3://b/c')).files?.spec).toMatchObject({
    kind: 'several',
    sources: [{ paths: [join(folder, 'logs')] }, { places: [{ bucket: 'a' }, { bucket: 'b', prefix: 'c' }] }],
  })
})

test('a hyphen is standard input, alone or among paths', async () => {
  expect(await given('-')).toEqual({ files: null, readsStandardInput: true })
  expect((await given('-', 'logs')).readsStandardInput).toBe(true)
  expect(await names('logs/c.json', '-')).toEqual(['c.json'])
  expect((await given('logs')).readsStandardInput).toBe(false)
})
