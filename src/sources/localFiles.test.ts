import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, realpath, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LocalFiles } from './localFiles.ts'
import type { ListedLogFile, ListingProblem } from './logFileSource.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'list-log-files-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function put(name: string, content = 'x', written = new Date('2024-01-01')): Promise<void> {
  await mkdir(join(folder, name, '..'), { recursive: true })
  await writeFile(join(folder, name), content)
  await utimes(join(folder, name), written, written)
}

async function list(paths: readonly string[]) {
  const logFiles: ListedLogFile[] = []
  const problems: ListingProblem[] = []
  for await (const listed of new LocalFiles(paths).list(new AbortController().signal)) {
    if (listed.kind === 'problem') problems.push(listed.problem)
    else if (listed.kind === 'log-file') logFiles.push(listed.logFile)
  }
  return { logFiles, problems }
}

const byURI = (a: ListingProblem, b: ListingProblem) => (a.uri < b.uri ? -1 : 1)

test('files of a folder come in the order in which CloudTrail delivered them, then of their dates', async () => {
  await put('b/1_CloudTrail_us-east-1_20230710T1145Z_x.json.gz')
  await put('a/1_CloudTrail_us-west-2_20230710T1200Z_x.json.gz')
  await put('c/1_CloudTrail-Digest_us-east-1_trail_us-east-1_20230710T114501Z.json.gz')
  await put('AWSLogs/2023/07/11/any.json')
  await put('new.json', 'x', new Date('2025-01-01'))
  await put('old.json', 'x', new Date('2020-01-01'))
  const { logFiles, problems } = await list([folder])
  expect(problems).toEqual([])
  expect(logFiles.map(({ name }) => name)).toEqual([
    'old.json',
    'b/1_CloudTrail_us-east-1_20230710T1145Z_x.json.gz',
    'c/1_CloudTrail-Digest_us-east-1_trail_us-east-1_20230710T114501Z.json.gz',
    'a/1_CloudTrail_us-west-2_20230710T1200Z_x.json.gz',
    'AWSLogs/2023/07/11/any.json',
    'new.json',
  ])
  expect(logFiles[0]).toMatchObject({ uri: join(folder, 'old.json'), size: 1 })
})

test('hidden and empty files are skipped, unless a hidden one is given by its path', async () => {
  await put('.git/config')
  await put('.DS_Store')
  await put('empty.json', '')
  await put('a.json')
  expect((await list([folder])).logFiles.map(({ name }) => name)).toEqual(['a.json'])
  expect((await list([join(folder, '.DS_Store')])).logFiles.map(({ name }) => name)).toEqual(['.DS_Store'])
})

test('links are followed, once', async () => {
  await put('logs/a.json')
  await symlink(folder, join(folder, 'logs/up'))
  await symlink(join(folder, 'logs/a.json'), join(folder, 'again.json'))
  await symlink(join(folder, 'nothing'), join(folder, 'broken'))
  const { logFiles, problems } = await list([folder, join(folder, 'logs')])
  expect(logFiles).toHaveLength(1)
  expect(problems).toEqual([
    { uri: join(folder, 'broken'), reason: 'This is a link to nothing, or the file was just removed.' },
  ])
})

test('links that lead outside the given paths are reported with their target and not followed', async () => {
  await put('given/a.json')
  await put('beside/secret.json', 'root:*:20228')
  await put('given-too/b.json')
  await symlink(join(folder, 'beside/secret.json'), join(folder, 'given/file'))
  await symlink('../beside', join(folder, 'given/deep'))
  await symlink('..', join(folder, 'given/up'))
  await symlink('file', join(folder, 'given/chain'))
  // Its name starts like that of a given folder.
  await symlink('../given-too', join(folder, 'given/alike'))
  const { logFiles, problems } = await list([join(folder, 'given')])
  expect(logFiles.map(({ name }) => name)).toEqual(['a.json'])
  const real = await realpath(folder)
  const secret = join(real, 'beside/secret.json')
  const leads = {
    alike: join(real, 'given-too'),
    chain: secret,
    deep: join(real, 'beside'),
    file: secret,
    up: real,
  }
  expect(problems.toSorted(byURI)).toEqual(
    Object.entries(leads).map(([name, target]) => ({
      uri: join(folder, 'given', name),
      reason: `This is a link to ${target}, which is outside the given paths. To load it, add that path.`,
    })),
  )
})

