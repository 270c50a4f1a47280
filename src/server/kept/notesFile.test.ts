import fc from 'fast-check'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { changedNotes, isBlank, NO_NOTES, type EventNotes } from '../../cloudtrail/eventNotes.ts'
import { WatchedDisk } from '../../testing/watchedDisk.ts'
import { DISK } from './durableFile.ts'
import { NotesFile } from './notesFile.ts'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
  path = join(folder, 'log-files.notes.ndjson')
})
afterEach(() => rm(folder, { recursive: true }))

const NOW = Date.parse('2026-02-04T00:00:00Z')
const AT = '2026-02-04T00:00:00.000Z'

/** The notes that a store was given, as they are now. */
class Told {
  readonly notes = new Map<string, EventNotes>()
  noteEvents(all: ReadonlyMap<string, EventNotes | null>): void {
    for (const [id, notes] of all) {
      if (notes) this.notes.set(id, notes)
      else this.notes.delete(id)
    }
  }
}

async function open(at: string | null = path, disk = DISK): Promise<{ kept: NotesFile; told: Told }> {
  const told = new Told()
  const kept = new NotesFile(at, told, () => NOW, disk)
  await kept.load()
  return { kept, told }
}

const lines = async () => (await readFile(path, 'utf8')).split('\n')

test('one line for each event and change, readable by a person', async () => {
  const { kept } = await open()
  await kept.change(['a'], { starred: true, tags: [' to  do ', 'exfil', 'exfil'] })
  await kept.change(['b'], { comment: 'Who is this?\r\nAsk Alice.\n' })
  await kept.change(['a', 'c'], { addTags: ['x'], removeTags: ['exfil'] })
  await kept.change(['b'], { comment: '' })
  await kept.change(['c'], { removeTags: ['never there'] })
  expect(await lines()).toEqual([
    `{"id":"a","starred":true,"tags":["exfil","to do"],"changed":{"starred":"${AT}","tags":"${AT}"}}`,
    `{"id":"b","comment":"Who is this?\\nAsk Alice.","changed":{"comment":"${AT}"}}`,
    `{"id":"a","starred":true,"tags":["to do","x"],"changed":{"starred":"${AT}","tags":"${AT}"}}`,
    `{"id":"c","tags":["x"],"changed":{"tags":"${AT}"}}`,
    '{"id":"b"}',
    '',
  ])
})

test('a line says who made the last change, if that reader has a name, and lines without are read', async () => {
  await writeFile(path, `{"id":"old","starred":true}\n{"id":"odd","starred":true,"changedBy":7}\n`)
  const { kept } = await open()
  expect(kept.problem).toBeNull()
  await kept.change(['a', 'b'], { starred: true }, 'ana')
  await kept.change(['a'], { comment: 'Hm' }, 'ben')
  await kept.change(['b'], { comment: 'Hm' }, null)
  const { kept: again } = await open()
  expect([...again.all].map(([id, { changedBy }]) => [id, changedBy])).toEqual([
    ['old', undefined],
    ['odd', undefined],
    ['a', 'ben'],
    ['b', undefined],
  ])
})

const anyChange = fc.record({
  ids: fc.uniqueArray(fc.constantFrom('a', 'b', 'c~1', '__proto__', '\n"'), { minLength: 1 }),
  change: fc.record(
    {
      starred: fc.boolean(),
      tags: fc.array(fc.constantFrom('x', 'y', '=1+1', '<img>', '\ud800', '\u202ez'), { maxLength: 3 }),
      addTags: fc.array(fc.constantFrom('x', 'z')),
      removeTags: fc.array(fc.constantFrom('x', 'y')),
      comment: fc.oneof(fc.constant(''), fc.string({ unit: 'binary', maxLength: 20 })),
    },
    { requiredKeys: [] },
  ),
  killed: fc.boolean(),
})

