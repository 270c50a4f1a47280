import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listLogFiles } from './listLogFiles.ts'

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

test('files of a folder come in the order in which CloudTrail delivered them, then of their dates', async () => {
  await put('b/1_CloudTrail_us-east-1_20230710T1145Z_x.json.gz')
  await put('a/1_CloudTrail_us-west-2_20230710T1200Z_x.json.gz')
  await put('c/1_CloudTrail-Digest_us-east-1_trail_us-east-1_20230710T114501Z.json.gz')
  await put('AWSLogs/2023/07/11/any.json')
  await put('new.json', 'x', new Date('2025-01-01'))
  await put('old.json', 'x', new Date('2020-01-01'))
  const { files, problems } = await listLogFiles([folder])
  expect(problems).toEqual([])
  expect(files.map(({ name }) => name)).toEqual([
    'old.json',
    'b/1_CloudTrail_us-east-1_20230710T1145Z_x.json.gz',
    'c/1_CloudTrail-Digest_us-east-1_trail_us-east-1_20230710T114501Z.json.gz',
    'a/1_CloudTrail_us-west-2_20230710T1200Z_x.json.gz',
    'AWSLogs/2023/07/11/any.json',
    'new.json',
  ])
  expect(files[0]).toMatchObject({ path: join(folder, 'old.json'), size: 1 })
})

test('hidden files and empty ones are left out, unless a hidden one is given itself', async () => {
  await put('.git/config')
  await put('.DS_Store')
  await put('empty.json', '')
  await put('a.json')
  expect((await listLogFiles([folder])).files.map(({ name }) => name)).toEqual(['a.json'])
  expect((await listLogFiles([join(folder, '.DS_Store')])).files.map(({ name }) => name)).toEqual([
    '.DS_Store',
  ])
})

test('links are followed, once', async () => {
  await put('logs/a.json')
  await symlink(folder, join(folder, 'logs/up'))
  await symlink(join(folder, 'logs/a.json'), join(folder, 'again.json'))
  await symlink(join(folder, 'nothing'), join(folder, 'broken'))
  const { files, problems } = await listLogFiles([folder, join(folder, 'logs')])
  expect(files).toHaveLength(1)
  expect(problems).toEqual([
    { path: join(folder, 'broken'), reason: 'It is a link to nothing, or was removed just now.' },
  ])
})

test('a name that is not UTF-8 is said to be none', async (context) => {
  const bytes = Buffer.concat([Buffer.from(join(folder, 'f')), Buffer.from([0xff, 0xfe])])
  // Some systems refuse such names themselves.
  if (
    !(await writeFile(bytes, '{}').then(
      () => true,
      () => false,
    ))
  )
    return context.skip()
  expect((await listLogFiles([folder])).problems).toMatchObject([
    { reason: expect.stringContaining('not UTF-8') },
  ])
})

test('what is not there is a problem', async () => {
  const path = join(folder, 'none')
  expect(await listLogFiles([path])).toEqual({
    files: [],
    problems: [{ path, reason: 'There is no such file or folder: check the path.' }],
  })
})
