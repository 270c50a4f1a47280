import fc from 'fast-check'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WatchedDisk } from '../../testing/watchedDisk.ts'
import { JsonFile, type FileForm } from './jsonFile.ts'

/** A list of words, in a member of its own. */
const WORDS: FileForm<readonly string[]> = {
  empty: [],
  read: (json) => {
    const words = (json as { words?: unknown } | null)?.words
    if (!Array.isArray(words)) return { value: [], faults: ['it has no list of words'] }
    return {
      value: words.filter((word): word is string => typeof word === 'string'),
      faults: words.flatMap((word, index) =>
        typeof word === 'string' ? [] : [`words[${index}] is not a word`],
      ),
    }
  },
  print: (words) => ({ words }),
}
const with1 = (word: string) => (words: readonly string[]) => [...words, word]

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
  path = join(folder, 'words.json')
})
afterEach(() => rm(folder, { recursive: true }))

const open = () => new JsonFile(path, WORDS)

test('changes are there when the file is opened again, and a person can read it', async () => {
  const file = open()
  expect(await file.read()).toEqual([])
  await file.change(with1('a'))
  await file.change(with1('ü'))
  expect(await open().read()).toEqual(['a', 'ü'])
  expect(await readFile(path, 'utf8')).toBe('{\n  "words": [\n    "a",\n    "ü"\n  ]\n}\n')
  expect(await readdir(folder)).toEqual(['words.json'])
})

test('simultaneous changes are made one after another, and one that is rejected changes nothing', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ word: fc.string({ unit: 'grapheme' }), refused: fc.boolean() }), { maxLength: 8 }),
      async (changes) => {
        await rm(path, { force: true })
        const file = open()
        const asked = await Promise.allSettled(
          changes.map(({ word, refused }) =>
            file.change((words) => {
              if (refused) throw new Error('no')
              return [...words, word]
            }),
          ),
        )
        expect(asked.map(({ status }) => status === 'rejected')).toEqual(
          changes.map(({ refused }) => refused),
        )
        const kept = changes.filter(({ refused }) => !refused).map(({ word }) => word)
        expect(await file.read()).toEqual(kept)
        expect(await open().read()).toEqual(kept)
      },
    ),
    { numRuns: 30 },
  ))

test('in memory nothing is written', async () => {
  const file = new JsonFile(null, WORDS)
  await file.change(with1('a'))
  expect(await file.read()).toEqual(['a'])
  expect(await readdir(folder)).toEqual([])
})

test('edits made by hand meanwhile are read, and not overwritten', async () => {
  const file = open()
  await file.change(with1('a'))
  await writeFile(path, '\u{feff}{"words": ["by", "hand"]}')
  expect(await file.change(with1('b'))).toEqual(['by', 'hand', 'b'])
  expect(file.problem).toBeNull()
  await rm(path)
  expect(await file.read()).toEqual([])
})

test.each([
  ['is no JSON', '{"words": ["a", ]}', [], 'it is not JSON'],
  ['is empty', '', [], 'it is not JSON'],
  ['is something else', '[]', [], 'it has no list of words'],
  ['is broken in part', '{"words": ["a", 7]}', ['a'], 'words[1] is not a word'],
])(
  'a file that %s is reported, read as far as possible and kept as it was',
  async (_, broken, usable, reason) => {
    await writeFile(path, broken)
    await writeFile(`${path}.broken`, 'of another time')
    const file = open()
    expect(await file.read()).toEqual(usable)
    expect(file.problem).toContain(`words.json cannot be read completely: ${reason}`)
    expect(await readFile(path, 'utf8')).toBe(broken)

    await file.change(with1('b'))
    await file.change(with1('c'))
    expect(file.problem).toContain('The original is kept as words.json.broken-2.')
    expect(await open().read()).toEqual([...usable, 'b', 'c'])
    expect(await readFile(`${path}.broken`, 'utf8')).toBe('of another time')
    expect(await readFile(`${path}.broken-2`, 'utf8')).toBe(broken)
    expect(await readdir(folder)).toHaveLength(3)
  },
)

