import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { EVERYTHING } from '../../filter/filter.ts'
import { addRecords } from '../../testing/storeOf.ts'
import { openDuckDB } from './openDuckDB.ts'

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
  file = join(folder, 'log-files.duckdb')
})
afterEach(() => rm(folder, { recursive: true }))

const RECORD = '{"eventVersion":"1.08","eventID":"e1","eventName":"A"}'

test.each([
  ['nothing', () => writeFile(file, '')],
  ['something else', () => writeFile(file, 'Remember to load the log files.'.repeat(1000))],
  ['its beginning', () => truncate(file, 5000)],
  ['its first half', async () => truncate(file, (await readFile(file)).length / 2)],
])('a store with %s is reported as damaged, and left as it is', async (_, damage) => {
  const store = await openDuckDB(folder, 'log-files')
  await addRecords(store, [RECORD])
  await store.close()
  await damage()
  const before = await readFile(file)
  await expect(openDuckDB(folder, 'log-files')).rejects.toThrow(
    `The event data store ${file} is damaged. Move it away to start a new one, or choose another --data folder.`,
  )
  expect(before.equals(await readFile(file))).toBe(true)
})

test('a data folder that is a file is reported as one', async () => {
  await writeFile(join(folder, 'notes.txt'), '')
  for (const path of [join(folder, 'notes.txt'), join(folder, 'notes.txt/store')])
    await expect(openDuckDB(path, 'log-files')).rejects.toThrow(
      `${path} is not a folder. Choose another --data folder.`,
    )
})

test.runIf(existsSync('/proc/self')).each(['/proc/x', '/proc/x/y'])(
  'a data folder that cannot be created (%s) is an error',
  async (path) => {
    await expect(openDuckDB(path, 'log-files')).rejects.toThrow(
      `The folder ${path} cannot be created. Choose another --data folder.`,
    )
  },
)

test.each(['', 'half a header'])('a store whose creation was interrupted (“%s”) is created', async (left) => {
  await writeFile(`${file}.making`, left)
  const store = await openDuckDB(folder, 'log-files')
  await addRecords(store, [RECORD])
  await store.close()
  expect(await readdir(folder)).toEqual(['log-files.duckdb'])
})

test('a store whose file was removed accepts no more events, reports that, and still answers', async () => {
  const store = await openDuckDB(folder, 'log-files')
  await addRecords(store, [RECORD])
  await rm(file)
  await expect(addRecords(store, [RECORD.replace('e1', 'e2')])).rejects.toThrow(
    `${basename(file)} was removed or replaced while it was in use.`,
  )
  await writeFile(file, 'another')
  await expect(store.setMeta('account', '1')).rejects.toThrow('was removed or replaced')
  expect(await store.countEvents({ filter: EVERYTHING, asOf: store.asOf(0) })).toBe(1)
  await store.close()
  expect(existsSync(`${file}.making`)).toBe(false)
})

test('temporary files of a killed process are removed by the next one', async () => {
  const aside = join(folder, 'log-files.tmp')
  await mkdir(aside)
  await writeFile(join(aside, 'duckdb_temp_storage_DEFAULT-0.tmp'), 'left')
  const store = await openDuckDB(folder, 'log-files')
  expect(existsSync(aside)).toBe(false)
  await store.close()
})

test('a snapshot is known again after a restart, also where the last records were duplicates', async () => {
  const first = await openDuckDB(folder, 'log-files')
  await addRecords(first, [RECORD], 'one.json')
  await addRecords(first, [RECORD.replace('e1', 'e2'), RECORD], 'two.json')
  const query = { filter: EVERYTHING, asOf: first.asOf(0) }
  await first.close()
  const again = await openDuckDB(folder, 'log-files')
  expect(await again.countEvents(query)).toBe(2)
  await again.close()
})