test('notes are there when the file is opened again, even after a kill in the middle of a line, and the store has them', () =>
  fc.assert(
    fc.asyncProperty(fc.array(anyChange, { maxLength: 8 }), async (changes) => {
      await rm(path, { force: true })
      let opened = await open()
      const wanted = new Map<string, EventNotes>()
      for (const { ids, change, killed } of changes) {
        await opened.kept.change(ids, change)
        for (const id of ids) {
          const notes = changedNotes(wanted.get(id) ?? NO_NOTES, change, AT)
          if (isBlank(notes)) wanted.delete(id)
          else wanted.set(id, notes)
        }
        if (killed) {
          if (existsSync(path)) await writeFile(path, '{"id":"a","starred":tr', { flag: 'a' })
          opened = await open()
          expect(opened.kept.problem).toBeNull()
        }
        expect(new Map(opened.kept.all)).toEqual(wanted)
        expect(opened.told.notes).toEqual(wanted)
      }
      expect(new Map((await open()).kept.all)).toEqual(wanted)
    }),
    { numRuns: 50 },
  ))

test('simultaneous changes are all kept', async () => {
  const { kept } = await open()
  const ids = Array.from({ length: 50 }, (_, index) => `e${index}`)
  await Promise.all(ids.map((id) => kept.change([id], { starred: true })))
  expect([...(await open()).kept.all.keys()]).toEqual(ids)
})

test('superseded lines are removed when they are most of the file', async () => {
  const { kept } = await open()
  await kept.change(['other'], { comment: 'stays' })
  for (let turn = 0; turn < 1200; turn++)
    await kept.change(['a'], { starred: turn % 2 === 0, addTags: ['x'] })
  expect((await lines()).length).toBeLessThan(1100)
  const { kept: again } = await open()
  expect([...again.all]).toEqual([...kept.all])
  expect(again.of('a')?.starred).toBe(false)
  expect(again.of('other')?.comment).toBe('stays')
})

test('a change beyond the limits is rejected as a whole', async () => {
  const { kept } = await open()
  await kept.change(['a'], { tags: Array.from({ length: 20 }, (_, index) => `t${index}`) })
  await expect(kept.change(['b', 'a'], { addTags: ['one more'] })).rejects.toThrow(
    'would have 21 tags. The maximum is 20',
  )
  await expect(kept.change(['b'], { comment: 'x'.repeat(10_001) })).rejects.toThrow('The maximum is 10000')
  await expect(kept.change(['b'], { tags: ['a,b'] })).rejects.toThrow('has a comma')
  expect(kept.of('b')).toBeUndefined()
  expect((await lines()).length).toBe(2)
})

test('invalid lines are reported, the others are used, and the file is kept as it was', async () => {
  const broken =
    '{"id":"a","starred":true}\nnot JSON\n{"id":"b","tags":"x"}\n{"starred":true}\n\n{"id":"c","tags":["x"]}'
  await writeFile(path, broken)
  const { kept, told } = await open()
  expect([...kept.all.keys()]).toEqual(['a', 'c'])
  expect([...told.notes.keys()]).toEqual(['a', 'c'])
  expect(kept.problem).toContain('log-files.notes.ndjson cannot be read completely: line 2: it is not JSON')
  expect(kept.problem).toContain(
    'line 3: “tags” is not a list of strings; line 4: it has no id. The rest was read',
  )
  expect(kept.problem).toContain('The original is kept as log-files.notes.ndjson.broken.')
  expect(await readFile(`${path}.broken`, 'utf8')).toBe(broken)
  expect((await open()).kept.problem).toBeNull()
  await kept.change(['d'], { starred: true })
  expect([...(await open()).kept.all.keys()]).toEqual(['a', 'c', 'd'])
  expect(await readdir(folder)).toHaveLength(2)
})

test('lines added by hand meanwhile are read before the next change', async () => {
  const { kept, told } = await open()
  await kept.change(['a'], { starred: true })
  await writeFile(path, '{"id":"b","tags":["by hand"]}')
  await kept.change(['c'], { starred: true })
  expect([...kept.all.keys()]).toEqual(['b', 'c'])
  expect([...told.notes.keys()]).toEqual(['b', 'c'])
  expect([...(await open()).kept.all.keys()]).toEqual(['b', 'c'])
})

test('in memory nothing is written', async () => {
  const { kept } = await open(null)
  await kept.change(['a'], { starred: true })
  expect(kept.of('a')?.starred).toBe(true)
  expect(await readdir(folder)).toEqual([])
})

test('a file that cannot be read at all is left alone', async () => {
  await mkdir(path)
  await expect(open()).rejects.toThrow(
    'log-files.notes.ndjson cannot be read: it is a folder. Make it readable',
  )
})