test('a file that cannot be read at all is left alone', async () => {
  await mkdir(path)
  const file = open()
  const refusal = `words.json cannot be read: it is a folder. Make it readable, or move it away to start a new one`
  await expect(file.read()).rejects.toThrow(refusal)
  await expect(file.change(with1('a'))).rejects.toThrow(refusal)
  await rm(path, { recursive: true })
  expect(await file.change(with1('a'))).toEqual(['a'])
})

test.runIf(existsSync('/dev/full'))('on a full disk nothing changes, and it is said', async () => {
  const file = open()
  await file.change(with1('a'))
  await symlink('/dev/full', `${path}.making`)
  await expect(file.change(with1('b'))).rejects.toThrow(
    `words.json cannot be written: the disk is full. Free some space and try again. Nothing was changed`,
  )
  expect(await file.read()).toEqual(['a'])
  expect(await open().read()).toEqual(['a'])
  expect(await file.change(with1('c'))).toEqual(['a', 'c'])
})

test('acknowledged changes survive a power cut', async () => {
  const disk = new WatchedDisk()
  const file = new JsonFile(path, WORDS, disk)
  const after = join(folder, 'after')
  for (const word of ['a', 'b', 'c']) {
    const words = await file.change(with1(word))
    await mkdir(after)
    await disk.copyWhatLasts(folder, after)
    expect(await new JsonFile(join(after, 'words.json'), WORDS).read()).toEqual(words)
    await rm(after, { recursive: true })
  }
})

test.each(['writeFile', 'sync', 'rename'] as const)(
  'when %s fails, nothing changes and nothing is left behind',
  async (call) => {
    const disk = new WatchedDisk()
    const file = new JsonFile(path, WORDS, disk)
    await file.change(with1('a'))
    const before = await readFile(path, 'utf8')
    disk.fail(call)
    await expect(file.change(with1('b'))).rejects.toThrow('the disk is full')
    expect(await readFile(path, 'utf8')).toBe(before)
    expect(await readdir(folder)).toEqual(['words.json'])
    disk.recover()
    expect(await file.change(with1('c'))).toEqual(['a', 'c'])
  },
)

test('a removed folder is reported, and the change is not made', async () => {
  const file = open()
  await file.change(with1('a'))
  await rm(folder, { recursive: true })
  await expect(file.change(with1('b'))).rejects.toThrow(
    'words.json cannot be written: the data folder no longer exists',
  )
  await mkdir(folder)
})

test('if only the folder cannot be synced, the change is made', async () => {
  const disk = new WatchedDisk()
  const file = new JsonFile(path, WORDS, {
    rename: disk.rename,
    open: async (at, flags) => {
      if (at === folder) disk.fail('sync')
      return disk.open(at, flags)
    },
  })
  expect(await file.change(with1('a'))).toEqual(['a'])
  expect(await open().read()).toEqual(['a'])
})

test('a half-written file left by a killed process does no harm', async () => {
  await writeFile(`${path}.making`, '{"words": ["ha')
  expect(await open().change(with1('a'))).toEqual(['a'])
  expect(await readdir(folder)).toEqual(['words.json'])
})

test('a link to a file elsewhere stays one', async () => {
  const elsewhere = join(folder, 'elsewhere.json')
  await writeFile(elsewhere, '{"words": []}')
  await symlink(elsewhere, path)
  await open().change(with1('a'))
  expect(await readFile(elsewhere, 'utf8')).toContain('"a"')
  expect(
    (await readdir(folder, { withFileTypes: true })).find(({ name }) => name === 'words.json'),
  ).toSatisfy((entry: { isSymbolicLink: () => boolean }) => entry.isSymbolicLink())
})