test('links are followed to other given paths, and a given path may be a link', async () => {
  await put('one/a.json')
  await put('two/b.json')
  await put('three.json')
  await symlink('../two/b.json', join(folder, 'one/b'))
  await symlink('../three.json', join(folder, 'one/c'))
  await symlink('one', join(folder, 'link'))
  const given = ['link', 'two', 'three.json'].map((name) => join(folder, name))
  const { logFiles, problems } = await list(given)
  expect(problems).toEqual([])
  expect(logFiles.map(({ name }) => name)).toEqual(['a.json', 'b', 'c'])
})

test('pipes, sockets and devices are reported, even in folders, and not opened', async ({ skip }) => {
  if (spawnSync('mkfifo', [join(folder, 'pipe')]).status !== 0) skip('there is no mkfifo here')
  const server = createServer().listen(join(folder, 'socket'))
  try {
    await once(server, 'listening')
    const { logFiles, problems } = await list([folder, '/dev/null'])
    expect(logFiles).toEqual([])
    expect(problems.toSorted(byURI)).toEqual([
      { uri: '/dev/null', reason: 'This is a device. Only files, folders and standard input can be loaded.' },
      {
        uri: join(folder, 'pipe'),
        reason: 'This is a pipe. Only files, folders and standard input can be loaded.',
      },
      {
        uri: join(folder, 'socket'),
        reason: 'This is a socket. Only files, folders and standard input can be loaded.',
      },
    ])
  } finally {
    server.close()
  }
})

test('a name that is not valid UTF-8 is reported', async (context) => {
  const bytes = Buffer.concat([Buffer.from(join(folder, 'f')), Buffer.from([0xff, 0xfe])])
  // Some systems refuse such names themselves.
  if (
    !(await writeFile(bytes, '{}').then(
      () => true,
      () => false,
    ))
  )
    return context.skip()
  expect((await list([folder])).problems).toMatchObject([
    { reason: expect.stringContaining('not valid UTF-8') },
  ])
})

test('a missing path is a problem', async () => {
  const path = join(folder, 'none')
  expect(await list([path])).toEqual({
    logFiles: [],
    problems: [{ uri: path, reason: 'There is no such file or folder. Check the path.' }],
  })
})

test('listing ends when it is aborted', async () => {
  await put('a.json')
  const closing = AbortSignal.abort(new Error('closed'))
  await expect(new LocalFiles([folder]).list(closing).next()).rejects.toThrow('closed')
})

test('a listed file is opened by its URI', async () => {
  await put('logs/a.json', 'its content')
  const source = new LocalFiles([folder])
  const [logFile] = (await list([folder])).logFiles
  let text = ''
  for await (const piece of source.open(logFile!.uri)) text += Buffer.from(piece).toString()
  expect(text).toBe('its content')
})

test('what lies beside a file in a hidden side file is its metadata, by lower-case names', async () => {
  await put('logs/a.json')
  await put('logs/.a.json.metadata.json', '{"Signature":"00ff","signature-algorithm":"SHA256withRSA"}')
  const { logFiles } = await list([folder])
  expect(logFiles.map(({ name }) => name)).toEqual(['logs/a.json'])
  expect(await new LocalFiles([folder]).metadata(logFiles[0]!.uri)).toEqual({
    signature: '00ff',
    'signature-algorithm': 'SHA256withRSA',
  })
})

test.each(['{', '[1]', '{"signature":1}', ' '.repeat(100_000)])(
  'a side file of another kind counts as none',
  async (content) => {
    await put('a.json')
    expect(await new LocalFiles([folder]).metadata(join(folder, 'a.json'))).toBeNull()
    await put('.a.json.metadata.json', content)
    expect(await new LocalFiles([folder]).metadata(join(folder, 'a.json'))).toBeNull()
  },
)