test.runIf(existsSync('/dev/full'))('on a full disk nothing is noted, and it is said', async () => {
  // The file ends within a line, so it is rewritten.
  await writeFile(path, '{"id":"a","starred":true}\n{"id":"b","sta')
  await symlink('/dev/full', `${path}.making`)
  const { kept, told } = await open()
  await symlink('/dev/full', `${path}.making`)
  await expect(kept.change(['c'], { starred: true })).rejects.toThrow(
    'the disk is full. Free some space and try again. Nothing was changed',
  )
  expect([...kept.all.keys()]).toEqual(['a'])
  expect([...told.notes.keys()]).toEqual(['a'])
  await kept.change(['c'], { starred: true })
  expect([...(await open()).kept.all.keys()]).toEqual(['a', 'c'])
})

test('notes survive a power cut', async () => {
  const disk = new WatchedDisk()
  const after = join(folder, 'after')
  const kept = async () => {
    await mkdir(after)
    await disk.copyWhatLasts(folder, after)
    const all = new Map((await open(join(after, 'log-files.notes.ndjson'))).kept.all)
    await rm(after, { recursive: true })
    return all
  }
  let opened = await open(path, disk)
  for (const id of ['a', 'b']) {
    await opened.kept.change([id], { starred: true })
    expect(await kept()).toEqual(opened.kept.all)
  }
  // A line that cannot be read, so that the file is rewritten.
  await writeFile(path, 'by hand\n{"id":"c","tags":["x"]}\n')
  opened = await open(path, disk)
  expect([...(await kept()).keys()]).toEqual(['c'])
  await opened.kept.change(['d'], { starred: true })
  expect([...(await kept()).keys()]).toEqual(['c', 'd'])
})

test.each(['writeFile', 'datasync'] as const)(
  'when %s fails, no note changes and the file is as it was',
  async (call) => {
    const disk = new WatchedDisk()
    const { kept, told } = await open(path, disk)
    await kept.change(['a'], { starred: true })
    const before = await readFile(path, 'utf8')
    disk.fail(call)
    await expect(kept.change(['b', 'c'], { starred: true })).rejects.toThrow('the disk is full')
    expect(await readFile(path, 'utf8')).toBe(before)
    expect([...told.notes.keys()]).toEqual(['a'])
    disk.recover()
    await kept.change(['d'], { starred: true })
    expect([...kept.all.keys()]).toEqual(['a', 'd'])
    expect([...(await open()).kept.all.keys()]).toEqual(['a', 'd'])
  },
)

test('half a line that cannot be removed at once is removed with the next change', async () => {
  const disk = new WatchedDisk()
  const { kept } = await open(path, disk)
  await kept.change(['a'], { starred: true })
  disk.fail('writeFile', 'truncate')
  await expect(kept.change(['b'], { comment: 'half of it' })).rejects.toThrow('the disk is full')
  disk.recover()
  await kept.change(['c'], { starred: true })
  expect((await lines()).map((line) => line.slice(0, 9))).toEqual(['{"id":"a"', '{"id":"c"', ''])
  expect([...(await open()).kept.all.keys()]).toEqual(['a', 'c'])
})

test.each(['writeFile', 'sync', 'rename'] as const)(
  'when %s fails while the file is rewritten, it is as it was',
  async (call) => {
    const broken = '{"id":"a","starred":true}\n{"id":"b","sta'
    await writeFile(path, broken)
    const disk = new WatchedDisk()
    disk.fail(call)
    const { kept } = await open(path, disk)
    await expect(kept.change(['c'], { starred: true })).rejects.toThrow('the disk is full')
    expect(await readFile(path, 'utf8')).toBe(broken)
    expect(await readdir(folder)).toEqual(['log-files.notes.ndjson'])
    disk.recover()
    await kept.change(['d'], { starred: true })
    expect([...(await open()).kept.all.keys()]).toEqual(['a', 'd'])
  },
)

test('a removed folder is reported, and no note changes', async () => {
  const { kept } = await open()
  await kept.change(['a'], { starred: true })
  await rm(folder, { recursive: true })
  await expect(kept.change(['b'], { starred: true })).rejects.toThrow(
    'log-files.notes.ndjson cannot be written: the data folder no longer exists',
  )
  await mkdir(folder)
})
