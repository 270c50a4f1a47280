import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { zip } from '../../ingest/containers/zipForTest.ts'
import { LocalFiles } from '../../sources/localFiles.ts'
import { openStore } from '../../store/openStore.ts'
import { LogFileLoader } from './logFileLoader.ts'

let folder: string
let logs: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
  logs = await mkdtemp(join(folder, 'logs-'))
})
afterEach(() => rm(folder, { recursive: true }))

const put = (name: string, ...ids: readonly string[]) => writeFile(join(logs, name), ids.map(line).join('\n'))

const line = (id: string) =>
  `{"eventVersion":"1.08","eventID":"${id}","eventTime":"2024-05-01T00:00:00Z","eventName":"A"}`

/** Loads the folder of log files as a start of the console does. Returns the load report. */
async function start() {
  const store = await openStore({ folder, name: 'log-files' })
  const loader = new LogFileLoader(store)
  const summary = await loader.load(new LocalFiles([logs]), () => {})
  const { problems } = await store.problems(0, 10)
  await loader.close()
  await store.close()
  return { summary, problems: problems.map(({ logFile, reason }) => `${logFile}: ${reason}`) }
}

test('loading a folder again loads new and changed files', async () => {
  await put('a.json', 'e1', 'e2')
  await put('b.json', 'e3')
  await writeFile(join(logs, 'notes.txt'), 'Buy milk.')
  const loaded = { files: 3, known: 0, loaded: 2, skipped: 1, failed: 0, records: 3, added: 3 }
  expect((await start()).summary).toMatchObject(loaded)
  expect((await start()).summary).toMatchObject({ files: 3, known: 3, loaded: 0, records: 0, added: 0 })
  await put('a.json', 'e1', 'e2', 'e4')
  await put('c.json', 'e5')
  expect((await start()).summary).toMatchObject({ files: 4, known: 2, records: 4, added: 2, duplicates: 2 })
})

test('digest files are counted, and no problems; whatever their names are, they are seen', async () => {
  const digest = JSON.stringify({
    digestStartTime: 'a',
    digestEndTime: 'b',
    digestS3Object: 'c',
    logFiles: [],
  })
  await put('a.json', 'e1')
  expect((await start()).summary).toMatchObject({ loaded: 1, digestFiles: 0, hasDigestFiles: false })
  await writeFile(join(logs, '1_CloudTrail-Digest_r_t_r_20260101T000000Z.json'), digest)
  await writeFile(join(logs, 'copy.json'), digest)
  const { summary, problems } = await start()
  expect(summary).toMatchObject({ files: 3, known: 1, loaded: 0, skipped: 0, digestFiles: 2 })
  expect(summary).toMatchObject({ problems: 0, hasDigestFiles: true })
  expect(problems).toEqual([])
  // By its name, though none is read again.
  expect((await start()).summary).toMatchObject({ known: 3, digestFiles: 0, hasDigestFiles: true })
})

test('digest files in an archive do not validate anything, which is said once for the archive', async () => {
  const digest = Buffer.from('{"digestStartTime":"a","digestEndTime":"b","logFiles":[]}')
  const entries = ['one', 'two', 'three'].map((name) => ({ name, content: digest }))
  await writeFile(join(logs, 'all.zip'), zip([...entries, { name: 'log', content: Buffer.from(line('e1')) }]))
  const { summary, problems } = await start()
  expect(summary).toMatchObject({ loaded: 1, records: 1, digestFiles: 0, hasDigestFiles: false })
  expect(problems).toEqual([
    'all.zip: The archive has 3 digest files. Unpack it to validate the log files in it.',
  ])
})

test('a file that a source cannot read is in the import report, once, until it is loaded', async () => {
  await put('a.json', 'e1')
  await symlink(join(folder, 'later.json'), join(logs, 'link.json'))
  const problem = {
    logFile: join(logs, 'link.json'),
    reason: 'This is a link to nothing, or the file was just removed.',
  }
  for (const time of ['first', 'second']) {
    const { summary, problems } = await start()
    expect(summary, time).toMatchObject({
      files: 1,
      failed: 1,
      problems: 1,
      firstProblems: [{ ...problem, position: null }],
    })
    expect(problems, time).toEqual([`${problem.logFile}: ${problem.reason}`])
  }
  await rm(join(logs, 'link.json'))
  await put('link.json', 'e2')
  const { summary, problems } = await start()
  expect(summary).toMatchObject({ files: 2, known: 1, added: 1, problems: 0 })
  expect(problems).toEqual([])
})

test('closing a source while it is loaded is not a failure', async () => {
  await put('a.json', 'e1')
  const store = await openStore({ folder, name: 'log-files' })
  const loader = new LogFileLoader(store)
  const loading = loader.load(new LocalFiles([logs]), () => {})
  await loader.close()
  expect(await loading).toBeNull()
  expect(loader.notStored).toBeNull()
  await store.close()
})

test('streams are loaded once, as they arrive; the same content again adds nothing', async () => {
  await put('a.json', 'e1')
  const store = await openStore({ folder, name: 'log-files' })
  const loader = new LogFileLoader(store)
  const loaded = async (...pieces: readonly string[]) => {
    async function* bytes() {
      for (const piece of pieces) {
        yield Buffer.from(piece)
        expect(loader.status).toMatchObject({ from: 'source', files: 1, filesDone: 0, bytes: 0 })
      }
    }
    return loader.load(null, () => {}, [{ name: 'standard input', bytes: bytes() }])
  }
  const record = (id: string) => `{"eventVersion":"1.08","eventID":"${id}","eventName":"A"}\n`
  expect(await loaded(record('e2'), record('e3'))).toMatchObject({
    files: 1,
    loaded: 1,
    records: 2,
    added: 2,
  })
  expect(await loaded(record('e2') + record('e3'))).toMatchObject({ loaded: 1, added: 0, duplicates: 2 })
  expect(await loaded()).toMatchObject({
    skipped: 1,
    firstProblems: [{ logFile: 'standard input', reason: expect.stringContaining('empty') }],
  })
  const stream = { name: 'standard input', bytes: (async function* () {})() }
  expect(await loader.load(new LocalFiles([logs]), () => {}, [stream])).toMatchObject({ files: 2, added: 1 })
  expect(loader.status).toBeNull()
  await loader.close()
  await store.close()
})
